"""The link by which an owner without an account answers, over HTTP: once, for a while, and about one action only."""

import email
import re
from collections.abc import Callable, Iterator

import frappe
import pytest
from frappe.utils import add_days, today

from papg import link_keys
from papg.actions import answer_link
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.mail import give_mail_account
from provision.served import Served
from tests.security import front_door
from tests.security.front_door import Caller
from tests.security.ground import Plot
from tests.security.visitors import Visitor

VENUE = "venue.manager@square.example"
TITLE = "Train the stewards of the square"
OTHERS = "Noted by somebody of the group"


@pytest.fixture(autouse=True)
def strict(plots: dict[str, Plot], server: Served) -> Iterator[None]:
    front_door.forget_counts()
    with front_door.configured(server.instance, rate_limit_factor=None):
        yield
    front_door.forget_counts()


@pytest.fixture
def action(plots: dict[str, Plot]) -> Iterator[str]:
    """An action of group A owned by an address, with a note of somebody else, stored for the server to see."""
    frappe.db.rollback()
    with acting_as(cast.SECRETARY):
        doc = make(
            "PAPG Action",
            papg_group=cast.group("A"),
            title=TITLE,
            description="All of them, before the summer.",
            owner_email=VENUE,
            updates=[{"note": OTHERS}],
        )
    frappe.db.commit()
    yield doc.name
    frappe.db.rollback()
    frappe.db.delete("PAPG Action Update", {"parent": doc.name})
    frappe.db.delete("PAPG Action", {"name": doc.name})
    frappe.db.commit()


def sent(action: str, **changed: object) -> str:
    """A key for the action as a letter would carry it, with columns of the action changed after it went out."""
    key = link_keys.new()
    kept = {
        "link_fingerprint": link_keys.fingerprint(key),
        "link_sent_to": VENUE,
        "link_until": add_days(today(), 14),
    }
    frappe.db.rollback()
    frappe.db.set_value("PAPG Action", action, kept | changed)
    frappe.db.commit()
    return key


@pytest.fixture
def caller(server: Served) -> Caller:
    return Caller(server.url)


def stored(action: str) -> frappe.model.document.Document:
    frappe.db.rollback()
    return frappe.get_doc("PAPG Action", action)


def test_the_owner_sees_their_action_and_nothing_else_and_answers_once(action: str, caller: Caller) -> None:
    key = sent(action)
    for _scanner in range(2):
        page = caller.see("/answer", params={"key": key})
        assert page.status_code == 200
    assert TITLE in page.text and "before the summer" in page.text
    for hidden in (OTHERS, cast.GROUP_A, cast.POSTS[cast.SECRETARY], action, 'href="/partner'):
        assert hidden not in page.text
    assert "script-src" not in page.headers["Content-Security-Policy"]
    answered = caller.fill_in("/answer", key=key, note="Half of them are trained.", progress="")
    assert (answered.status_code, TITLE in answered.text) == (200, False)
    doc = stored(action)
    note = doc.updates[-1]
    assert (note.note, note.by_link, note.noted_as, note.noted_by) == (
        "Half of them are trained.",
        1,
        VENUE,
        None,
    )
    assert (doc.stage, doc.link_fingerprint, doc.owner_email) == ("Open", None, VENUE)
    assert caller.see("/answer", params={"key": key}).status_code == 403
    assert caller.fill_in("/answer", key=key, note="Once more.", progress="").status_code == 403


def test_that_it_is_done_is_said_in_the_note_and_marked_by_whoever_runs_the_group(
    action: str, caller: Caller
) -> None:
    caller.fill_in("/answer", key=sent(action), note="All trained.", progress="Done")
    doc = stored(action)
    assert (doc.updates[-1].note, doc.stage) == ("The owner says it is done. All trained.", "Open")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"note": " ", "progress": ""}, "Write how far the action is."),
        ({"note": "x" * 5001, "progress": ""}, "5001 characters long"),
        ({"note": "Fine.", "progress": "Closed"}, "Choose how far the action is"),
    ],
)
def test_a_mistake_is_told_and_does_not_spend_the_link(
    form: dict[str, str], said: str, action: str, caller: Caller
) -> None:
    key = sent(action)
    page = caller.fill_in("/answer", key=key, **form)
    assert (page.status_code, said in page.text) == (400, True)
    assert len(stored(action).updates) == 1
    assert caller.fill_in("/answer", key=key, note="Now.", progress="").status_code == 200


def test_every_refusal_looks_alike(action: str, caller: Caller) -> None:
    wrong: list[Callable[[], str]] = [
        lambda: "x",
        lambda: link_keys.new(),
        lambda: link_keys.fingerprint(sent(action)),
        lambda: sent(action, link_until=add_days(today(), -1)),
        lambda: sent(action, stage="Done"),
        lambda: sent(action, stage="Closed"),
        lambda: sent(action, owner_email="other@square.example"),
        lambda: sent(action, owner_email=cast.MEMBER, link_sent_to=cast.MEMBER),
        lambda: sent(action, restricted_item="something"),
    ]
    answers = set()
    for make_key in wrong:
        frappe.db.set_value(
            "PAPG Action", action, {"stage": "Open", "owner_email": VENUE, "restricted_item": None}
        )
        key = make_key()
        for answer in (
            caller.see("/answer", params={"key": key}),
            caller.fill_in("/answer", key=key, note="Let me in.", progress=""),
        ):
            answers.add((answer.status_code, answer.text))
    answers.add((caller.see("/answer").status_code, caller.see("/answer").text))
    assert len(answers) == 1
    assert answers.pop()[0] == 403
    assert len(stored(action).updates) == 1


