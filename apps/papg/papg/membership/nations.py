"""The nation of the council, and the words of our lists that go by it."""

import frappe

from papg.rules import nations as rules

TYPE = "PAPG Organisation Type"


def of_council() -> str:
    """The nation whose words this site uses; one query."""
    rows = frappe.db.sql(
        """
        select nation, name in (select authority from `tabPAPG Group`) as owns from `tabPAPG Organisation`
        where is_local_authority = 1
        """,
        as_dict=True,
    )
    return rules.nation_of_council([row.nation for row in rows if row.owns], [row.nation for row in rows])


def of_group(papg_group: str) -> str | None:
    """The nation of the authority a group belongs to, where it is known; one query."""
    found = frappe.db.sql(
        """
        select council.nation from `tabPAPG Group` papg_group
        join `tabPAPG Organisation` council on council.name = papg_group.authority where papg_group.name = %s
        """,
        papg_group,
    )
    return found[0][0] if found else None


def settle_words() -> None:
    """Call the partnership for community safety as the nation of the council does; links to it follow.

    An entry the council has renamed or deleted stays as it left it, and who may not change the list leaves it alone.
    """
    if not frappe.has_permission(TYPE, "write"):
        return
    wanted = rules.partnership(of_council())
    other = next(name for name in rules.PARTNERSHIPS if name != wanted)
    if frappe.db.exists(TYPE, other) and not frappe.db.exists(TYPE, wanted):
        frappe.rename_doc(TYPE, other, wanted, show_alert=False)
