"""What the invented group was asked before the meeting to come, what came in, and who says they will be there."""

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import today

from papg.meetings import asking, contributions, intending
from papg.meetings.contributions import RECORD
from papg.setup.demo.base import acting_as, day, email, read


def prepare(group: str, members: dict[str, str]) -> None:
    """Ask members before the meeting to come, note what they answered, and let some say whether they come."""
    data = read("eastmere_contributions")
    to_come = {"papg_group": group, "status": "Planned", "agenda_issued_on": ("is", "set")}
    meeting = frappe.db.get_value("PAPG Meeting", to_come, order_by="starts_at")
    with acting_as(email("secretary")):
        for asked in data["requests"]:
            ask(meeting, asked, members)
    for key, (intention, deputy) in data["intentions"].items():
        with acting_as(email(key)):
            intending.tell(meeting, intention, deputy)


def ask(meeting: str, asked: dict[str, Any], members: dict[str, str]) -> None:
    """One question to several members; the secretary writes down what was said on the telephone."""
    wanted = [members[post] for post in asked["posts"]]
    due_on = max(day(asked["due"]), today())
    for name in asking.ask(meeting, asked["question"], asked["kind"], due_on, wanted):
        request = frappe.get_doc(RECORD, name)
        if request.member_name in asked["answers"]:
            request.answer = asked["answers"][request.member_name]
            request.has_nothing_to_report = int(not request.answer)
            request.save()
        if asked["due"] < 0:
            let_time_pass(request, asked["due"])


def let_time_pass(request: Document, due: int) -> None:
    """As if it had been asked a fortnight ago: nobody is asked for a day that is past."""
    request.update({"asked_on": day(-14), "due_on": day(due)})
    contributions.set_title(request)
    request.status = contributions.status_of(request)
    request.db_update()
