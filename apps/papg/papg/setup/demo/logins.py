"""The accounts of the demo: one for each role, all with one password; for programs, a key."""

import frappe
from frappe.utils.password import update_password

from papg.setup import keys
from papg.setup.demo.base import day, email, insert, read

BY_POSITION = {
    "Secretary": "secretary",
    "Chair": "chair",
    "Member": "member",
    "Partner": "partner",
    "Board": "board",
    "Three groups at once": "three",
    "Secretary with a duty": "duties",
}
BY_HAND = {
    "Administrator": ("administrator", "PAPG Administrator", "Systems Officer"),
    "Auditor": ("auditor", "PAPG Auditor", "Internal Auditor"),
    "Integration": ("integration", "PAPG Integration", "Performance Portal"),
}


def make(password: str) -> dict[str, str]:
    """Give every account of the demo its password.

    Args:
        password: The one password of all of them.

    Returns:
        Address of the account for each role.
    """
    for key, role, name in BY_HAND.values():
        if not frappe.db.exists("User", email(key)):
            make_user(key, role, name)
    accounts = {role: email(key) for role, key in BY_POSITION.items()}
    accounts.update({role: email(key) for role, (key, _role, _name) in BY_HAND.items()})
    for user in frappe.get_all("User", {"name": ("like", f"%@{email('').lstrip('@')}")}, pluck="name"):
        update_password(user, password)
    return accounts


def make_key() -> str:
    """Let the integration's account into the group that meets, as its secretary, and give it a key.

    Returns:
        The key as programs send it.
    """
    data = read("eastmere")
    insert(
        "PAPG Member",
        papg_group=frappe.db.get_value("PAPG Group", {"group_name": data["group"]["group_name"]}),
        full_name=BY_HAND["Integration"][2],
        organisation=data["council"],
        position="Secretary",
        joined_on=day(0),
        user=email("integration"),
    )
    return keys.give(email("integration"))


def make_user(key: str, role: str, name: str) -> None:
    """An account whose role is given by hand."""
    frappe.get_doc(
        {
            "doctype": "User",
            "email": email(key),
            "first_name": name,
            "send_welcome_email": 0,
            "roles": [{"role": role}],
        }
    ).insert()
