"""The conditions of the table of rights, each as SQL over the record's own row as it is stored."""

from collections.abc import Callable

import frappe

from papg.permissions.scope import Scope

Condition = Callable[[str, Scope], str]
# The one condition that reaches into a group the person holds no position in: by a row of their own in another.
CARRIED = "own and carried elsewhere"


def listed(values: set[str] | frozenset[str]) -> str:
    """Values as an SQL list; an empty set matches nothing."""
    return "(" + ", ".join(frappe.db.escape(value) for value in sorted(values)) + ")" if values else "(null)"


def stage_is(*stages: str) -> Condition:
    """The record's stage is one of these."""
    return lambda table, scope: f"{table}.stage in {listed(set(stages))}"


def status_is(*statuses: str) -> Condition:
    """The record's status is one of these."""
    return lambda table, scope: f"{table}.status in {listed(set(statuses))}"


def submitted(table: str, scope: Scope) -> str:
    return f"{table}.docstatus = 1"


def not_submitted(table: str, scope: Scope) -> str:
    return f"{table}.docstatus = 0"


def issued(table: str, scope: Scope) -> str:
    """The agenda was issued, today or before."""
    return f"{table}.agenda_issued_on <= {frappe.db.escape(scope.day)}"


def not_issued(table: str, scope: Scope) -> str:
    return f"ifnull({table}.agenda_issued_on, '9999-12-31') > {frappe.db.escape(scope.day)}"


def in_audience(table: str, scope: Scope) -> str:
    """The person prepared the restricted item, or is in its audience: by name, by a seat, or as a stand-in there."""
    mine = listed(scope.members)
    return f"""({table}.prepared_by = {frappe.db.escape(scope.user)} or exists (
        select 1 from `tabPAPG Restricted Audience` audience
        where audience.parent = {table}.name and audience.parenttype = 'PAPG Restricted Item' and (
            audience.member in {mine} or {stands_in(table, scope)} or audience.business_area in (
                select seat.business_area from `tabPAPG Member Seat` seat
                join `tabPAPG Member` holder on holder.name = seat.parent
                where holder.name in {mine} and holder.papg_group = {table}.papg_group
            )
        )
    ))"""


def stands_in(table: str, scope: Scope) -> str:
    """The audience names somebody for whom the person stands in at the very meeting of the item."""
    at_each = [
        f"({table}.meeting = {frappe.db.escape(meeting)} and audience.member in {listed(members)})"
        for meeting, members in sorted(scope.deputised.items())
        if members
    ]
    return "(" + " or ".join(at_each) + ")" if at_each else "1=0"


def open_source(table: str, scope: Scope) -> str:
    """The record does not come from a restricted item."""
    return f"ifnull({table}.restricted_item, '') = ''"


def restricted_source(table: str, scope: Scope) -> str:
    """The record comes from a restricted item the person may see."""
    item = in_audience("`tabPAPG Restricted Item`", scope)
    return f"""{table}.restricted_item in (
        select `tabPAPG Restricted Item`.name from `tabPAPG Restricted Item`
        where `tabPAPG Restricted Item`.papg_group = {table}.papg_group and {item}
    )"""


def circulated_decision(table: str, scope: Scope) -> str:
    """An open decision of a meeting whose minutes were circulated."""
    return f"""{open_source(table, scope)} and exists (
        select 1 from `tabPAPG Minutes` minutes
        where minutes.meeting = {table}.meeting and minutes.stage in ('Circulated', 'Agreed')
    )"""


def own_action(table: str, scope: Scope) -> str:
    """An open action whose owner the person is."""
    return f"""{open_source(table, scope)} and (
        {table}.owner_member in {listed(scope.members)} or {table}.owner_email = {frappe.db.escape(scope.user)}
    )"""


def own_and_carried(table: str, scope: Scope) -> str:
    """An open action that a change of structure carried from the group of its owner, the person, to another."""
    return f"""{open_source(table, scope)} and {table}.owner_member in (
        select owning.name from `tabPAPG Member` owning
        where owning.name in {listed(scope.members)} and owning.papg_group != {table}.papg_group
    )"""


def own_proposal(table: str, scope: Scope) -> str:
    """The person proposed it."""
    return f"{table}.proposed_by = {frappe.db.escape(scope.user)}"


