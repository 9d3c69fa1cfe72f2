"""The keys that open a person's calendar: one for each person, of which only the fingerprint is kept.

They lie where the framework keeps what opens an account, so they go with the account and are renamed with it. The table
has one row for an account and a purpose, so that there is never a second key.
"""

import frappe

PURPOSE = "calendar_key"


def keep(user: str, fingerprint: str) -> None:
    """Keep the fingerprint of a person's key; it takes the place of an earlier one."""
    frappe.db.sql(
        """
        insert into __Auth (doctype, name, fieldname, password, encrypted) values ('User', %s, %s, %s, 0)
        on duplicate key update password = values(password)
        """,
        (user, PURPOSE, fingerprint),
    )


def is_kept(user: str) -> bool:
    """Has the person a key?"""
    stored = "select 1 from __Auth where doctype = 'User' and name = %s and fieldname = %s"
    return bool(frappe.db.sql(stored, (user, PURPOSE)))


def forget(user: str) -> None:
    """Take a person's key away."""
    frappe.db.delete("__Auth", {"doctype": "User", "name": user, "fieldname": PURPOSE})


def owner(fingerprint: str) -> str | None:
    """Whose key this is the fingerprint of, as long as the account is in use."""
    found = frappe.db.sql(
        """
        select account.name from __Auth kept join tabUser account on account.name = kept.name
        where kept.doctype = 'User' and kept.fieldname = %s and kept.password = %s and account.enabled = 1
        """,
        (PURPOSE, fingerprint),
        pluck=True,
    )
    return found[0] if found else None
