"""Four meetings of the invented group: two agreed, one inquorate, one to come; the dates after; the actions raised."""

from typing import Any

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate

from papg.meetings.minutes import record_decision, write_minutes
from papg.meetings.planning import plan_meeting
from papg.meetings.series_meetings import make_meetings
from papg.setup.demo.base import acting_as, day, email, insert, morning

KEYWORDS = {
    "Minutes of": "minutes",
    "Threat": "threat",
    "New guidance": "guidance",
    "Event": "events",
    "Planning": "planning",
    "Staff training": "training",
    "Open actions": "actions",
}
MINUTES = "PAPG Minutes"
AFTER_NEXT = 100
OF_ACTION = ("business_area", "kind", "priority", "rag", "rag_reason", "obstacle", "obstacle_kind", "funding")


def hold(group: str, members: dict[str, str], data: dict[str, Any]) -> None:
    """Hold the meetings one after the other, then carry the actions to where they are today."""
    made: dict[str, dict[str, str]] = {}
    for meeting in data["meetings"]:
        made[meeting["key"]] = hold_one(group, meeting, members)
        if meeting["state"] == "agreed_by_correspondence":
            agree(made["first"]["minutes"], agreed_at=made["second"]["meeting"])
            agree(made["second"]["minutes"], agreed_on=day(meeting["starts"] + 30))
    for action in data["actions"]:
        follow(group, action, members, made[action["raised"]])


def hold_one(group: str, data: dict[str, Any], members: dict[str, str]) -> dict[str, str]:
    """Plan a meeting, issue its agenda and, when it lies in the past, record and minute it."""
    with acting_as(email("secretary")):
        name = plan_meeting(group, str(morning(data["starts"])))
        meeting = frappe.get_doc("PAPG Meeting", name)
        meeting.update({"place": data["place"], "agenda_issued_on": day(min(data["starts"] - 7, 0))})
        if data["place"] == "Online":
            meeting.mode = "Online"
        meeting.save()
        if data["state"] == "planned":
            return {"meeting": name}
        take_attendance(name, data)
        minutes = minute(name, data)
        if restricted := data.get("restricted"):
            add_restricted_item(name, restricted, members)
    circulate(minutes)
    return {"meeting": name, "minutes": minutes}


def plan_ahead(group: str) -> None:
    """The dates after the next meeting: the cadence of the terms, time and place as ever."""
    with acting_as(email("secretary")):
        series = insert("PAPG Meeting Series", papg_group=group, first_on=day(AFTER_NEXT), status="Confirmed")
        make_meetings(series.name)


def take_attendance(name: str, data: dict[str, Any]) -> None:
    """Say who was there, and that the meeting was held."""
    meeting = frappe.get_doc("PAPG Meeting", name)
    deputies = dict(data.get("deputised", []))
    for row in meeting.attendance:
        row.presence = presence(row.attendee_name, data, deputies)
        row.deputy = deputies.get(row.attendee_name)
    for start, name, interest, left_room in data.get("interests", []):
        number = next(item.item_number for item in meeting.agenda if item.title.startswith(start))
        declared = {
            "item_number": number,
            "attendee_name": name,
            "interest": interest,
            "left_room": left_room,
        }
        meeting.append("interests", declared)
    meeting.status = "Held"
    meeting.save()


def presence(post: str, data: dict[str, Any], deputies: dict[str, str]) -> str:
    """How a post was represented."""
    if only := data.get("present_only"):
        return "Present" if post in only else "Apologies"
    if post in deputies:
        return "Deputised"
    if post in data["apologies"]:
        return "Apologies"
    return "Absent" if post in data["absent"] else "Present"


def minute(meeting: str, data: dict[str, Any]) -> str:
    """Write the minutes and record what was decided."""
    name = write_minutes(meeting)
    minutes = frappe.get_doc(MINUTES, name)
    minutes.marking = "OFFICIAL-SENSITIVE"
    for entry in minutes.entries:
        key = next((key for start, key in KEYWORDS.items() if entry.title.startswith(start)), "")
        entry.discussion = f"<p>{data['discussion'].get(key, 'Nothing to report.')}</p>"
    minutes.save()
    for number, decision in enumerate(data["decisions"], 3):
        record_decision(name, min(number, len(minutes.entries)), decision)
    return name


def add_restricted_item(meeting: str, data: dict[str, Any], members: dict[str, str]) -> None:
    """An item of Part 2, for those who work on it."""
    insert(
        "PAPG Restricted Item",
        meeting=meeting,
        title=data["title"],
        marking=data["marking"],
        discussion=f"<p>{data['discussion']}</p>",
        audience=[{"member": members[post]} for post in data["audience_posts"]],
    )


def circulate(minutes: str) -> None:
    """The secretary sends the minutes to the chair, who approves and circulates them."""
    with acting_as(email("secretary")):
        apply_workflow(frappe.get_doc(MINUTES, minutes), "Send to chair")
    with acting_as(email("chair")):
        apply_workflow(frappe.get_doc(MINUTES, minutes), "Circulate")


def agree(minutes: str, agreed_at: str | None = None, agreed_on: str | None = None) -> None:
    """The group agrees minutes as a correct record, at a later meeting or by correspondence."""
    with acting_as(email("chair")):
        doc = frappe.get_doc(MINUTES, minutes)
        doc.update(
            {
                "agreed_at": agreed_at,
                "agreed_on": agreed_on,
                "is_agreed_by_correspondence": int(not agreed_at),
            }
        )
        doc.save()
        apply_workflow(frappe.get_doc(MINUTES, minutes), "Agree as a correct record")


def follow(group: str, data: dict[str, Any], members: dict[str, str], raised: dict[str, str]) -> None:
    """Raise an action at its meeting and carry it to where it is today."""
    with acting_as(email("secretary")):
        name = insert(
            "PAPG Action",
            papg_group=group,
            title=data["title"],
            owner_member=members[data["owner_post"]],
            due_on=day(data["due"]),
            raised_on=getdate(frappe.db.get_value("PAPG Meeting", raised["meeting"], "starts_at")),
            meeting=raised["meeting"],
            source_doctype="PAPG Meeting",
            source_name=raised["meeting"],
            organisations=[
                {"organisation": organisation, "state": state, "state_on": day(since)}
                for organisation, state, since in data.get("organisations", [])
            ],
            **{field: data.get(field) for field in OF_ACTION},
        ).name
        if data["status"] != "Open":
            move(name, "In progress", data)
    if data["status"] in ("Done", "Closed"):
        with acting_as(frappe.db.get_value("PAPG Member", members[data["owner_post"]], "user")):
            move(name, "Done", data)
    if data["status"] == "Closed":
        with acting_as(email("chair")):
            move(name, "Closed", data)


def move(name: str, status: str, data: dict[str, Any]) -> None:
    """One step of an action, with what was noted on the way."""
    action = frappe.get_doc("PAPG Action", name)
    action.status = status
    if data.get("note") and not action.updates:
        action.append("updates", {"noted_on": add_days(action.due_on, -30), "note": data["note"]})
    if status == "Done":
        action.evidence = data.get("evidence")
    if status == "Closed":
        action.rag = "Complete"
    action.save()
