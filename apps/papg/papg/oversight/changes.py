"""Changes of who may do what and of what forms look like, each a row of the trail."""

from collections.abc import Iterator
from typing import Any

import frappe
from frappe import _
from frappe.model import no_value_fields, table_fields
from frappe.model.document import Document

from papg.oversight.trail import Entry, here, note

RIGHTS, FORM, SETTINGS = "Rights changed", "Form changed", "Settings changed"
KINDS = {
    **dict.fromkeys(
        ("Custom DocPerm", "OAuth Client", "PAPG Member", "Role", "Role Profile", "User", "User Permission"),
        RIGHTS,
    ),
    **dict.fromkeys(
        (
            *("Client Script", "Custom Field", "DocType", "Letter Head", "Notification", "Print Format"),
            *("Property Setter", "Report", "Server Script", "Webhook", "Workflow"),
        ),
        FORM,
    ),
    **dict.fromkeys(("Log Settings", "Social Login Key", "System Settings", "Website Settings"), SETTINGS),
}
# Of these only what decides about access; the rest of the record is nobody's business here.
TOLD = {
    "User": ("enabled", "user_type", "roles", "api_key", "login_before", "login_after", "restrict_ip"),
    "PAPG Member": (
        *("user", "position", "joined_on", "left_on", "deputies", "papg_group"),
        *("ex_officio_group", "ex_officio_position"),
    ),
}
# What says for a table what its rows are worth here; other tables are only said to differ.
ROWS = {"roles": ("role",), "deputies": ("user", "valid_from", "valid_to")}
SECRET = ("Password",)
LAYOUT = frozenset(no_value_fields) - frozenset(table_fields)
LONGEST = 80


def on_change(doc: Document, method: str | None = None) -> None:
    """Hook, after every save: note what was changed, if it is one of the kinds above."""
    kind = KINDS.get(doc.doctype)
    if kind and (said := list(differences(doc))):
        tell(kind, doc, "; ".join(said))


def on_removal(doc: Document, method: str | None = None) -> None:
    """Hook, before every deletion."""
    if kind := KINDS.get(doc.doctype):
        tell(kind, doc, _("deleted"))


def on_key(account: Document, method: str | None = None) -> None:
    """Hook, before an account is stored: the secret part of a key is readable only now, and only when it is new."""
    secret = account.get("api_secret") or ""
    if secret.strip("*"):
        tell(RIGHTS, account, _("key for programs made"))


def tell(kind: str, doc: Document, detail: str) -> None:
    door, address = here()
    group = doc.get("papg_group") or ""
    note(Entry(kind, frappe.session.user, doc.doctype, doc.name, group, door, address, detail))


def tell_of_account(account: str, detail: str) -> None:
    """Note what happened to a password or a second factor, which no record shows.

    Args:
        account: Whose it is; it is also who did it where nobody is logged in yet.
        detail: What happened, in words.
    """
    door, address = here()
    user = account if frappe.session.user == "Guest" else frappe.session.user
    note(Entry(RIGHTS, user, "User", account, "", door, address, detail))


def differences(doc: Document) -> Iterator[str]:
    """What a save changed, each part in words; of what is new, only what decides about access."""
    before, told = doc.get_doc_before_save(), TOLD.get(doc.doctype)
    if before is None:
        yield _("made")
    for field in doc.meta.fields if before or told else ():
        if field.fieldtype in LAYOUT or (told and field.fieldname not in told):
            continue
        old, new = shown(before, field) if before else "", shown(doc, field)
        if old != new:
            yield f"{_(field.label or field.fieldname)}: {in_words(field, old, new)}"


def shown(doc: Any, field: Any) -> str:
    """A value as it is compared and told; rows of a table by what they are worth here."""
    value = doc.get(field.fieldname)
    if field.fieldtype in table_fields:
        columns = ROWS.get(field.fieldname) or own_columns(field.options)
        rows = [" ".join(plain(row.get(column)) for column in columns) for row in value or []]
        return ", ".join(row.strip() for row in rows)
    return plain(value)


def own_columns(table: str) -> list[str]:
    return [field.fieldname for field in frappe.get_meta(table).fields if field.fieldtype not in LAYOUT]


def plain(value: Any) -> str:
    """A value as text; nothing, nought and an empty text are the same to whoever reads."""
    return "" if value in (None, "", 0, "0") else str(value)


def in_words(field: Any, old: str, new: str) -> str:
    """From what to what; of a secret and of long texts only that they changed."""
    if field.fieldtype in SECRET or max(len(old), len(new)) > LONGEST:
        return _("changed")
    return _("{0} → {1}").format(old or _("nothing"), new or _("nothing"))