def test_the_last_day_still_opens_it(action: str, caller: Caller) -> None:
    key = sent(action, link_until=today())
    assert caller.see("/answer", params={"key": key}).status_code == 200


def test_trying_keys_is_stopped(action: str, caller: Caller) -> None:
    answers = [caller.see("/answer", params={"key": f"x{number}"}).status_code for number in range(61)]
    assert answers == [403] * 60 + [429]


def test_opening_and_answering_are_in_the_trail_with_the_address(action: str, caller: Caller) -> None:
    key = sent(action)
    caller.see("/answer", params={"key": key})
    caller.fill_in("/answer", key=key, note="Half done.", progress="")
    frappe.db.rollback()
    rows = frappe.get_all(
        "PAPG Access Log", {"record_name": action, "user": "Guest"}, ["kind", "detail"], order_by="name"
    )
    assert [(row.kind, row.detail) for row in rows] == [
        ("Opened", f"by link, {VENUE}"),
        ("Changed", f"by link, {VENUE}"),
    ]


def test_a_form_from_another_site_is_refused(action: str, caller: Caller) -> None:
    answer = caller.ask(
        "POST",
        "/answer",
        data={"key": sent(action), "note": "x", "progress": ""},
        headers={"Accept": "text/html", "Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403
    assert len(stored(action).updates) == 1


# Sending it


@pytest.fixture
def mail(site: None) -> None:
    """A site with a mail account; nothing is sent, letters stay in the queue."""
    give_mail_account()


def read(message: str) -> str:
    """The text of a letter, as whoever gets it reads it."""
    parts = email.message_from_string(message).walk()
    return "".join(
        part.get_payload(decode=True).decode() for part in parts if part.get_content_maintype() == "text"
    )


def own(**fields: object) -> str:
    with acting_as(cast.SECRETARY):
        return make(
            "PAPG Action",
            **{"papg_group": cast.group("A"), "title": TITLE, "description": "Secret", "owner_email": VENUE}
            | fields,
        ).name


def test_the_letter_carries_the_title_the_link_and_no_more_and_only_a_fingerprint_is_kept(mail: None) -> None:
    name = own()
    with acting_as(cast.SECRETARY):
        assert answer_link.ask_owner(name) == VENUE
    [letter] = [frappe.get_doc("Email Queue", one) for one in frappe.get_all("Email Queue", pluck="name")]
    assert [row.recipient for row in letter.recipients] == [VENUE]
    text = read(letter.message)
    assert TITLE in letter.message and "Secret" not in text and cast.GROUP_A not in text
    key = re.search(r"/answer\?key=([\w-]+)", text)
    assert key, text
    kept = frappe.get_doc("PAPG Action", name)
    assert kept.link_fingerprint == link_keys.fingerprint(key[1])
    assert (kept.link_sent_to, str(kept.link_until)) == (VENUE, add_days(today(), 14))
    assert answer_link.opened_by(key[1]).name == name
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match="asked today already"):
        answer_link.ask_owner(name)


@pytest.mark.parametrize(
    "user", [cast.MEMBER, cast.PARTNER, cast.AUDITOR, cast.BOARD, cast.NEIGHBOUR, "Guest"]
)
def test_only_who_runs_the_group_asks(user: str, mail: None) -> None:
    name = own()
    with acting_as(user), pytest.raises(frappe.PermissionError):
        answer_link.ask_owner(name)


def test_a_secretary_of_another_group_does_not_ask_here(mail: None) -> None:
    with acting_as("Administrator"):
        name = make("PAPG Action", papg_group=cast.group("C"), owner_email=VENUE).name
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError):
        answer_link.ask_owner(name)


def test_an_owner_with_an_account_is_sent_no_link(mail: None) -> None:
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match="has an account"):
        answer_link.ask_owner(own(owner_email=cast.MEMBER))


def test_the_link_is_for_nobody_to_write_or_to_move_to_another_action(mail: None) -> None:
    name = own()
    with acting_as(cast.SECRETARY):
        doc = frappe.get_doc("PAPG Action", name)
        doc.update({"link_fingerprint": link_keys.fingerprint("known"), "link_sent_to": VENUE})
        doc.update({"link_until": add_days(today(), 900)})
        doc.append("updates", {"note": "Mine.", "by_link": 1, "noted_as": VENUE})
        doc.save()
    kept = frappe.get_doc("PAPG Action", name)
    assert (kept.link_fingerprint, kept.link_sent_to, kept.link_until) == (None, None, None)
    note = kept.updates[-1]
    assert (note.by_link, note.noted_as, note.noted_by) == (0, None, cast.SECRETARY)


def test_the_endpoint_is_for_staff(server: Served, action: str) -> None:
    for user, status in ((cast.PARTNER, 404), (cast.MEMBER, 404), (cast.AUDITOR, 404)):
        visitor = Visitor(server.url)
        visitor.log_in(user)
        answer = visitor.ask(
            "POST", "/api/method/papg.actions.answer_link.ask_owner", data={"action": action}
        )
        assert answer.status_code in (status, 403), (user, answer.text)
