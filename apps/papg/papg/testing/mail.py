"""A site that can send letters, for tests: nothing is sent, letters stay in the queue."""

import frappe


def give_mail_account() -> None:
    """A mail account of the council, the only one, and no letters yet."""
    frappe.db.delete("Email Account")
    account = frappe.new_doc("Email Account")
    account.update({"name": "Council", "email_account_name": "Council", "email_id": "papg@harbour.example"})
    account.update({"enable_outgoing": 1, "default_outgoing": 1, "smtp_server": "127.0.0.1"})
    account.db_insert()
    frappe.db.delete("Email Queue")
