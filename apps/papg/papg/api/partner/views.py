"""What each page shows: asks whether it may be shown, then puts together what the gatherers found."""

from typing import Any

import frappe
from frappe import _
from werkzeug.exceptions import NotFound

from papg.api.partner import (
    actions,
    coming,
    contributions,
    corrections,
    forms,
    groups,
    lines,
    meetings,
    minutes,
    progress,
    proposals,
    terms,
    wording,
)
from papg.api.partner.rendering import Page
from papg.meetings import versions
from papg.oversight import seen
from papg.permissions import policy, scope
from papg.rules.actions import DONE, UNFINISHED_STAGES
from papg.rules.minutes import CIRCULATED

ON_FRONT_PAGE = 5


def require(record: str, name: str, right: str = "read") -> None:
    """Go on only for who may read the record, or has another right on it.

    Raises:
        NotFound: There is no such record, or it is not for this person; which of the two is not said.
    """
    if not policy.is_allowed(record, name, right):
        raise NotFound


def front_page() -> Page:
    """My groups, what I have still to acknowledge, the next meeting, my actions and the latest minutes."""
    to_come = meetings.coming()
    following = next((row for row in to_come if row.status == "Planned"), None)
    mine = my_groups()
    context = {
        "groups": mine,
        "terms": terms.unacknowledged([row.name for row in mine]),
        "coming": to_come,
        "following": following,
        "mine": coming.of(following) if following else None,
        **(meetings.agenda_with_papers(following.name) if following else {"agenda": [], "papers": []}),
        "stood_in_at": meetings.stood_in_at(),
        "requests": contributions.unanswered(),
        "assessments": lines.waiting(),
        "actions": actions.unfinished(),
        "minutes": minutes.to_read(ON_FRONT_PAGE),
    }
    return Page("front_page.html", _("Your groups"), context, "front_page")


def my_groups() -> list[dict[str, Any]]:
    """The person's groups, each with the offices of it and the positions of the person."""
    found = groups.mine()
    seats = groups.members([row.name for row in found], groups.OFFICES)
    for row in found:
        of_group = [seat for seat in seats if seat.papg_group == row.name]
        row.officers = [seat for seat in of_group if seat.position in groups.OFFICES]
        row.my_positions = sorted({seat.position for seat in of_group if seat.is_own})
    return found


def group(name: str) -> Page:
    """One of my groups: its people by name and post, its terms in force, its meetings."""
    found = next((row for row in groups.mine() if row.name == name), None)
    if found is None:
        raise NotFound
    context = {
        "group": found,
        "members": groups.members([name]),
        "meetings": meetings.of_group(name),
        "proposals": proposals.own(name),
        "is_proposed": forms.is_saved(None, "proposed"),
        "terms": terms.in_force([name]),
    }
    return Page("group.html", found.group_name, context, "front_page")


def meeting(name: str, chosen: str = "", errors: dict[str, str] | None = None) -> Page:
    """A meeting with its agenda and papers, and the restricted items that are for this person.

    Args:
        name: Name of the meeting.
        chosen: What was chosen of whether to come, when something about it has to be put right.
        errors: What has to be put right, by field.
    """
    require("PAPG Meeting", name)
    found = meetings.one(name)
    restricted = meetings.restricted_items(name)
    context = {
        "meeting": found,
        **meetings.agenda_with_papers(name),
        "restricted": with_papers(restricted),
        "minutes": minutes.of_meeting(name),
        "requests": contributions.of_meeting(name),
        "mine": coming.of(found, chosen),
        "is_saved": forms.is_saved(errors),
        "is_deputy": name in scope.of().deputised_meetings,
        "proposals": proposals.of_deputy(found),
        "is_proposed": forms.is_saved(errors, "proposed"),
    }
    title = wording.title_of_meeting(found)
    return Page("meeting.html", title, context, "front_page", errors or {}, 400 if errors else 200)


def with_papers(restricted: list[frappe._dict]) -> list[frappe._dict]:
    """Restricted items, each with its papers."""
    papers = meetings.papers([row.name for row in restricted])
    for row in restricted:
        seen.tell("PAPG Restricted Item", row.name)
        row.papers = [paper for paper in papers if paper.parent == row.name]
    return restricted


def list_of_minutes() -> Page:
    """All circulated and agreed minutes I may read."""
    return Page("list_of_minutes.html", _("Minutes"), {"minutes": minutes.to_read()}, "minutes")


def one_minutes(name: str) -> Page:
    """Minutes as circulated or agreed: Part 1, and of Part 2 what is for this person."""
    require("PAPG Minutes", name)
    found = minutes.one(name)
    if found is None:
        raise NotFound
    seen.tell("PAPG Minutes", name)
    context = {
        "minutes": found,
        "entries": minutes.entries_with_notes(name, found.meeting),
        "attendance": meetings.attendance(found.meeting),
        "decisions": minutes.decisions(found.meeting),
        "restricted": with_papers(meetings.restricted_items(found.meeting)),
        "may_correct": found.stage == CIRCULATED,
        "corrections": corrections.own(name),
        "changes": versions.latest_changes(name),
        "is_saved": forms.is_saved(None),
        "has_meeting": policy.is_allowed("PAPG Meeting", found.meeting, "read"),
    }
    return Page("minutes.html", wording.title_of_minutes(found), context, "minutes")


def list_of_actions() -> Page:
    """My actions: those with something left to do, then the others."""
    context = {"unfinished": actions.unfinished(), "finished": actions.finished()}
    return Page("list_of_actions.html", _("Your actions"), context, "actions")


def action(name: str, form: dict[str, str] | None = None, errors: dict[str, str] | None = None) -> Page:
    """One action with its notes and, while something is left to do, the form to report progress.

    Args:
        name: Name of the action.
        form: What was typed, when something in it has to be put right.
        errors: What has to be put right, by field.
    """
    require("PAPG Action", name)
    found = actions.one(name)
    may_write = policy.is_allowed("PAPG Action", name, "write")
    context = {
        "action": found,
        "notes": actions.notes(name),
        "choices": progress.choices(name),
        "may_update": found.stage in UNFINISHED_STAGES and may_write,
        "form": form or {"note": "", "progress": "", "evidence": found.evidence or ""},
        "is_refused": bool(errors),
        "is_waiting": found.stage == DONE,
        "is_saved": forms.is_saved(errors),
    }
    return Page("action.html", found.title, context, "actions", errors or {}, 400 if errors else 200)
