"""Subgroups: their members come from the group above, whose agendas have a line for each while it is open."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, getdate, today

from papg.meetings.wording import refuse_unless
from papg.membership.overview import open_actions
from papg.membership.rows import memberships_of, period_of
from papg.permissions import policy
from papg.rules import subgroups as rules
from papg.rules.due_dates import govuk_date
from papg.rules.membership import GoodPracticeWarning, Membership
from papg.rules.people import Person
from papg.rules.wording import Verdict

if TYPE_CHECKING:
    from papg.membership.doctype.papg_group.papg_group import PAPGGroup
    from papg.membership.doctype.papg_member.papg_member import PAPGMember

GROUP, MEMBER = "PAPG Group", "PAPG Member"
FIELDS = ("group_name", "purpose", "lead", "status", "established_on", "ends_on", "dissolved_on")
WHO = ("full_name", "email", "user", "joined_on", "ex_officio_group")
SAME = ("full_name", "email", "user", "ex_officio_group", "ex_officio_position")
CHOSEN = ("full_name", "email", "user", "organisation", "job_title", "grade", "contribution")


@frappe.whitelist(methods=["POST"])
def choose_members(papg_group: str, members: str | list[str]) -> list[str]:
    """Put members of the group above on a subgroup, from today.

    Args:
        papg_group: Name of the subgroup.
        members: Names of their rows of membership in the group above.

    Returns:
        Names of the new rows, one for each member.

    Raises:
        frappe.PermissionError: The caller may not add members to this group, or may not read one of the rows.
        frappe.ValidationError: Nobody is chosen, or one is not a member of the group above today or is there already.
    """
    if papg_group not in policy.groups_where(MEMBER, "create"):
        raise frappe.PermissionError
    wanted = list(dict.fromkeys(frappe.parse_json(members)))
    if not wanted:
        frappe.throw(_("Nobody is chosen. Choose at least one member of the group above."))
    return [choose(papg_group, name) for name in wanted]


def choose(papg_group: str, member: str) -> str:
    """One new row for a member of the group above; the account goes along, since it is the same person's."""
    if not policy.is_allowed(MEMBER, member, "read"):
        raise frappe.PermissionError
    chosen = frappe.get_doc(MEMBER, member)
    new = frappe.new_doc(MEMBER)
    new.update({field: chosen.get(field) for field in CHOSEN})
    new.update({"papg_group": papg_group, "position": "Member", "joined_on": today()})
    if chosen.ex_officio_group:
        new.update({field: chosen.get(field) for field in ("ex_officio_group", "ex_officio_position")})
    new.flags.is_access_change = True
    return new.insert().name


def check_member(member: "PAPGMember") -> None:
    """Members of a subgroup are members of the group above on the day they join.

    Raises:
        frappe.ValidationError: This one is not.
    """
    if not member.has_changed(*WHO):
        return
    fields = ["group_type", "parent_papg_group"]
    group = frappe.db.get_value(GROUP, member.papg_group, fields, as_dict=True)
    if not group or group.group_type != rules.SUBGROUP or not group.parent_papg_group:
        return
    above, on = group.parent_papg_group, getdate(member.joined_on)
    name = frappe.db.get_value(GROUP, above, "group_name")
    refuse_unless(may_sit(member, above, name, memberships_of(above, on), on))


def may_sit(
    member: "PAPGMember | frappe._dict", above: str, name: str, rows: Iterable[Membership], on: date
) -> Verdict:
    """May this row of a subgroup hold on a day, by the rows of the group above of that day?"""
    person = Person(member.user, member.email)
    follows = member.ex_officio_group == above or follows_like_one_above(member, above, on)
    return rules.may_join(member.full_name, person, follows, name, rows, on)


def take_off(gone: "PAPGMember") -> None:
    """End the rows in subgroups of whoever is no longer in the group above after the last day of a row, and say so.

    Besides the group of the row these are the groups in which a seat follows its post.

    Raises:
        frappe.ValidationError: Somebody was to join a subgroup after that day only.
    """
    last = getdate(gone.left_on)
    post = {"ex_officio_group": gone.papg_group, "ex_officio_position": gone.position}
    above = {gone.papg_group, *frappe.get_all(MEMBER, post, pluck="papg_group")}
    under = {"parent_papg_group": ("in", sorted(above)), "group_type": rules.SUBGROUP}
    fields = ["name", "group_name", "lead", "parent_papg_group"]
    for group in frappe.get_all(GROUP, under, fields, order_by="parent_papg_group, group_name"):
        take_off_one(group, last)


