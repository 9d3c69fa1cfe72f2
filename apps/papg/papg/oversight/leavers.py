"""Personal data of who has left: the post takes the place of the person.

What a group has agreed or issued stays as it is, names included: attendance, agreed text, signed reports are the record
itself. What says who did something, such as who approved minutes, leads to the account, which then carries the post.
"""

import secrets
from collections.abc import Iterator

import frappe
from frappe.model.document import Document
from frappe.model.rename_doc import get_link_fields
from frappe.utils import today

from papg.oversight import traces
from papg.oversight.retention_classes import LEAVERS
from papg.oversight.triggers import LOG, SEAL
from papg.permissions import leaving, scope
from papg.permissions.membership_roles import has_only_our_roles
from papg.permissions.roles import BY_HAND
from papg.rules.retention import post_of

MEMBER = "PAPG Member"
PLAIN_TEXT = ("Data", "Small Text", "Text", "Long Text", "Select", "Phone")
# Rows are only ever added to these; who did what there is kept by the trail's own rule.
LEFT_ALONE = (LOG, SEAL)
# Tables of the framework that say what one person did, liked or got, by the columns that name the person.
OF_PERSON = (
    *(("Activity Log", "user"), ("Access Log", "user"), ("View Log", "viewed_by"), ("Route History", "user")),
    *(("Notification Log", "for_user"), ("Notification Log", "from_user"), ("Notification Settings", "name")),
    *(
        ("Document Follow", "user"),
        ("List Filter", "for_user"),
        ("User Permission", "user"),
        ("DocShare", "user"),
    ),
    *(("ToDo", "allocated_to"), ("Contact", "user"), ("Contact", "email_id"), ("Token Cache", "user")),
    *(("OAuth Bearer Token", "user"), ("OAuth Authorization Code", "user"), ("Email Unsubscribe", "email")),
    *(("Email Group Member", "email"), ("Personal Data Download Request", "user")),
    *(("Personal Data Deletion Request", "email"), ("Communication", "sender"), ("Email Queue", "sender")),
)
NAMING = (("Communication", "recipients"), ("Email Queue", "message"), ("Contact Email", "email_id"))
TABLES_OF_ACCOUNT = ("Has Role", "Block Module", "User Email", "User Social Login", "DefaultValue")
PERSONAL = (
    *(
        "middle_name",
        "last_name",
        "username",
        "mobile_no",
        "phone",
        "birth_date",
        "gender",
        "location",
        "bio",
    ),
    *(
        "interest",
        "user_image",
        "banner_image",
        "email_signature",
        "api_key",
        "api_secret",
        "reset_password_key",
    ),
    *("last_ip", "last_login", "last_active", "redirect_url", "last_known_versions", "onboarding_status"),
)
LISTS_OF_PEOPLE = ("_assign", "_liked_by", "_seen", "_comments")
TEXTS_OF_PEOPLE = (
    ("PAPG Minutes", "edited_by"),
    ("PAPG Restricted Item", "edited_by"),
    ("PAPG Maturity Assessment", "scored_by"),
)


def clean_member(name: str) -> None:
    """Replace the person on a row of membership by the post; accounts go too when nothing else needs them."""
    row = frappe.get_doc(MEMBER, name)
    post = post_of(row.job_title, row.position, row.organisation)
    is_last = bool(row.user) and is_unused(row.user, name)
    forget_address(row, is_last)
    cleaned = {"full_name": post, "email": None, "contribution": None, "personal_data_removed_on": today()}
    kept = {"user": row.user if is_last else None}
    frappe.db.set_value(
        MEMBER, name, {**dict.fromkeys(own_fields(row)), **cleaned, **kept}, update_modified=False
    )
    frappe.db.delete("PAPG Member Deputy", {"parenttype": MEMBER, "parent": name})
    traces.remove(MEMBER, name)
    for user in {deputy.user for deputy in row.deputies if deputy.user and is_unused(deputy.user)}:
        clean_account(user)
    if is_last:
        clean_account(row.user)
    scope.forget()


def own_fields(row: Document) -> list[str]:
    """The council's own fields on the row that may say something of the person."""
    return [
        field.fieldname
        for field in row.meta.fields
        if field.get("is_custom_field") and field.fieldtype in (*PLAIN_TEXT, "Link", "Date", "Datetime")
    ]


def forget_address(row: Document, is_last: bool) -> None:
    """Take the address out of the actions it was typed into; those of other groups keep who still sits there."""
    if row.email:
        named = {"owner_email": row.email} | ({} if is_last else {"papg_group": row.papg_group})
        frappe.db.set_value("PAPG Action", named, "owner_email", None, update_modified=False)


