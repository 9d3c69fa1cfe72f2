"""Who represents what in a group: gathered for several groups at once, decided by the rule, told to form and print."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from papg.membership.rows import period_of
from papg.permissions import policy
from papg.rules import coverage as rules
from papg.rules.coverage import Area, Portfolio, Seat, SeatHolder, StandIn
from papg.rules.due_dates import govuk_date


@frappe.whitelist(methods=["GET", "POST"])
def coverage(papg_group: str, on: str | None = None) -> dict[str, Any]:
    """Who represents what in a group on a day, for the group's form.

    Args:
        papg_group: Name of the group.
        on: The day; today when left out. What is asked for is always today's list.

    Returns:
        `as_at`, the day, and `day`, the same in words; `to_fill`, the number of required seats without a member;
        `summary`, a sentence; and `seats`, one row a seat with `seat`, `part_of`, `requirement`, `state`, `how`,
        `is_held`, `is_gap` and `is_to_fill`.
        Members are named by post only. A group without such seats, such as a board, has no rows.

    Raises:
        frappe.DoesNotExistError: There is no such group for the caller.
    """
    if not policy.is_allowed("PAPG Group", papg_group, "read"):
        frappe.throw(_("There is no such group for you to see."), frappe.DoesNotExistError)
    day = getdate(on or today())
    seats = of_groups({papg_group}, day).get(papg_group, [])
    return {
        "as_at": str(day),
        "day": govuk_date(day),
        "to_fill": rules.seats_to_fill(seats),
        "summary": summary(seats),
        "seats": [line(seat) for seat in seats],
    }


def of_groups(groups: set[str], day: date) -> dict[str, list[Seat]]:
    """The coverage of each group that has such seats. Five queries, however many groups and members there are."""
    having = groups_with_seats(groups, day)
    if not having:
        return {}
    areas, holders = areas_in_use(), holders_in(having)
    return {group: rules.coverage(areas, holders[group], day) for group in having}


def groups_with_seats(groups: set[str], day: date) -> list[str]:
    """Those of these groups that have the seats of the guidance and were not over on that day."""
    not_over = [["status", "!=", "Dissolved"], ["dissolved_on", ">=", day]]
    named = {"name": ("in", sorted(groups))}
    rows = frappe.get_all("PAPG Group", named, ["name", "group_type"], or_filters=not_over)
    return [row.name for row in rows if rules.has_seats(row.group_type)]


def areas_in_use() -> list[Area]:
    """The council's list of areas, functions and outside bodies, each with its portfolios."""
    portfolios = defaultdict(list)
    fields = ["parent", "portfolio", "covers_function"]
    of_areas = {"parenttype": "PAPG Business Area"}
    for row in frappe.get_all("PAPG Portfolio", of_areas, fields, order_by="idx"):
        portfolios[row.parent].append(Portfolio(row.portfolio, row.covers_function))
    rows = frappe.get_all(
        "PAPG Business Area",
        {"is_active": 1},
        ["name", "kind", "requirement"],
        order_by="position_in_list, name",
    )
    return [Area(row.name, row.kind, row.requirement, tuple(portfolios[row.name])) for row in rows]


def holders_in(groups: Iterable[str]) -> dict[str, list[SeatHolder]]:
    """Every seat anybody holds or held in these groups, by group."""
    deputies = deputies_in(groups)
    found: dict[str, list[SeatHolder]] = defaultdict(list)
    rows = frappe.db.sql(
        """
        select member.name, member.papg_group, member.full_name, member.job_title, member.position,
            member.organisation, member.ex_officio_group, member.joined_on, member.left_on,
            seat.business_area, seat.portfolio
        from `tabPAPG Member Seat` seat
        join `tabPAPG Member` member on member.name = seat.parent and seat.parenttype = 'PAPG Member'
        where member.papg_group in %(groups)s
        order by member.job_title, member.full_name, member.name, seat.idx
        """,
        {"groups": tuple(groups)},
        as_dict=True,
    )
    for row in rows:
        post = post_of(row)
        stand_ins = tuple(stand_in(post, row.joined_on, deputy) for deputy in deputies[row.name])
        period = period_of(row.joined_on, row.left_on)
        holder = SeatHolder(row.business_area, post, period, row.portfolio, stand_ins)
        found[row.papg_group].append(holder)
    return found


def deputies_in(groups: Iterable[str]) -> dict[str, list[frappe._dict]]:
    """Deputies named in these groups, by row of membership."""
    found: dict[str, list[frappe._dict]] = defaultdict(list)
    rows = frappe.db.sql(
        """
        select deputy.parent, deputy.valid_from, deputy.valid_to from `tabPAPG Member Deputy` deputy
        join `tabPAPG Member` member on member.name = deputy.parent and deputy.parenttype = 'PAPG Member'
        where member.papg_group in %(groups)s order by deputy.parent, deputy.idx
        """,
        {"groups": tuple(groups)},
        as_dict=True,
    )
    for row in rows:
        found[row.parent].append(row)
    return found


def post_of(row: frappe._dict) -> str:
    """A member by post and never by name; a row that follows a post is named after it."""
    if row.job_title:
        return row.job_title
    if row.ex_officio_group:
        return row.full_name
    return _("{0} from {1}").format(_(row.position), row.organisation)


def stand_in(post: str, joined_on: date, deputy: frappe._dict) -> StandIn:
    """A deputy as the rule takes it; one without a first day may stand in from the day the member joins."""
    period = period_of(deputy.valid_from or joined_on, deputy.valid_to)
    return StandIn(_("Deputy of {0}").format(post), period)


def summary(seats: list[Seat]) -> str:
    """How many seats are to be filled, in a sentence."""
    if not seats:
        return _("Only Protect & Prepare Groups have the seats the guidance asks for.")
    to_fill = rules.seats_to_fill(seats)
    others = sum(seat.is_gap for seat in seats) - to_fill
    if not to_fill and not others:
        return _("Every seat the guidance asks for is filled.")
    return _("Required seats to fill: {0}. Expected seats to fill: {1}.").format(to_fill, others)


def line(seat: Seat) -> dict[str, Any]:
    """One seat in words."""
    return {
        "seat": seat.portfolio or seat.area,
        "part_of": seat.area if seat.portfolio else "",
        "requirement": _(seat.requirement),
        "state": _(seat.state),
        "how": how(seat),
        "is_held": seat.is_held,
        "is_gap": seat.is_gap,
        "is_to_fill": seat.is_to_fill,
    }


def how(seat: Seat) -> str:
    """Who fills a seat or did last, and through what where it is not a seat of its own."""
    posts = ", ".join(seat.held_by)
    if posts and seat.through:
        portfolio, area = seat.through
        posts = _("{0}, through {1} ({2})").format(posts, portfolio, area)
    return _("{0}, until {1}").format(posts, govuk_date(seat.lapsed_on)) if seat.lapsed_on else posts
