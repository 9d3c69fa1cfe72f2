"""Doors that change a record, take it away, or hang something on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from frappe.utils import add_days, today

from papg.permissions.guards import REFERENCE_ONLY
from papg.testing import cast
from tests.walk.answers import Answer
from tests.walk.rows import Row
from tests.walk.table import is_council_wide
from tests.walk.visitors import Visitor

CLIENT = "frappe.client"
NOBODY = "nobody"
# The step of the workflow that locks a record.
LAST_STEPS = {
    "PAPG Minutes": "Agree as a correct record",
    "PAPG Terms of Reference": "Bring into force",
    "PAPG Maturity Assessment": "Sign off",
    "PAPG Report": "Issue",
}

# Values to store, as chosen by the walk.
Attempt = Callable[[Visitor, Row, str, dict[str, Any]], Answer]


@dataclass(frozen=True)
class WriteDoor:
    """A way to change something.

    Attributes:
        name: For the report.
        right: Right of the table it takes; `nobody` for what nobody may do.
        ask: Tries as a visitor, on a row, under a name, with values.
        is_every_row: Tried on every row; other doors only on some of each kind.
        is_own: One of the doors through which somebody does what they may do.
        stores: Table in which what was done is found; that of the record if empty.
        fits: Rows it makes sense for.
    """

    name: str
    right: str
    ask: Attempt
    is_every_row: bool = False
    is_own: bool = False
    stores: str = ""
    fits: Callable[[Row], bool] = lambda row: True


def put(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    return visitor.rest("PUT", row.record, name, json=values)


def whole(row: Row, name: str, values: dict[str, Any]) -> dict[str, Any]:
    """The record as it is stored, with other values in it."""
    return {**row.values, "doctype": row.record, "name": name, **values}


def client_save(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    return visitor.call(f"{CLIENT}.save", doc=whole(row, name, values))


def form_save(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    action = "Update" if is_submitted(row) else "Save"
    return visitor.call("frappe.desk.form.save.savedocs", doc=whole(row, name, values), action=action)


def set_value(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    return visitor.call(f"{CLIENT}.set_value", doctype=row.record, name=name, fieldname=values)


def bulk_update(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    """The answer is 200 whatever happens; the failure is inside."""
    return visitor.call(f"{CLIENT}.bulk_update", docs=[{"doctype": row.record, "docname": name, **values}])


def into_own_group(ask: Attempt) -> Attempt:
    """The same door, with one's own group sent along: to steal the record."""

    def steal(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
        own = cast.group(visitor.person.own_group() or "C")
        return ask(visitor, row, name, {**values, "papg_group": own})

    return steal


def move_card(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    method = "frappe.desk.doctype.kanban_board.kanban_board.update_order_for_single_card"
    return visitor.call(method, board_name="Actions", docname=name, to_colname="In progress")


def move_day(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    sent = {"name": name, "due_on": add_days(today(), 45)}
    return visitor.call("papg.actions.board.move_day", args=sent)


def put_submit(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    return put(visitor, row, name, {"docstatus": 1})


def client_submit(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    return visitor.call(f"{CLIENT}.submit", doc=whole(row, name, {}))


def form_submit(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    return visitor.call("frappe.desk.form.save.savedocs", doc=whole(row, name, {}), action="Submit")


def workflow_step(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    doc = {"doctype": row.record, "name": name}
    return visitor.call("frappe.model.workflow.apply_workflow", doc=doc, action=LAST_STEPS[row.record])


def cancel(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    return visitor.call(f"{CLIENT}.cancel", doctype=row.record, name=name)


def rest_delete(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    return visitor.rest("DELETE", row.record, name)


def client_delete(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    return visitor.call(f"{CLIENT}.delete", doctype=row.record, name=name)


def delete_in_list(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    return visitor.call("frappe.desk.reportview.delete_items", doctype=row.record, items=[name])


def share(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    user = visitor.person.user
    return visitor.call("frappe.share.add", doctype=row.record, name=name, user=user, read=1, write=1)


def assign(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    me = [visitor.person.user]
    return visitor.call("frappe.desk.form.assign_to.add", doctype=row.record, name=name, assign_to=me)


def tag(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    return visitor.call("frappe.desk.doctype.tag.tag.add_tag", tag="walk", dt=row.record, dn=name)


def comment(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    return visitor.call(
        "frappe.desk.form.utils.add_comment",
        reference_doctype=row.record,
        reference_name=name,
        content="A remark",
        comment_email=visitor.person.user,
        comment_by="Somebody",
    )


def like(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    return visitor.call("frappe.desk.like.toggle_like", doctype=row.record, name=name, add="Yes")


def follow(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    method = "frappe.desk.form.document_follow.update_follow"
    return visitor.call(method, doctype=row.record, doc_name=name, following=1)


def attach(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    files = {"file": ("remark.txt", b"A remark", "text/plain")}
    place = {"doctype": row.record, "docname": name, "is_private": 1}
    return visitor.ask("POST", "/api/method/upload_file", files=files, data=place)


def rename(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    return visitor.call(f"{CLIENT}.rename_doc", doctype=row.record, old_name=name, new_name=f"{name}x")


def retitle(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    method = "frappe.model.rename_doc.update_document_title"
    return visitor.call(method, doctype=row.record, docname=name, title="A remark", name=f"{name}x")


def rename_by_method(visitor: Visitor, row: Row, name: str, values: dict[str, Any]) -> Answer:
    arguments = {"name": f"{name}x", "validate_rename": False}
    return visitor.call("run_doc_method", dt=row.record, dn=name, method="rename", args=arguments)


def is_scoped(row: Row) -> bool:
    return not is_council_wide(row.record) and row.record != "PAPG Group"


def is_action(row: Row) -> bool:
    return row.record == "PAPG Action"


def can_be_submitted(row: Row) -> bool:
    return row.record in LAST_STEPS and not row.values.get("docstatus")


def is_submitted(row: Row) -> bool:
    return bool(row.values.get("docstatus"))


def can_hold_files(row: Row) -> bool:
    """Lists of the council are not what files are attached to."""
    return not is_council_wide(row.record) and not is_submitted(row) and holds_text(row)


def holds_text(row: Row) -> bool:
    """A register of references takes no remark."""
    return row.record not in REFERENCE_ONLY


def is_scoped_name(row: Row) -> bool:
    """The name of a list's entry is its text, which who writes the entry may change."""
    return not is_council_wide(row.record)


WRITING = (
    WriteDoor("REST PUT", "write", put, is_every_row=True, is_own=True),
    WriteDoor("form save", "write", form_save, is_every_row=True, is_own=True),
    WriteDoor("client.save", "write", client_save, is_own=True),
    WriteDoor("client.set_value", "write", set_value, is_own=True),
    WriteDoor("client.bulk_update", "write", bulk_update),
    WriteDoor("REST PUT with one's own group", "write", into_own_group(put), fits=is_scoped),
    WriteDoor("form save with one's own group", "write", into_own_group(form_save), fits=is_scoped),
    WriteDoor("client.save with one's own group", "write", into_own_group(client_save), fits=is_scoped),
    WriteDoor("card of the board", "write", move_card, is_own=True, fits=is_action),
    WriteDoor("day in the calendar", "write", move_day, is_own=True, fits=is_action),
    WriteDoor("REST PUT of docstatus", "submit", put_submit, is_own=True, fits=can_be_submitted),
    WriteDoor("client.submit", "submit", client_submit, is_own=True, fits=can_be_submitted),
    WriteDoor("form submit", "submit", form_submit, is_every_row=True, is_own=True, fits=can_be_submitted),
    WriteDoor("workflow", "submit", workflow_step, is_own=True, fits=can_be_submitted),
    WriteDoor("client.cancel", NOBODY, cancel, fits=is_submitted),
    WriteDoor("REST DELETE", "delete", rest_delete, is_own=True),
    WriteDoor("client.delete", "delete", client_delete, is_every_row=True, is_own=True),
    WriteDoor("delete in a list", "delete", delete_in_list, is_own=True),
    WriteDoor("share", NOBODY, share),
    WriteDoor("assign", "read", assign),
    WriteDoor("tag", NOBODY, tag),
    WriteDoor("comment", "read", comment, is_own=True, stores="Comment", fits=holds_text),
    WriteDoor("like", "read", like),
    WriteDoor("follow", NOBODY, follow),
    WriteDoor("attach", "write", attach, is_own=True, stores="File", fits=can_hold_files),
    WriteDoor("client.rename_doc", NOBODY, rename, fits=is_scoped_name),
    WriteDoor("new title and name", NOBODY, retitle, fits=is_scoped_name),
    WriteDoor("rename as a method", NOBODY, rename_by_method, fits=is_scoped_name),
)


def create_rest(visitor: Visitor, row: Row) -> Answer:
    return visitor.rest("POST", row.record, json=row.values)


def create_client(visitor: Visitor, row: Row) -> Answer:
    return visitor.call(f"{CLIENT}.insert", doc={**row.values, "doctype": row.record})


def create_form(visitor: Visitor, row: Row) -> Answer:
    """A new record as the form sends it."""
    name = f"new-{row.record.lower().replace(' ', '-')}-1"
    marks = {"doctype": row.record, "name": name, "__islocal": 1, "__unsaved": 1}
    return visitor.call("frappe.desk.form.save.savedocs", doc={**row.values, **marks}, action="Save")


CREATING: tuple[tuple[str, Callable[[Visitor, Row], Answer]], ...] = (
    ("REST POST", create_rest),
    ("client.insert", create_client),
    ("form save of a new record", create_form),
)
