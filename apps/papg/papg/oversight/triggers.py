"""The database itself refuses to change or delete what the trail is made of, whoever is connected.

Controllers are passed by anything that speaks SQL, the framework's own clearing of logs included. A table's triggers
go with it when it is dropped or copied into a backup, so they need no more care than being there.

Binary logging wants `log_bin_trust_function_creators=1` before it lets the site's account make triggers.
"""

import frappe

LOG = "PAPG Access Log"
SEAL = "PAPG Trail Seal"
# Set by `disposal.py` alone: hours before it may go, and only those whose seal stays.
BOUND = "@papg_disposed_before"
REFUSAL = "signal sqlstate '45000' set message_text = 'The trail cannot be changed or deleted.'"
# Compared byte by byte: a connection's variable has the connection's collation, and the column its own.
DISPOSABLE = (
    f"if {BOUND} is null or cast(old.hour as binary) >= cast({BOUND} as binary) "
    f"or not exists (select 1 from `tab{SEAL}` where hour = old.hour) then {REFUSAL}; end if"
)
# Name: event, table, what it does.
TRIGGERS = {
    "papg_log_stays": ("update", LOG, REFUSAL),
    "papg_log_is_kept": ("delete", LOG, DISPOSABLE),
    "papg_seal_stays": ("update", SEAL, REFUSAL),
    "papg_seal_is_kept": ("delete", SEAL, REFUSAL),
}


def install() -> None:
    """Make the triggers that are not there or not as above."""
    present = present_triggers()
    for name, (event, table, body) in TRIGGERS.items():
        wanted = (event, f"tab{table}", statement(body))
        if present.get(name) != wanted:
            frappe.db.sql_ddl(f"drop trigger if exists `{name}`")
            frappe.db.sql_ddl(
                f"create trigger `{name}` before {event} on `tab{table}` for each row {statement(body)}"
            )


def drop() -> None:
    """Take the triggers away, before the app goes or the tables are rebuilt."""
    for name in present_triggers().keys() & TRIGGERS.keys():
        frappe.db.sql_ddl(f"drop trigger if exists `{name}`")


def statement(body: str) -> str:
    return f"begin {body}; end"


def present_triggers() -> dict[str, tuple[str, str, str]]:
    """Triggers of the site's database: event, table and statement of each, by name."""
    rows = frappe.db.sql(
        """
        select trigger_name, lower(event_manipulation), event_object_table, action_statement
        from information_schema.triggers where trigger_schema = database()
        """
    )
    return {name: (event, table, text) for name, event, table, text in rows}
