"""Where a person stands today: which position in which group, worked out once a request.

A position is a row of `PAPG Member` whose period holds today: one's own row, or a row that follows a post one
holds in another group. A deputy who was named for a meeting stands in until the minutes of it are agreed. Who
sits on a body stands, as a board, over the groups that report to it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import frappe
from frappe.utils import today

ADMINISTRATOR_ROLE = "PAPG Administrator"
AUDITOR_ROLE = "PAPG Auditor"
CHAIRS = ("Chair", "Deputy Chair")


@dataclass
class Scope:
    """One person's standing on one day."""

    user: str
    day: str
    groups: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    members: set[str] = field(default_factory=set)
    # Each meeting the person stands in at, with the members they stand in for there.
    deputised: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    # The groups of these meetings.
    deputised_groups: set[str] = field(default_factory=set)
    everywhere: frozenset[str] = frozenset()

    @property
    def deputised_meetings(self) -> set[str]:
        """Meetings at which the person stands in for somebody."""
        return set(self.deputised)

    def positions(self) -> set[str]:
        """Every position that reaches something for this person."""
        held = {position for position, groups in self.groups.items() if groups}
        if self.deputised_meetings:
            held.add("Deputy")
        return held | self.everywhere

    def all_groups(self) -> set[str]:
        """Groups in which the person holds a position of their own."""
        own = ("Secretary", "Chair", "Member", "Partner")
        return set().union(*(self.groups.get(position, set()) for position in own))


def of(user: str | None = None) -> Scope:
    """Standing of a user today, kept for this request only."""
    user = user or frappe.session.user
    kept = _kept()
    key = (user, today())
    if key not in kept:
        kept[key] = work_out(*key)
    return kept[key]


def forget() -> None:
    """Drop what was worked out in this request; a membership has changed."""
    _kept().clear()


def _kept() -> dict[tuple[str, str], Scope]:
    if not getattr(frappe.local, "papg_scopes", None):
        frappe.local.papg_scopes = {}
    return frappe.local.papg_scopes


def work_out(user: str, day: str) -> Scope:
    """Read the person's memberships, deputyships and boards of a day."""
    if user == "Guest":
        return Scope(user, day)
    return work_out_all({user: frappe.get_roles(user)}, day)[user]


def work_out_all(roles: dict[str, Iterable[str]], day: str) -> dict[str, Scope]:
    """The standing of several people on a day, at the cost of one.

    Args:
        roles: Roles each of them holds.
        day: The day.
    """
    scopes = {user: Scope(user, day) for user in roles}
    for user, scope in scopes.items():
        by_hand = (("Administrator", ADMINISTRATOR_ROLE), ("Auditor", AUDITOR_ROLE))
        scope.everywhere = frozenset(name for name, role in by_hand if role in set(roles[user]))
    for row in memberships_of_all(scopes, day):
        for scope in these(scopes, row.user, row.holder):
            scope.members.add(row.name)
            scope.groups[position_class(row.position, row.is_council)].add(row.papg_group)
    add_deputyships(scopes)
    add_boards(scopes)
    return scopes


def these(scopes: dict[str, Scope], *users: str | None) -> list[Scope]:
    """The scopes of these accounts; the database compares their names without regard to case."""
    wanted = {user.casefold() for user in users if user}
    return [scope for user, scope in scopes.items() if user.casefold() in wanted]


def position_class(position: str, is_council: int) -> str:
    """The column of the table of rights a position belongs to."""
    if position in CHAIRS:
        return "Chair"
    if position == "Secretary":
        return "Secretary"
    return "Member" if is_council else "Partner"


def memberships(user: str, day: str) -> list[frappe._dict]:
    """Rows of membership of a person that hold on a day, those that follow a post included."""
    return list({row.name: row for row in memberships_of_all([user], day)}.values())


def memberships_of_all(users: Iterable[str], day: str) -> list[frappe._dict]:
    """Rows of membership of these people that hold on a day, those that follow a post included."""
    return frappe.db.sql(
        """
        select distinct row.name, row.papg_group, row.position, organisation.is_local_authority as is_council,
            row.user, holder.user as holder
        from `tabPAPG Member` row
        left join `tabPAPG Organisation` organisation on organisation.name = row.organisation
        left join `tabPAPG Member` holder
            on holder.papg_group = row.ex_officio_group
            and holder.position = row.ex_officio_position
            and holder.joined_on <= %(day)s and ifnull(holder.left_on, %(day)s) >= %(day)s
        where row.joined_on <= %(day)s and ifnull(row.left_on, %(day)s) >= %(day)s
            and (row.user in %(users)s or holder.user in %(users)s)
        """,
        {"users": tuple(users), "day": day},
        as_dict=True,
    )


def add_deputyships(scopes: dict[str, Scope]) -> None:
    """Meetings each person was named for as a deputy, until their minutes are agreed."""
    rows = frappe.db.sql(
        """
        select attendance.parent as meeting, attendance.member, attendance.deputy_user as user, meeting.papg_group
        from `tabPAPG Attendance` attendance
        join `tabPAPG Meeting` meeting on meeting.name = attendance.parent
        where attendance.deputy_user in %s and attendance.parenttype = 'PAPG Meeting'
            and not exists (
                select 1 from `tabPAPG Minutes` minutes
                where minutes.meeting = attendance.parent and minutes.stage = 'Agreed'
            )
        """,
        [tuple(scopes)],
        as_dict=True,
    )
    for row in rows:
        for scope in these(scopes, row.user):
            scope.deputised[row.meeting] |= {row.member} - {None, ""}
            scope.deputised_groups.add(row.papg_group)


def add_boards(scopes: dict[str, Scope]) -> None:
    """Groups with a reporting line to a body each person sits on."""
    bodies = set().union(*(scope.all_groups() for scope in scopes.values()))
    if not bodies:
        return
    rows = frappe.db.sql(
        """
        select distinct parent, body from `tabPAPG Reporting Line`
        where parenttype = 'PAPG Group' and body in %(bodies)s
        """,
        {"bodies": tuple(bodies)},
    )
    for scope in scopes.values():
        if own := scope.all_groups():
            scope.groups["Board"] = {parent for parent, body in rows if body in own}
