"""The framework's own ways to a print: every one ends in our engine, for the right reader, or is refused."""

import json
import subprocess
from collections.abc import Iterator
from importlib import import_module
from itertools import product
from types import SimpleNamespace

import frappe
import pdfkit
import pytest
from frappe.model.document import Document
from frappe.website.serve import get_response

from papg.printing import framework, seam
from papg.printing.wiring import METHODS
from papg.testing import cast, pdf
from papg.testing.acting import acting_as
from papg.testing.papers import a_held_meeting, circulated, minutes_of
from papg.testing.pdf import pages

FOREIGN = (cast.NEIGHBOUR, cast.BOARD, cast.PARTNER, "Guest")


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Notes every program that is started, and starts none."""
    # Loading the engine asks the system for its libraries, by a program.
    import_module("papg.printing.engine")
    started: list[object] = []

    def note(*args: object, **kwargs: object) -> None:
        started.append(args)
        raise AssertionError(f"A program was started: {args}")

    for name in ("Popen", "run", "check_output", "call"):
        monkeypatch.setattr(subprocess, name, note)
    monkeypatch.setattr(pdfkit, "from_string", note)
    return started


@pytest.fixture(autouse=True)
def request_of_nobody(site: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What server code finds where a request would be; the framework's log of prints commits, which a test undoes
    nowhere."""
    monkeypatch.setattr(frappe.db, "commit", lambda: None)
    kept = dict(frappe.local.form_dict or {})
    frappe.local.form_dict = frappe._dict()
    frappe.local.papg_paper = None
    yield
    frappe.local.form_dict = frappe._dict(kept)
    frappe.local.flags.ignore_print_permissions = False


def get_pdf(html: str, options: dict[str, object] | None = None) -> bytes:
    # Loading the module opens a log of the site.
    from frappe.utils.pdf import get_pdf as framework_get_pdf

    return framework_get_pdf(html, options)


@pytest.fixture
def minutes() -> Document:
    return circulated(minutes_of(a_held_meeting()))


def heading(minutes: Document) -> str:
    return f"Minutes of meeting {frappe.db.get_value('PAPG Meeting', minutes.meeting, 'reference')}"


def test_the_pdf_button_of_the_desk_gives_our_paper(minutes: Document, programs: list[object]) -> None:
    with acting_as(cast.MEMBER):
        for asked in (None, "Standard", "PAPG Minutes", "No such format"):
            response = framework.download_pdf("PAPG Minutes", minutes.name, asked)
            assert pdf.title(response.data) == f"{heading(minutes)}, {cast.GROUP_A}"
            assert response.headers["Cache-Control"] == "no-store"
    assert programs == []


def test_a_record_without_a_paper_of_its_own_is_printed_with_a_marking() -> None:
    with acting_as(cast.SECRETARY):
        response = framework.download_pdf("PAPG Member", cast.member(cast.MEMBER))
    for page in pages(response.data):
        assert page.count("OFFICIAL") >= 2
    assert "Licensing Manager" in pdf.text(response.data)
    assert pdf.root(response.data)["/Lang"] == "en-GB"


def test_a_format_of_the_councils_own_is_printed_with_the_marking(minutes: Document) -> None:
    councils = {
        "doctype": "Print Format",
        "name": "Council minutes",
        "doc_type": "PAPG Minutes",
        "standard": "No",
        "custom_format": 1,
        "print_format_type": "Jinja",
        "html": "<p>Of the council: {{ doc.title }}</p>",
    }
    frappe.get_doc(councils).insert()
    with acting_as(cast.SECRETARY):
        response = framework.download_pdf("PAPG Minutes", minutes.name, "Council minutes")
    text = pdf.text(response.data)
    assert f"Of the council: {minutes.title}" in text
    assert pages(response.data)[0].count("OFFICIAL-SENSITIVE") == 2


def test_a_foreign_and_a_missing_record_get_one_answer(minutes: Document) -> None:
    answers = set()
    asked = [
        ("PAPG Minutes", minutes.name),
        ("PAPG Minutes", "no-such-minutes"),
        ("No Such Type", minutes.name),
    ]
    for user, (record, name) in product(FOREIGN, asked):
        sent = json.dumps({"doctype": record, "name": name})
        for call in (
            lambda record=record, name=name: framework.download_pdf(record, name),
            lambda record=record, name=name: framework.download_builder_pdf(record, name, "Standard"),
            lambda record=record, name=name: framework.get_html_and_style(record, name),
            lambda sent=sent: framework.get_html_and_style(sent),
        ):
            with acting_as(user), pytest.raises(frappe.DoesNotExistError) as refused:
                call()
            answers.add((str(refused.value), str(frappe.get_message_log())))
    assert {said for said, _messages in answers} == {"There is no such paper for you to print."}
    assert len(answers) == 1


@pytest.mark.parametrize("sent", ["[]", "1", "not JSON", '{"doctype": {"like": "%"}, "name": ["!=", ""]}'])
def test_a_preview_of_something_else_than_a_record_is_answered_the_same_way(sent: str) -> None:
    with acting_as(cast.SECRETARY), pytest.raises(frappe.DoesNotExistError, match="no such paper"):
        framework.get_html_and_style(sent)


def test_the_preview_shows_the_record_as_stored_whatever_is_sent(minutes: Document) -> None:
    sent = frappe.get_doc("PAPG Minutes", minutes.name).as_dict()
    sent["entries"][0]["discussion"] = "<p>CANARY-SENT</p>"
    with acting_as(cast.SECRETARY):
        shown = framework.get_html_and_style(frappe.as_json(sent), print_format="PAPG Minutes")["html"]
    assert "CANARY-SENT" not in shown
    assert "Said under item 1." in shown
    assert shown.count("OFFICIAL-SENSITIVE") == 3


