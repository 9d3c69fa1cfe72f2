"""The people tests are played by: their accounts, positions and groups, made by one call.

Three groups stand side by side, the first below a board. Everybody is named after a post.
"""

from typing import Any

import frappe

from papg.testing.factories import JOINED_ON, listed_name, make, make_user

CHAIR = "chair@harbour.example"
DEPUTY_CHAIR = "deputy.chair@police.example"
SECRETARY = "secretary@harbour.example"
MEMBER = "member@harbour.example"
PARTNER = "partner@police.example"
DEPUTY = "deputy@harbour.example"
NEIGHBOUR = "neighbour@northgate.example"
BOARD = "board@harbour.example"
AUDITOR = "auditor@harbour.example"
ADMINISTRATOR = "administrator@harbour.example"
INTEGRATION = "integration@harbour.example"
THREE = "three@harbour.example"
PASSWORD = "Tide-Lantern-Bridge-4791"  # noqa: S105 people of the tests exist on test sites only

GROUP_A = "Harbour Protect & Prepare Group"
GROUP_B = "Northgate Protect & Prepare Group"
GROUP_C = "Moor Valley Protect & Prepare Group"
BOARD_GROUP = "Strategic Safety Board"
GROUPS = {"A": GROUP_A, "B": GROUP_B, "C": GROUP_C, "Board": BOARD_GROUP}

COUNCIL = "Harbour Council"
DEPARTMENT = "Harbour Council Community Safety"
POLICE = "Harbour Constabulary"
NEIGHBOUR_COUNCIL = "Northgate Council"

POSTS = {
    CHAIR: "Head of Community Safety",
    DEPUTY_CHAIR: "Superintendent, Harbour",
    SECRETARY: "Community Safety Officer",
    MEMBER: "Licensing Manager",
    PARTNER: "Counter Terrorism Security Adviser",
    DEPUTY: "Senior Licensing Officer",
    NEIGHBOUR: "Emergency Planning Officer",
    BOARD: "Strategic Director",
    AUDITOR: "Internal Auditor",
    ADMINISTRATOR: "Systems Officer",
    INTEGRATION: "Performance Portal",
    THREE: "Resilience Manager",
}
BY_HAND = {
    AUDITOR: ("PAPG Auditor",),
    ADMINISTRATOR: ("PAPG Administrator",),
    INTEGRATION: ("PAPG Integration",),
}
# Who holds what where. Police may chair as deputies; only one Chair may sit at a time, so who acts as a chair in
# one group, as a secretary in another and as a plain member in a third is a Deputy Chair in the first.
POSITIONS = (
    ("A", CHAIR, "Chair", DEPARTMENT),
    ("A", DEPUTY_CHAIR, "Deputy Chair", POLICE),
    ("A", SECRETARY, "Secretary", DEPARTMENT),
    ("A", MEMBER, "Member", DEPARTMENT),
    ("A", PARTNER, "Member", POLICE),
    ("A", INTEGRATION, "Secretary", COUNCIL),
    ("A", THREE, "Deputy Chair", COUNCIL),
    ("B", THREE, "Secretary", COUNCIL),
    ("C", THREE, "Member", COUNCIL),
    ("B", NEIGHBOUR, "Member", NEIGHBOUR_COUNCIL),
    ("Board", BOARD, "Member", COUNCIL),
)


def install() -> None:
    """Make everybody and everything above, once; nothing is committed."""
    if frappe.db.exists("User", INTEGRATION):
        return
    make_organisations()
    for email, post in POSTS.items():
        make_user(email, post, PASSWORD, BY_HAND.get(email, ()))
    make_groups()
    for letter, email, position, organisation in POSITIONS:
        make_row(letter, email, position, organisation)


def make_organisations() -> None:
    """The council with a department, the police and a neighbouring council."""
    authority = listed_name("PAPG Organisation Type", type_name="Local authority")
    department = listed_name("PAPG Organisation Type", type_name="Council department")
    police = listed_name("PAPG Organisation Type", type_name="Police")
    for kind in (authority, department):
        frappe.db.set_value("PAPG Organisation Type", kind, "is_council", 1)
    for name, kind, is_council in (
        (COUNCIL, authority, 1),
        (DEPARTMENT, department, 1),
        (POLICE, police, 0),
        (NEIGHBOUR_COUNCIL, authority, 1),
    ):
        make(
            "PAPG Organisation",
            organisation_name=name,
            organisation_type=kind,
            is_local_authority=is_council,
        )


def make_groups() -> None:
    """The board, the group below it and the two beside it."""
    board = make("PAPG Group", group_name=BOARD_GROUP, group_type="Board", authority=COUNCIL)
    lines = [{"body": board.name, "chain": "Delivery"}]
    make("PAPG Group", group_name=GROUP_A, authority=COUNCIL, reports_to=lines)
    make("PAPG Group", group_name=GROUP_B, authority=NEIGHBOUR_COUNCIL)
    make("PAPG Group", group_name=GROUP_C, authority=COUNCIL)


def make_row(letter: str, email: str, position: str, organisation: str) -> None:
    """One person's row of membership, with the deputy if it is the one who has one."""
    fields: dict[str, Any] = {"deputies": deputies()} if email == MEMBER else {}
    make(
        "PAPG Member",
        papg_group=group(letter),
        full_name=POSTS[email],
        email=email,
        user=email,
        job_title=POSTS[email],
        organisation=organisation,
        position=position,
        joined_on=JOINED_ON,
        **fields,
    )


def deputies() -> list[dict[str, str]]:
    """The deputy named on the member's row."""
    return [
        {
            "deputy_name": POSTS[DEPUTY],
            "email": DEPUTY,
            "user": DEPUTY,
            "organisation": DEPARTMENT,
            "valid_from": JOINED_ON,
        }
    ]


def group(letter: str) -> str:
    """Name of a group's record: "A", "B", "C" or "Board"."""
    return frappe.db.get_value("PAPG Group", {"group_name": GROUPS.get(letter, letter)})


def member(email: str, letter: str = "A") -> str:
    """Name of a person's row in a group."""
    return frappe.db.get_value("PAPG Member", {"user": email, "papg_group": group(letter)})
