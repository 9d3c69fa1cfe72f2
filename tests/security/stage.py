"""The served site with one issued meeting, for who comes and who leaves."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import frappe
from frappe.utils import add_days, today

from papg.testing import cast
from papg.testing.acting import acting_as
from provision.served import Served
from tests.journeys.rest import give_key
from tests.provision.realtime_rig import Browser
from tests.security.visitors import Visitor

YESTERDAY = -1
MEETING = "PAPG Meeting"
NOT_YOURS = (302, 401, 403, 404)


@dataclass
class Stage:
    """The served site with an issued meeting of the first group."""

    served: Served
    meeting: str

    def visitor(self, user: str) -> Visitor:
        """Somebody with a session."""
        visitor = Visitor(self.served.url)
        assert visitor.log_in(user).status_code == 200
        return visitor

    def program(self, user: str) -> Visitor:
        """The same account with a key."""
        visitor = Visitor(self.served.url)
        visitor.headers["Authorization"] = f"token {give_key(user)}"
        frappe.db.commit()
        return visitor

    def sees_form(self, visitor: Visitor, name: str = "") -> bool:
        """Does the desk open the meeting?"""
        answer = visitor.call(
            "frappe.desk.form.load.getdoc", "GET", doctype=MEETING, name=name or self.meeting
        )
        return is_seen(answer.status_code, "docs" in answer.text)

    def sees_by_key(self, program: Visitor) -> bool:
        answer = program.ask("GET", f"/api/resource/{MEETING}/{self.meeting}")
        return is_seen(answer.status_code, "data" in answer.text)

    def sees_page(self, visitor: Visitor, name: str = "") -> bool:
        """Does the page of partners show the meeting?"""
        answer = visitor.see(f"/partner/meeting/{name or self.meeting}")
        return is_seen(answer.status_code, "Committee Room 2" in answer.text)


def is_seen(status: int, is_shown: bool) -> bool:
    """Was it shown? What is not shown is refused, or answered like what does not exist, and is no error."""
    assert status == 200 or (status in NOT_YOURS and not is_shown), status
    return is_shown


def enter_last_day(user: str, days: int, letter: str = "A") -> None:
    """The secretary enters the last day of a membership."""
    frappe.db.rollback()
    with acting_as(cast.SECRETARY):
        row = frappe.get_doc("PAPG Member", cast.member(user, letter))
        row.left_on = add_days(today(), days)
        row.save()
    frappe.db.commit()


def let_the_day_pass(user: str, days: int, letter: str = "A") -> None:
    """The last day was entered long ago, and midnight has come: nobody stores anything today."""
    frappe.db.rollback()
    frappe.db.set_value("PAPG Member", cast.member(user, letter), "left_on", add_days(today(), days))
    frappe.db.commit()


@contextmanager
def tab_of(stage: Stage, visitor: Visitor) -> Iterator[Browser]:
    """A tab at the live server with the session of a visitor, which follows the meeting."""
    browser = Browser(stage.served.instance.realtime_port)
    try:
        said = browser.try_to_open(
            "tab", visitor.cookies["sid"], stage.served.url, stage.served.instance.site
        )
        assert said["state"] == "connected"
        assert browser.ask("tab", "doc_subscribe", MEETING, stage.meeting)
        yield browser
    finally:
        browser.close()


def change_meeting(stage: Stage) -> None:
    """Something is stored, and the live server passes it on."""
    frappe.db.rollback()
    with acting_as(cast.SECRETARY):
        frappe.get_doc(MEETING, stage.meeting).save()
    frappe.db.commit()


def hears_a_change(stage: Stage, browser: Browser, user: str) -> bool:
    """Does the tab hear of a change made now? What was said before a word to the user has arrived by then."""
    before = len(browser.heard("tab", "doc_update"))
    change_meeting(stage)
    mark = {"said": frappe.generate_hash(length=12)}
    frappe.publish_realtime("word", mark, user=user)
    browser.wait_for("tab", "word", mark)
    return len(browser.heard("tab", "doc_update")) > before
