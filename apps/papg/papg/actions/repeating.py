"""Actions that come again: Auto Repeat makes each turn, a record of its own with nothing of the last."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

from papg.actions import people
from papg.actions.lateness import day
from papg.meetings.wording import refuse_unless
from papg.membership import ending
from papg.rules import repeating as rules
from papg.rules.actions import OPEN, next_due_on
from papg.rules.due_dates import govuk_date
from papg.rules.periods import Period
from papg.rules.structure import OVER

ACTION = "PAPG Action"
REPEAT = "Auto Repeat"
# What happened in one turn, or led to it, is nothing of the next.
OF_ONE_TURN = (
    *("rag", "rag_reason", "obstacle", "obstacle_kind", "evidence", "dropped_reason"),
    *("meeting", "item_number", "source_doctype", "source_name", "source_part"),
)
# What would let Auto Repeat send or lock records of ours by itself.
SENDS = ("notify_by_email", "recipients", "template", "submit_on_creation", "print_format")


@frappe.whitelist(methods=["POST"])
def repeat(action: str, frequency: str, ends_on: str | None = None) -> str:
    """Let an action come again: the first time one period from today.

    Args:
        action: Name of the action.
        frequency: "Weekly", "Monthly", "Quarterly", "Half-yearly" or "Yearly".
        ends_on: Last day on which it comes again, year-month-day; without one it goes on.

    Returns:
        Day of the next turn, in words.

    Raises:
        frappe.PermissionError: The caller does not run the action's group.
        frappe.ValidationError: The group is over, or the rule refuses; every reason is given.
    """
    doc = organised(action)
    ending.refuse_after_end(doc.papg_group, today())
    facts = rules.RepeatFacts(
        stage=doc.stage,
        is_restricted=bool(doc.restricted_item),
        is_repeating=active(doc) is not None,
        frequency=frequency,
        ends_on=day(ends_on),
    )
    refuse_unless(rules.may_repeat(facts, getdate(today())))
    made = frappe.get_doc(
        {
            "doctype": REPEAT,
            "reference_doctype": ACTION,
            "reference_document": doc.name,
            "frequency": frequency,
            "start_date": today(),
            "end_date": ends_on or None,
        }
    )
    made.insert(ignore_permissions=True)  # nobody holds rights on it; who runs the group was asked
    return govuk_date(getdate(made.next_schedule_date))


@frappe.whitelist(methods=["POST"])
def stop(action: str) -> None:
    """End the repeating of an action; the turns there are stay.

    Args:
        action: Name of any turn.

    Raises:
        frappe.PermissionError: The caller does not run the action's group.
        frappe.ValidationError: It does not repeat.
    """
    found = active(organised(action))
    if not found:
        frappe.throw(_("This action does not repeat, so there is nothing to stop."))
    end(found)


def end(of: Document) -> None:
    """Let what repeats come again no more; the turns there are stay."""
    of.disabled = 1
    of.save(ignore_permissions=True)  # nobody holds rights on it; who runs the group was asked, or a job acts


def organised(action: str) -> Document:
    """An action of a group the session's user runs."""
    doc = frappe.get_doc(ACTION, action)
    doc.check_permission("write")
    if not people.is_organiser(doc.papg_group):
        message = _("Only the secretary or chair lets an action repeat. Ask one of them.")
        frappe.throw(message, frappe.PermissionError)
    return doc


def active(action: Document) -> Document | None:
    """The repeating an action is a turn of, while it goes on."""
    found = frappe.get_doc(REPEAT, action.auto_repeat) if action.auto_repeat else None
    return found if found and found.status == "Active" else None


def of_action(action: Document) -> dict[str, str] | None:
    """What the form says of repeating: how often, and when next."""
    found = active(action)
    if not found or not found.next_schedule_date or not latest_turn(found):
        return None
    message = _("Comes again {0}, next on {1}.")
    often = _(found.frequency).lower()
    return {"said": message.format(often, govuk_date(getdate(found.next_schedule_date)))}


def check(of: Document) -> None:
    """Before it is stored: only who runs its group lets an action repeat, and Auto Repeat writes to nobody.

    Raises:
        frappe.PermissionError: It is somebody else's, would move to another action, or would send something.
    """
    before = of.get_doc_before_save()
    group = frappe.db.get_value(ACTION, of.reference_document, "papg_group")
    is_same = not before or before.reference_document == of.reference_document
    if not group or not is_same or not people.is_organiser(group) or any(of.get(field) for field in SENDS):
        message = _("Auto Repeat of an action is set on the action itself, by its secretary or chair.")
        frappe.throw(message, frappe.PermissionError)


def begin_turn(turn: Document, of: Document) -> None:
    """Hook of the framework: make the copy of the first turn a new action.

    Args:
        turn: The copy, not stored yet.
        of: The repeating it belongs to.
    """
    first = frappe.get_doc(ACTION, of.reference_document)
    turn.update(dict.fromkeys(OF_ONE_TURN))
    turn.status = OPEN
    turn.updates = []
    for row in turn.organisations:
        row.update({"state": "Not started", "state_on": None})
    turn.raised_on = today()
    turn.due_on = next_due_on(day(first.raised_on), day(first.original_due_on), getdate(today()))
    latest = latest_turn(of)
    if latest and latest.papg_group != turn.papg_group:
        turn.update(latest)
    if turn.owner_member and not is_current(people.member_row(turn.owner_member), turn.papg_group):
        turn.owner_member = None


def is_current(row: frappe._dict, group: str) -> bool:
    """Is a member still on the group? The next turn of somebody who left has no owner until one is named."""
    return row.papg_group == group and Period(row.joined_on, row.left_on).includes(getdate(today()))


def latest_turn(of: Document) -> frappe._dict | None:
    """Group and owner of the last turn in a group that goes on; the next one comes there, or nowhere without one."""
    rows = frappe.db.sql(
        """
        select action.papg_group, action.owner_member, action.owner_email
        from `tabPAPG Action` action join `tabPAPG Group` body on body.name = action.papg_group
        where (action.auto_repeat = %(repeating)s or action.name = %(first)s)
            and (body.status != %(over)s or body.dissolved_on >= %(day)s)
        order by action.creation desc limit 1
        """,
        {"repeating": of.name, "first": of.reference_document, "over": OVER, "day": today()},
        as_dict=True,
    )
    return rows[0] if rows else None


def catch_up() -> None:
    """Daily: make turns of days on which nothing ran; the framework would wait for them for ever."""
    for (name,) in missed():
        frappe.get_doc(REPEAT, name).create_documents()
        found = frappe.get_doc(REPEAT, name)
        if not found.disabled:  # the framework switches off what it could not copy
            found.save(ignore_permissions=True)  # the job's own, to move on to the next day


def missed() -> list[tuple[str]]:
    """What should have come again before today, as far as the action it began with is still kept."""
    return frappe.db.sql(
        """
        select repeating.name from `tabAuto Repeat` repeating
        join `tabPAPG Action` first on first.name = repeating.reference_document
        where repeating.reference_doctype = 'PAPG Action' and repeating.status = 'Active'
            and repeating.disabled = 0 and repeating.next_schedule_date < %s
        order by repeating.creation
        """,
        today(),
    )
