"""Takes back the rights the framework gives to everybody on its own record types.

The framework grants its roles `All` and `Guest` (later versions: `Desk User`) rights on some fifty record types,
and every account holds `All`, partners' included. A note, an event, a tag or a follower of a record tells of records
its reader may not see, and who may create a File can claim any stored file. So nobody gets a right by merely having
an account: the rows are taken away, and roles that work in the desk get what its forms and lists need.

It is done with rows of Custom DocPerm, which the framework reads instead of those in its own files; the files stay as
they are. The standard rows of other roles are copied first, since a single row would otherwise replace them all.
"""

import frappe
from frappe.permissions import setup_custom_perms

from papg.permissions import roles

ADMINISTRATOR = "PAPG Administrator"
EVERYBODY = ("All", "Guest", "Desk User")
DESK_ROLES = tuple(role for role in roles.ALL if role not in roles.WITHOUT_DESK)
LETTERS = {"r": "read", "w": "write", "c": "create", "d": "delete", "s": "select"}

# Record type: letters the desk's roles get, and whether on their own records only.
WITHDRAWN: dict[str, tuple[str, bool]] = {
    "Calendar View": ("r", False),
    "Communication": ("", False),
    "Connected App": ("", False),
    "Contact": ("", False),
    "Custom HTML Block": ("", False),
    "Dashboard": ("r", False),
    "Dashboard Chart": ("r", False),
    "Dashboard Settings": ("", False),
    "Document Follow": ("", False),
    "Email Template": ("", False),
    "Energy Point Log": ("", False),
    "Event": ("", False),
    "File": ("rcd", False),
    "Google Calendar": ("", False),
    "Google Contacts": ("", False),
    "Help Article": ("", False),
    "Kanban Board": ("r", False),
    "Letter Head": ("r", False),
    "List Filter": ("rcd", True),
    "Marketing Campaign": ("", False),
    "Network Printer Settings": ("", False),
    "Note": ("", False),
    "Notification Log": ("r", False),
    "Notification Settings": ("rw", False),
    "Number Card": ("r", False),
    "Personal Data Download Request": ("", False),
    "Print Format": ("rs", False),
    "Print Heading": ("r", False),
    "Reminder": ("", False),
    "Report": ("r", False),
    "Tag": ("", False),
    "Tag Link": ("", False),
    "ToDo": ("", False),
    "Token Cache": ("", False),
    "User": ("", False),
    "User Group": ("", False),
    "Workflow Action": ("", False),
}
# What the council's administrator needs to change forms, workflows, papers and the desk without code. How far each
# goes is said by `permissions.guards` and the modules named after it.
GRANTED = {
    "Custom Field": "rwcds",
    "OAuth Client": "rwcd",
    "Property Setter": "rwcds",
    "Social Login Key": "rwcd",
    "Workflow": "rwcs",
    "Workflow State": "rwcs",
    "Workflow Action Master": "rwcs",
    "Print Format": "rwcds",
    "Letter Head": "rwcds",
    "Notification": "rwcd",
    "Report": "rwcd",
    "Number Card": "rwcd",
    "Workspace": "rwcd",
    "Webhook": "rwc",
    "Webhook Request Log": "r",
}


def give_administrator() -> None:
    """Hold the rights on what makes up forms and workflows as the table above says."""
    for record_type, letters in GRANTED.items():
        setup_custom_perms(record_type)
        held = {"parent": record_type, "role": ADMINISTRATOR}
        rows = frappe.get_all("Custom DocPerm", held, list(LETTERS.values()))
        if [letters_of(row) for row in rows] != [letters]:
            frappe.db.delete("Custom DocPerm", held)
            grant(record_type, ADMINISTRATOR, letters, is_own_only=False)
            frappe.clear_cache(doctype=record_type)
    give_record_types()


def give_record_types() -> None:
    """Let the administrator make record types. Of rights on these the framework reads its own rows only."""
    held = {"parent": "DocType", "parenttype": "DocType", "role": ADMINISTRATOR}
    if not frappe.db.exists("DocPerm", held):
        rights = {right: 1 for letter, right in LETTERS.items() if letter != "s"}
        frappe.get_doc({"doctype": "DocPerm", "parentfield": "permissions", **held, **rights}).db_insert()
        frappe.clear_cache(doctype="DocType")


def take_record_types() -> None:
    """Leave the framework with the rows of its file."""
    frappe.db.delete("DocPerm", {"parent": "DocType", "role": ADMINISTRATOR})
    frappe.clear_cache(doctype="DocType")


def withdraw() -> None:
    """Hold the rights on the framework's record types as the table above says."""
    for record_type, (letters, is_own_only) in WITHDRAWN.items():
        if frappe.db.exists("DocType", record_type):
            withdraw_from(record_type, letters, is_own_only)


def withdraw_from(record_type: str, letters: str, is_own_only: bool) -> None:
    """Take everybody's rights on one record type away and give the desk's roles theirs."""
    setup_custom_perms(record_type)
    held = {"parent": record_type, "role": ("in", (*EVERYBODY, *DESK_ROLES))}
    rows = frappe.get_all("Custom DocPerm", held, ["role", "if_owner", *LETTERS.values()])
    present = sorted((row.role, letters_of(row), bool(row.if_owner)) for row in rows)
    letters_by_role = dict.fromkeys(DESK_ROLES, letters)
    letters_by_role[ADMINISTRATOR] = GRANTED.get(record_type, letters)
    wanted = sorted((role, given, is_own_only) for role, given in letters_by_role.items() if given)
    if present == wanted:
        return
    frappe.db.delete("Custom DocPerm", held)
    for role, granted, is_own in wanted:
        grant(record_type, role, granted, is_own)
    if not frappe.db.exists("Custom DocPerm", {"parent": record_type}):
        # Without a single row the framework would go back to those of its file.
        grant(record_type, "System Manager", "rwcd", is_own_only=False)
    frappe.clear_cache(doctype=record_type)


def letters_of(row: frappe._dict) -> str:
    return "".join(letter for letter, right in LETTERS.items() if row.get(right))


def grant(record_type: str, role: str, letters: str, is_own_only: bool) -> None:
    """Give one role its rights."""
    rights = {right: int(letter in letters) for letter, right in LETTERS.items()}
    frappe.get_doc(
        {
            "doctype": "Custom DocPerm",
            "parent": record_type,
            "parenttype": "DocType",
            "parentfield": "permissions",
            "role": role,
            "if_owner": int(is_own_only),
            **rights,
        }
    ).insert()