def is_unused(user: str, beside: str = "") -> bool:
    """Does nothing but this row name the account, and does it hold no role given by hand?"""
    roles = frappe.get_all("Has Role", {"parenttype": "User", "parent": user}, pluck="role")
    others = frappe.db.exists(MEMBER, {"user": user, "name": ("!=", beside)})
    deputises = frappe.db.exists("PAPG Member Deputy", {"user": user, "parent": ("!=", beside)})
    return not (others or deputises or set(roles) & set(BY_HAND)) and has_only_our_roles(roles)


def clean_account(user: str) -> str:
    """Switch an account off and take the person out of it; what was done with it is then done by the post.

    Returns:
        The name the account has from now on.
    """
    post, new = post_of_account(user), f"{secrets.token_hex(8)}@{LEAVERS}"
    end_access(user)
    traces.remove("User", user)
    for table in TABLES_OF_ACCOUNT:
        frappe.db.delete(table, {"parent": user})
    for table, column in OF_PERSON:
        traces.delete_rows(table, {column: user})
    for table, column in NAMING:
        traces.delete_mentioning(table, column, user)
    frappe.db.delete("Email Queue Recipient", {"recipient": user})
    frappe.db.set_value("Comment", {"comment_email": user}, {"comment_email": new, "comment_by": post})
    emptied = dict.fromkeys(PERSONAL) | {"first_name": post, "full_name": post, "email": new, "enabled": 0}
    frappe.db.set_value("User", user, emptied, update_modified=False)
    hand_over(user, new)
    frappe.clear_cache(user=user)
    return new


def post_of_account(user: str) -> str:
    """The post the person held last."""
    fields = ["job_title", "position", "organisation"]
    rows = frappe.get_all(
        MEMBER, {"user": user}, fields, order_by="ifnull(left_on, '9999-12-31') desc", limit=1
    )
    return post_of(*(rows[0][field] for field in fields)) if rows else frappe._("Former deputy")


def end_access(user: str) -> None:
    """End every session and forget every password and key."""
    # The framework's own way stores what was done so far and writes the name into a feed.
    sessions = [sid for (sid,) in frappe.db.sql("select sid from tabSessions where user = %s", user)]
    frappe.db.sql("delete from tabSessions where user = %s", user)
    frappe.db.after_commit.add(lambda: forget_sessions(sessions))
    frappe.db.delete("__Auth", {"doctype": "User", "name": user})
    # The framework keeps the second factor under a default of the site that carries the address in its name.
    frappe.db.delete("DefaultValue", {"defkey": ("in", (f"{user}_otpsecret", f"{user}_otplogin"))})
    frappe.db.sql("delete from `__UserSettings` where user = %s", user)
    leaving.announce(user)


def forget_sessions(sessions: list[str]) -> None:
    """Sessions are also kept outside the database, where the next request looks first."""
    for sid in sessions:
        frappe.cache().hdel("session", sid)


def hand_over(user: str, new: str) -> None:
    """Let everything that names the account name it by its new name."""
    frappe.db.sql("update tabUser set name = %s where name = %s", (new, user))
    for table, column in columns_naming_accounts():
        frappe.db.sql(f"update `{table}` set `{column}` = %s where `{column}` = %s", (new, user))
    for table, column in columns_listing_accounts():
        replace_in(table, column, user, new)


def columns_naming_accounts() -> Iterator[tuple[str, str]]:
    """Columns that hold the name of one account."""
    links = {
        (f"tab{row['parent']}", row["fieldname"]) for row in get_link_fields("User") if not row["issingle"]
    }
    for table, column in sorted(links | set(stored_columns(("owner", "modified_by")))):
        if table.removeprefix("tab") not in LEFT_ALONE and frappe.db.table_exists(table.removeprefix("tab")):
            yield table, column


def columns_listing_accounts() -> Iterator[tuple[str, str]]:
    """Columns that hold a list of accounts, or text with accounts in it."""
    yield from ((f"tab{table}", column) for table, column in TEXTS_OF_PEOPLE)
    for table, column in stored_columns(LISTS_OF_PEOPLE):
        if table.removeprefix("tab") not in LEFT_ALONE:
            yield table, column


def stored_columns(names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every table that has one of these columns."""
    return frappe.db.sql(
        """select table_name, column_name from information_schema.columns
        where table_schema = database() and column_name in %(names)s""",
        {"names": names},
    )


def replace_in(table: str, column: str, user: str, new: str) -> None:
    """Replace an account in a text, and no other whose address ends with the same letters."""
    rows = frappe.db.sql(f"select name, `{column}` from `{table}` where `{column}` like %s", f"%{user}%")
    for name, text in rows:
        frappe.db.sql(
            f"update `{table}` set `{column}` = %s where name = %s", (traces.whole(user).sub(new, text), name)
        )
