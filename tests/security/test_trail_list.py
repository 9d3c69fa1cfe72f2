"""Every endpoint that could give out a minute, a restricted item, a print, a file or a login says what it leaves."""

import pytest

from papg.rules.trail import WATCHED
from papg.security import allowlist, leaving_rows
from papg.security.binding import arguments_of
from tests.security.test_endpoints import ENTRIES

# Shapes of arguments that name a record, a kind of records or a report.
NAMING = ("record", "record or new", "type", "doc", "names", "stored", "report", "form name")
TELLING = ("print", "pdf", "export", "download", "file", "login", "logout", "password", "seen", "partner")
# What shows nothing but the desk itself, an empty form or the strength of a password.
SHOWS_NOTHING = ("/login", "/update-password", "frappe.core.doctype.user.user.test_password_strength")
LEAVES = ("always", "watched", "text", "report", "shown", "login", "logout")
LINES = [line for found in leaving_rows.lines().values() for line in found]


def may_give_out(entry: allowlist.Entry) -> bool:
    """Could the answer of this endpoint hold something the trail tells of?"""
    if entry.endpoint in SHOWS_NOTHING:
        return False
    names_a_record = any(argument.shape in NAMING for argument in arguments_of(entry))
    return names_a_record or any(word in entry.endpoint for word in TELLING)


def test_there_are_endpoints_that_may_give_something_out(connection: None) -> None:
    assert sum(may_give_out(entry) for entry in ENTRIES) > 60


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.endpoint)
def test_an_endpoint_that_may_give_something_out_is_on_the_list_of_the_trail(
    entry: allowlist.Entry, connection: None
) -> None:
    if may_give_out(entry):
        for verb in entry.verbs:
            line = leaving_rows.line_for(entry.endpoint, verb)
            assert line, f"{verb} {entry.endpoint}: give it a line in allowed/trail.csv, or say there why not"


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.endpoint} {line.kind}")
def test_a_line_says_what_it_leaves_or_why_nothing(line: leaving_rows.Line, connection: None) -> None:
    assert line.leaves in LEAVES if line.kind else line.why
    if line.leaves in ("always", "watched", "text", "report") and line.record_type != "doc":
        entries = [entry for entry in ENTRIES if entry.endpoint == line.endpoint]
        named = {argument.name for entry in entries for argument in arguments_of(entry)} | {"doctype", "name"}
        assert {line.record_type, line.record} - {""} <= named


def test_files_and_pages_are_on_the_list_though_no_argument_names_them() -> None:
    assert leaving_rows.line_for("/private/files/*", "GET").kind == "Downloaded"
    assert leaving_rows.line_for("/partner/paper/abc", "GET").kind == "Downloaded"
    assert leaving_rows.line_for("/partner/minutes/abc", "GET").kind == "Opened"
    assert leaving_rows.line_for("/app/papg-minutes", "GET") is None


def test_a_list_leaves_a_row_when_a_text_is_asked_for_and_not_for_titles(connection: None) -> None:
    item, minutes = "PAPG Restricted Item", "PAPG Minutes"
    assert leaving_rows.names_text(item, {"fields": '["name", "discussion"]'})
    assert leaving_rows.names_text(item, {"fields": '["*"]'})
    assert leaving_rows.names_text(item, {"fields": '["name"]', "filters": '[["discussion", "like", "%a%"]]'})
    assert leaving_rows.names_text(minutes, {"fields": '["`tabPAPG Minutes Entry`.`discussion`"]'})
    assert not leaving_rows.names_text(item, {"fields": '["name", "title", "marking"]'})
    assert not leaving_rows.names_text("PAPG Meeting", {"fields": '["*"]'})


def test_a_restricted_document_is_watched() -> None:
    assert "PAPG Restricted Document" in WATCHED
