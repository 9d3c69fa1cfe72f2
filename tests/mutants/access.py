"""What everybody gets from the layer behind the doors: the framework's own lists and checks, on the rows of the walk.

The gate may be closed where this layer is open. Here nobody stands at a door, so that a hook which lets somebody
pass is noticed although the gate would have caught them.
"""

from collections.abc import Iterator

import frappe
from frappe.model.document import Document
from frappe.permissions import setup_custom_perms

from papg.permissions import policy, rights, roles
from papg.permissions import scope as scopes
from papg.permissions.wiring import child_parents
from papg.testing.acting import acting_as
from tests.walk import people, table
from tests.walk.people import KEY, PROBE, Person
from tests.walk.rows import Field, Row

CLOSED = (frappe.PermissionError, frappe.DoesNotExistError)


def everybody() -> list[Person]:
    """All people of the walk, each once: here nobody comes with a key."""
    found = [person for person in people.everybody() if person.way not in (KEY, PROBE) or person.positions]
    return list({person.user: person for person in found}.values())


def let_roles_outlive_a_position() -> None:
    """Somebody whose position ended keeps every role a position brings: a role alone opens nothing."""
    for role in roles.BY_POSITION.values():
        row = {"doctype": "Has Role", "parent": people.FORMER, "parenttype": "User", "parentfield": "roles"}
        frappe.get_doc({**row, "role": role}).db_insert()
    frappe.clear_cache(user=people.FORMER)


def open_what_is_read_by_hand_alone() -> None:
    """Roles somebody gave by mistake: a record type no position reads is still kept from them by its condition."""
    for record in rights.records():
        if {grant.position for grant in rights.table() if grant.record == record} <= {
            "Administrator",
            "Auditor",
        }:
            setup_custom_perms(record)
            row = {"doctype": "Custom DocPerm", "parent": record, "role": roles.BY_POSITION["Member"]}
            frappe.get_doc({**row, "permlevel": 0, "read": 1, "select": 1, "report": 1}).db_insert()
            frappe.clear_cache(doctype=record)


def fill_tables(field: Field) -> None:
    """A row in each child table the walk left empty, so that there is something to be found in every one."""
    for child, parents in child_parents().items():
        if not rows_sown(field, child, parents):
            row = next(row for parent in parents for row in field.of(parent))
            tables = frappe.get_meta(row.record).get_table_fields()
            name = next(table.fieldname for table in tables if table.options == child)
            place = {"parent": row.name, "parenttype": row.record, "parentfield": name}
            frappe.get_doc({"doctype": child, "idx": 1, **place}).db_insert()


def rows_sown(field: Field, child: str, parents: tuple[str, ...]) -> int:
    """How many rows of a child table hang on rows of the walk."""
    names = [row.name for parent in parents for row in field.of(parent)]
    return frappe.db.count(child, {"parenttype": ("in", parents), "parent": ("in", names)})


def escalate_from_a_restricted_item(field: Field) -> None:
    """An escalation of an action from a restricted item, stored past the rules: nobody is to see it."""
    action = next(
        row for row in field.of("PAPG Action") if row.group == "A" and row.values["restricted_item"]
    )
    open_one = next(row for row in field.of("PAPG Escalation") if row.group == "A" and row.whom)
    doc = frappe.copy_doc(frappe.get_doc("PAPG Escalation", open_one.name))
    doc.action = action.name
    doc.db_insert()
    field.add("PAPG Escalation", doc.name, "from a restricted item", "A")


def of_records(field: Field, record: str) -> Iterator[str]:
    """What anybody gets of a record type that the table of rights does not give, or the reverse."""
    rows = field.asked_for(record)
    docs = {row.name: frappe.get_doc(record, row.name) for row in rows}
    for person in everybody():
        with acting_as(person.user or "Guest"):
            scopes.forget()
            yield from of_list(field, record, person)
            for row in rows:
                yield from of_checks(row, docs[row.name], person)


def of_list(field: Field, record: str, person: Person) -> Iterator[str]:
    """Rows of a list that are not the person's."""
    shown = listed(record)
    for row in field.of(record):
        if row.name in shown and not table.may(person, row, "read"):
            yield f"{person.label} finds {row} in a list"


def listed(record: str, **more: str) -> set[str]:
    """Names the session's user finds in a list of the framework."""
    try:
        found = frappe.get_list(record, fields=["name"], limit_page_length=0, **more)
        # Rows of the trail are named by number.
        return {str(row.name) for row in found}
    except CLOSED:
        return set()


def of_checks(row: Row, doc: Document, person: Person) -> Iterator[str]:
    """Rights on a record that the table does not give, asked of the framework and of the policy."""
    user = person.user or "Guest"
    for right in table.LETTERS:
        may = table.may(person, row, right)
        if right != "create" and frappe.has_permission(row.record, right, doc, user=user) and not may:
            yield f"{person.label} has the right to {right} {row}"
        if right != "create" and policy.is_allowed(row.record, row.name, right, user) != may:
            yield f"the policy is wrong about {person.label}, {right}, {row}"


def of_tables(field: Field, child: str, parents: tuple[str, ...]) -> Iterator[str]:
    """Rows of a child table whose record is not the person's to read."""
    rows = {row.name: row for parent in parents for row in field.of(parent)}
    for person in everybody():
        with acting_as(person.user or "Guest"):
            scopes.forget()
            for parent in parents:
                for name in parents_listed(child, parent):
                    if name in rows and not table.may(person, rows[name], "read"):
                        yield f"{person.label} finds a row of {child} of {rows[name]}"


def parents_listed(child: str, parent: str) -> set[str]:
    """Records of which the session's user finds rows of a child table."""
    try:
        found = frappe.get_list(child, fields=["parent"], parent_doctype=parent, limit_page_length=0)
    except CLOSED:
        return set()
    return {row.parent for row in found}