def test_every_other_way_to_a_print_is_refused() -> None:
    with pytest.raises(frappe.PermissionError, match="This way of printing is switched off"):
        framework.refuse()


def test_every_printing_endpoint_of_the_framework_is_answered_by_us() -> None:
    from frappe.utils import print_format, weasyprint
    from frappe.www import printview

    found = {
        f"{module.__name__}.{name}"
        for module in (print_format, weasyprint, printview)
        for name, value in vars(module).items()
        if value in frappe.whitelisted and value.__module__ == module.__name__
    }
    hooks = frappe.get_hooks("override_whitelisted_methods")
    assert found <= set(METHODS)
    for method, ours in METHODS.items():
        assert hooks[method] == [ours]
        assert frappe.get_attr(ours) in frappe.whitelisted
        assert frappe.get_attr(ours) not in frappe.guest_methods


def test_server_code_that_asks_for_a_pdf_gets_our_paper(minutes: Document, programs: list[object]) -> None:
    with acting_as(cast.SECRETARY):
        made = frappe.get_print("PAPG Minutes", minutes.name, "PAPG Minutes", as_pdf=True)
    assert "Said under item 1." in pdf.text(made)
    assert pages(made)[0].count("OFFICIAL-SENSITIVE") == 3
    assert programs == []


def test_any_page_of_the_framework_becomes_a_pdf_by_our_engine(programs: list[object]) -> None:
    seam.install()
    html = '<html><head><meta name="pdfkit-page-size" content="A3"></head><body><p>Words</p></body></html>'
    made = get_pdf(html, {"header-html": "/etc/passwd", "password": None})
    assert pdf.text(made) == "Words"
    assert programs == []


def test_a_pdf_with_a_password_needs_the_password() -> None:
    seam.install()
    made = get_pdf("<html><head></head><body><p>Words</p></body></html>", {"password": "Tide-Lantern"})
    assert b"/Encrypt" in made


def test_the_pdf_of_one_page_is_never_given_out_for_another(minutes: Document) -> None:
    with acting_as(cast.SECRETARY):
        frappe.get_print("PAPG Minutes", minutes.name, "PAPG Minutes")
        made = get_pdf("<html><head></head><body><p>Another page</p></body></html>")
    assert pdf.text(made) == "Another page"


def test_a_print_is_never_attached_to_mail(minutes: Document, programs: list[object]) -> None:
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError, match="Send a link to it instead"):
        frappe.attach_print("PAPG Minutes", minutes.name, print_format="PAPG Minutes")
    assert not frappe.local.flags.ignore_print_permissions
    assert programs == []


def test_an_attached_print_as_a_page_holds_nothing_of_the_record(minutes: Document) -> None:
    frappe.db.set_single_value("Print Settings", "send_print_as_pdf", 0)
    with acting_as(cast.SECRETARY):
        attached = frappe.attach_print("PAPG Minutes", minutes.name, print_format="PAPG Minutes")
    assert b"Said under item 1." not in attached["fcontent"]


def test_mail_with_an_attached_print_is_refused_while_it_is_written(minutes: Document) -> None:
    print_of = {"print_format_attachment": 1, "doctype": "PAPG Minutes", "name": minutes.name}
    mail = frappe.new_doc("Email Queue")
    mail.update({"sender": cast.SECRETARY, "message": "Text", "attachments": json.dumps([print_of])})
    with pytest.raises(frappe.ValidationError, match="Minutes is not attached to mail"):
        mail.insert()
    framework.refuse_attached_prints(SimpleNamespace(attachments=json.dumps([{"fid": "a file"}])))


# The page for printing in the browser


def page(user: str, **query: object) -> tuple[int, str]:
    frappe.local.no_cache = False
    with acting_as(user):
        frappe.local.form_dict = frappe._dict(query)
        response = get_response("printview")
    return response.status_code, response.get_data(as_text=True)


def test_the_page_for_the_browser_shows_our_paper(minutes: Document) -> None:
    status, html = page(cast.SECRETARY, doctype="PAPG Minutes", name=minutes.name, format="PAPG Minutes")
    assert status == 200
    assert "Said under item 1." in html


def test_the_page_for_the_browser_is_not_there_for_a_foreign_reader(minutes: Document) -> None:
    for user, name in product(FOREIGN, (minutes.name, "no-such-minutes")):
        status, html = page(user, doctype="PAPG Minutes", name=name)
        assert status == 404, user
        assert "Said under item 1." not in html


def test_the_page_for_the_browser_takes_a_record_type_and_a_name_and_nothing_else(minutes: Document) -> None:
    for query in (
        {"doctype": "PAPG Minutes", "name": {"title": ("like", "%")}},
        {"doctype": "PAPG Minutes"},
        {"doc": frappe.as_json(minutes)},
        {},
    ):
        assert page(cast.SECRETARY, **query)[0] == 404, query


def test_a_key_to_a_shared_page_opens_nothing(minutes: Document) -> None:
    key = frappe.new_doc("Document Share Key")
    key.update(
        {
            "reference_doctype": "PAPG Minutes",
            "reference_docname": minutes.name,
            "key": frappe.generate_hash(),
            "name": frappe.generate_hash(),
        }
    )
    # Written past the guard that refuses such keys, since an older one may be there.
    key.db_insert()
    status, html = page("Guest", doctype="PAPG Minutes", name=minutes.name, key=key.key)
    assert status == 404
    assert "Said under item 1." not in html


def test_the_answer_to_one_reader_is_not_kept_for_another(minutes: Document) -> None:
    assert page(cast.NEIGHBOUR, doctype="PAPG Minutes", name=minutes.name)[0] == 404
    assert page(cast.SECRETARY, doctype="PAPG Minutes", name=minutes.name)[0] == 200
