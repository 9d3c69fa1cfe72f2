"""Gatherers: the actions of the person, and the notes on one of them."""

import frappe

from papg.permissions import policy
from papg.permissions import scope as scopes
from papg.permissions.conditions import listed
from papg.rules.actions import UNFINISHED_STAGES

ACTION = """
    select `tabPAPG Action`.name, `tabPAPG Action`.title, `tabPAPG Action`.stage,
        `tabPAPG Action`.workflow_state, `tabPAPG Action`.due_on,
        `tabPAPG Action`.priority, `tabPAPG Action`.raised_on, `tabPAPG Action`.description,
        `tabPAPG Action`.evidence, `tabPAPG Action`.completed_on, body.group_name
    from `tabPAPG Action`
    left join `tabPAPG Group` body on body.name = `tabPAPG Action`.papg_group
"""
LATEST = 200


def unfinished() -> list[frappe._dict]:
    """The person's actions with something left to do, the one due first on top."""
    return mine("in", "asc")


def finished() -> list[frappe._dict]:
    """The person's actions that are done, closed or dropped, the latest first."""
    return mine("not in", "desc")


def mine(how: str, direction: str) -> list[frappe._dict]:
    """The person's own actions among those that may be read.

    Args:
        how: `in` for unfinished ones, `not in` for the others.
        direction: Order of the dates they are due on.
    """
    scope = scopes.of()
    return frappe.db.sql(
        f"""
        {ACTION} where `tabPAPG Action`.stage {how} %(unfinished)s and {policy.condition("PAPG Action", "read")}
            and (`tabPAPG Action`.owner_member in {listed(scope.members)}
                or `tabPAPG Action`.owner_email = %(user)s)
        order by `tabPAPG Action`.due_on is null, `tabPAPG Action`.due_on {direction}, `tabPAPG Action`.creation
        limit %(most)s
        """,
        {"user": scope.user, "unfinished": UNFINISHED_STAGES, "most": LATEST},
        as_dict=True,
    )


def one(name: str) -> frappe._dict:
    """An action the person may read; whoever calls has asked."""
    return frappe.db.sql(f"{ACTION} where `tabPAPG Action`.name = %s", name, as_dict=True)[0]


def notes(action: str) -> list[frappe._dict]:
    """Dated notes of progress with the name of who wrote each, the latest first."""
    return frappe.db.sql(
        """
        select progress.noted_on, progress.note, ifnull(writer.full_name, progress.noted_as) as noted_by
        from `tabPAPG Action Update` progress
        left join `tabUser` writer on writer.name = progress.noted_by
        where progress.parent = %s and progress.parenttype = 'PAPG Action'
        order by progress.noted_on desc, progress.idx desc
        """,
        action,
        as_dict=True,
    )