def own_request(table: str, scope: Scope) -> str:
    """The person was asked, or stands in for who was at the very meeting the contribution is for."""
    in_place = (
        f"({table}.meeting = {frappe.db.escape(meeting)} and {table}.member in {listed(members)})"
        for meeting, members in sorted(scope.deputised.items())
    )
    return "(" + " or ".join((f"{table}.member in {listed(scope.members)}", *in_place)) + ")"


def given_lines(table: str, scope: Scope) -> str:
    """The assessment is being scored, and lines of it are the person's to score or were."""
    return f"""{stage_is("In progress")(table, scope)} and exists (
        select 1 from `tabPAPG Maturity Score` score
        where score.parent = {table}.name and score.parenttype = 'PAPG Maturity Assessment'
            and score.assigned_to in {listed(scope.members)}
    )"""


def agreed_for_boards(table: str, scope: Scope) -> str:
    """Agreed minutes of a group whose terms in force let the bodies above it read them."""
    return f"""{table}.stage = 'Agreed' and exists (
        select 1 from `tabPAPG Terms of Reference` terms
        where terms.papg_group = {table}.papg_group and terms.stage = 'In force' and terms.is_board_audience = 1
    )"""


def open_action(table: str, scope: Scope) -> str:
    """The escalation is of an action that does not come from a restricted item."""
    return f"""exists (
        select 1 from `tabPAPG Action` action
        where action.name = {table}.action and ifnull(action.restricted_item, '') = ''
    )"""


def to_own_body(field: str) -> Condition:
    """The body this field names is one the person sits on."""
    return lambda table, scope: f"{table}.{field} in {listed(scope.all_groups())}"


def both(first: Condition, second: Condition) -> Condition:
    """Two conditions hold at once."""
    return lambda table, scope: f"({first(table, scope)} and {second(table, scope)})"


CONDITIONS: dict[tuple[str, str], Condition] = {
    ("PAPG Terms of Reference", "draft"): not_submitted,
    ("PAPG Terms of Reference", "in force"): submitted,
    ("PAPG Meeting", "not issued"): not_issued,
    ("PAPG Meeting", "issued"): issued,
    ("PAPG Meeting Series", "draft"): status_is("Draft"),
    ("PAPG Meeting Series", "confirmed"): status_is("Confirmed", "Ended"),
    ("PAPG Restricted Item", "in its audience"): in_audience,
    ("PAPG Minutes", "draft"): stage_is("Draft"),
    ("PAPG Minutes", "with chair"): stage_is("With chair"),
    ("PAPG Minutes", "circulated"): stage_is("Circulated"),
    ("PAPG Minutes", "agreed"): stage_is("Agreed"),
    ("PAPG Minutes", "agreed for boards"): agreed_for_boards,
    ("PAPG Minutes Version", "as circulated"): stage_is("Circulated"),
    ("PAPG Decision", "open"): open_source,
    ("PAPG Decision", "open and circulated"): circulated_decision,
    ("PAPG Decision", "from a restricted item"): restricted_source,
    ("PAPG Action", "open"): open_source,
    ("PAPG Action", "open and own"): own_action,
    ("PAPG Action", CARRIED): own_and_carried,
    ("PAPG Action", "from a restricted item"): restricted_source,
    ("PAPG Contribution Request", "own"): own_request,
    ("PAPG Proposed Item", "own proposal"): own_proposal,
    ("PAPG Maturity Assessment", "in progress"): stage_is("In progress"),
    ("PAPG Maturity Assessment", "lines given to the person"): given_lines,
    ("PAPG Maturity Assessment", "with moderator"): stage_is("With moderator"),
    ("PAPG Maturity Assessment", "signed off"): stage_is("Signed off"),
    ("PAPG Escalation", "open"): open_action,
    ("PAPG Escalation", "open and to it"): both(open_action, to_own_body("escalated_to")),
    ("PAPG Disclosure Copy", "not approved"): not_submitted,
    ("PAPG Report", "not issued"): not_submitted,
    ("PAPG Report", "issued"): submitted,
    ("PAPG Report", "issued and to it"): both(submitted, to_own_body("body")),
}


def sql_for(record: str, when: str, table: str, scope: Scope) -> str:
    """SQL of a condition of the table.

    Raises:
        KeyError: The table names a condition nobody has defined; nothing is granted by mistake.
    """
    if when == "always":
        return "1=1"
    return CONDITIONS[record, when](table, scope)
