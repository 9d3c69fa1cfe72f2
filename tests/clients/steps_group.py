"""A group, its members and its terms of reference."""

from papg.testing import cast
from tests.clients.client import refused
from tests.clients.year import CHAIR, MEMBER, NEIGHBOUR, SECRETARY, Year, day

GROUP, ROW, TERMS = "PAPG Group", "PAPG Member", "PAPG Terms of Reference"


def key_works(year: Year) -> None:
    """The key of each account is known."""
    for user, client in year.people.items():
        assert client.ask("frappe.auth.get_logged_user", {}) == user


def group_found(year: Year) -> None:
    """The secretary finds the group by its name."""
    year.left["group"] = year.name(GROUP, ["group_name", "=", cast.GROUP_A])


def group_read(year: Year) -> None:
    """A member reads whose group it is and whom it reports to."""
    group = year[MEMBER].read(GROUP, year.left["group"])
    assert group["authority"] == cast.COUNCIL
    year.left["line"] = group["reports_to"][0]["name"]


def stranger_sees_no_group(year: Year) -> None:
    """To somebody of another group it is as if there were no such group."""
    for name in (year.left["group"], "0123456789"):
        with refused(404):
            year[NEIGHBOUR].read(GROUP, name)


def members_listed(year: Year) -> None:
    """The secretary lists who sits on the group, and as what."""
    rows = year[SECRETARY].rows(ROW, ["name", "user", "position"], [["papg_group", "=", year.left["group"]]])
    positions = {row["user"]: row["position"] for row in rows}
    assert (positions[CHAIR], positions[MEMBER]) == ("Chair", "Member")
    year.left["members"] = {row["user"]: row["name"] for row in rows}


def member_added(year: Year) -> None:
    """The secretary puts somebody on the group, with a seat."""
    made = year[SECRETARY].create(
        ROW,
        {
            "papg_group": year.left["group"],
            "full_name": "Licensing Officer",
            "job_title": "Licensing Officer",
            "organisation": cast.DEPARTMENT,
            "position": "Member",
            "joined_on": str(day(4, 1)),
            "seats": [{"business_area": "Licensing"}],
        },
    )
    year.left["new member"] = made["name"]


def member_read_back(year: Year) -> None:
    """The chair reads the new member with the seat."""
    found = year[CHAIR].read(ROW, year.left["new member"])
    assert found["full_name"] == "Licensing Officer"
    assert [row["business_area"] for row in found["seats"]] == ["Licensing"]


def field_that_is_not_there(year: Year) -> None:
    """A field that does not exist is refused by its name."""
    with refused(400, words="colour"):
        year[SECRETARY].change(ROW, year.left["new member"], {"colour": "red"})


def terms_written(year: Year) -> None:
    """The secretary writes terms of reference: the chair and a third are a quorum."""
    made = year[SECRETARY].create(
        TERMS,
        {
            "papg_group": year.left["group"],
            "in_force_from": str(day(4, 1)),
            "quorum_kind": "Chair and a share",
            "share_numerator": 1,
            "share_denominator": 3,
            "cadence": "Quarterly",
            "standing_items": [{"title": "Minutes of the last meeting"}, {"title": "Open actions"}],
        },
    )
    assert made["stage"] == "Draft"
    year.left["terms"] = made["name"]


def terms_sent(year: Year) -> None:
    """The secretary sends them to the members."""
    assert year.step(SECRETARY, TERMS, year.left["terms"], "Send to members")["stage"] == "With members"


def terms_not_by_the_secretary(year: Year) -> None:
    """Whoever wrote them does not bring them into force."""
    with refused(403, 417):
        year.step(SECRETARY, TERMS, year.left["terms"], "Bring into force")


def terms_in_force(year: Year) -> None:
    """The chair brings them into force."""
    assert year.step(CHAIR, TERMS, year.left["terms"], "Bring into force")["stage"] == "In force"


def terms_read_back(year: Year) -> None:
    """A member reads the terms in force; they are locked."""
    found = year[MEMBER].read(TERMS, year.left["terms"])
    assert (found["docstatus"], found["share_denominator"]) == (1, 3)
    with refused(403, 417):
        year[SECRETARY].change(TERMS, year.left["terms"], {"share_denominator": 9})


STEPS = (
    *(key_works, group_found, group_read, stranger_sees_no_group, members_listed, member_added),
    *(member_read_back, field_that_is_not_there, terms_written, terms_sent, terms_not_by_the_secretary),
    *(terms_in_force, terms_read_back),
)
