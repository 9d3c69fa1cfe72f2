"""Who has seen a record, as the trail has it."""

import frappe

from papg.oversight.triggers import LOG

SEEING = ("Opened", "Listed", "Changed", "Printed", "Exported", "Downloaded")
MOST = 200


def seen_by(record_type: str, name: str) -> list[frappe._dict]:
    """People who were given a record, in each way once, with how often and when last.

    Args:
        record_type: Record type.
        name: Name of the record.
    """
    return frappe.db.sql(
        f"""
        select log.user, ifnull(account.full_name, log.user) as full_name, log.kind,
            count(*) as times, max(log.at) as last_at
        from `tab{LOG}` log left join `tabUser` account on account.name = log.user
        where log.record_type = %(record_type)s and log.kind in %(kinds)s and (
            log.record_name = %(name)s
            or (log.kind = 'Listed' and log.record_name = '' and log.detail like %(among)s)
        )
        group by log.user, log.kind order by last_at desc limit {MOST}
        """,
        {"record_type": record_type, "kinds": SEEING, "name": name, "among": f"%{name}%"},
        as_dict=True,
    )