def take_off_one(group: frappe._dict, last: date) -> None:
    """End the rows of one subgroup with a day, of those who were in the group above on it and are not the day after."""
    above, following = group.parent_papg_group, add_days(last, 1)
    rows = frappe.get_all(
        MEMBER,
        {"papg_group": group.name},
        ["name", "joined_on", "left_on", "job_title", *SAME],
        order_by="full_name",
    )
    before, after = memberships_of(above, last), memberships_of(above, following)
    for row in rows:
        sat = may_sit(row, above, group.group_name, before, last)
        sits = may_sit(row, above, group.group_name, after, following)
        if rules.goes_too(period_of(row.joined_on, row.left_on), last, sat, sits):
            end_row(group, row, last)


def end_row(group: frappe._dict, row: frappe._dict, last: date) -> None:
    """End a row of a subgroup on the last day in the group above, and tell who saves."""
    if row.joined_on > last:
        later = _("{0} is to join {1} on {2}, after leaving the group above. Put that row right first.")
        frappe.throw(later.format(row.full_name, group.group_name, govuk_date(row.joined_on)))
    doc = frappe.get_doc(MEMBER, row.name, for_update=True)
    doc.left_on = last
    doc.save(ignore_permissions=True)  # whoever ends the row above need not sit on the subgroup
    told = _("{0}: also taken off {1}, on {2}.").format(row.full_name, group.group_name, govuk_date(last))
    if rules.needs_lead(group.lead or "", row.full_name, row.job_title):
        told += " " + _("{0} needs a new lead.").format(group.group_name)
    frappe.msgprint(told, indicator="orange")


def follows_like_one_above(member: "PAPGMember | frappe._dict", above: str, on: date) -> bool:
    """Does a seat of the group above follow the very post this one follows, on that day?"""
    if not member.ex_officio_group:
        return False
    same = {field: member.get(field) for field in ("ex_officio_group", "ex_officio_position")}
    rows = frappe.get_all(MEMBER, {"papg_group": above, **same, "joined_on": ("<=", on)}, ["left_on"])
    return any(not row.left_on or row.left_on >= on for row in rows)


def of_group(group: "PAPGGroup | frappe._dict") -> rules.Subgroup:
    """A subgroup as the rules take it."""
    days = {
        field: getdate(group.get(field)) if group.get(field) else None
        for field in ("established_on", "ends_on", "dissolved_on")
    }
    texts = {field: (group.get(field) or "").strip() for field in ("group_name", "purpose", "lead", "status")}
    return rules.Subgroup(has_parent=bool(group.get("parent_papg_group")), **texts, **days)


def check_group(group: "PAPGGroup") -> None:
    """A subgroup is part of a group, and does not end before it begins.

    Raises:
        frappe.ValidationError: It is not, or does.
    """
    if group.group_type == rules.SUBGROUP:
        refuse_unless(rules.check_subgroup(of_group(group)))


def warnings_of(group: "PAPGGroup", day: date) -> list[GoodPracticeWarning]:
    """What is left to say about a subgroup; nothing about other groups."""
    return rules.subgroup_warnings(of_group(group), day) if group.group_type == rules.SUBGROUP else []


def follow_on(meeting: Document) -> None:
    """Bring the lines of subgroups on an agenda up to date, until it is issued. One query."""
    under = {"parent_papg_group": meeting.papg_group, "group_type": rules.SUBGROUP}
    rows = frappe.get_all(GROUP, under, [*FIELDS, "parent_papg_group"], order_by="group_name")
    if not rows:
        return
    day = getdate(meeting.starts_at)
    titles = {report_of(row): row for row in rows}
    reports = [title for title, row in titles.items() if rules.is_open_on(of_group(row), day)]
    before = list(meeting.agenda)
    items = rules.followed([row.title or "" for row in before], reports, set(titles) - set(reports))
    if [place for place, _title in items] == list(range(len(before))):
        return
    meeting.set("agenda", [])
    for number, (place, title) in enumerate(items, 1):
        line = before[place] if place is not None else {"title": title, "kind": "Standing"}
        meeting.append("agenda", line).idx = number


def report_of(group: frappe._dict) -> str:
    """Title of the line by which a subgroup reports."""
    return _("Report of {0}").format(group.group_name)[:140]


def tell_what_is_left(group: "PAPGGroup") -> None:
    """Tell who closes a group what is still planned and left to do in it; it is theirs to call off or finish."""
    if group.status != rules.DISSOLVED or not group.has_changed("status"):
        return
    planned = {"papg_group": group.name, "status": "Planned", "starts_at": (">", group.dissolved_on)}
    meetings, actions = len(frappe.get_list("PAPG Meeting", planned, limit=0)), open_actions(group.name)
    if meetings or actions:
        message = _("{0} is closed. Still planned: {1} meetings. Still to be done: {2} actions.")
        frappe.msgprint(message.format(group.group_name, meetings, actions), indicator="orange")
