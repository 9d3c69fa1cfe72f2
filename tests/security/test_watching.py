"""The calendar of referrals and the register of restricted documents at their doors."""

from collections.abc import Iterator

import frappe
import pytest

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.trail import brief, last_number, rows_after
from tests.journeys.stories import committed
from tests.security.conftest import Visit
from tests.security.ground import Plot
from tests.security.visitors import Visitor

HAPPENING = "papg.oversight.referrals.happening"
JUNE = {"start": "2026-06-01", "end": "2026-06-30"}
REGISTER = "PAPG Restricted Document"
LOAD = "frappe.desk.form.load.getdoc"


@pytest.fixture(scope="module")
def watched(plots: dict[str, Plot]) -> Iterator[dict[str, str]]:
    """A referral of June and a document of group A, by record type."""
    with committed():
        with acting_as(cast.SECRETARY):
            group = plots["A"].group
            found = {
                "PAPG Referral": make("PAPG Referral", papg_group=group, happens_on="2026-06-14").name,
                REGISTER: make(REGISTER, papg_group=group).name,
            }
        frappe.db.commit()
        yield found


def test_the_calendar_shows_members_the_referrals_of_their_groups_and_others_nothing(
    visit: Visit, guest: Visitor, watched: dict[str, str]
) -> None:
    found = visit(cast.MEMBER).call(HAPPENING, "GET", **JUNE).json()["message"]
    assert [row["name"] for row in found] == [watched["PAPG Referral"]]
    assert visit(cast.NEIGHBOUR).call(HAPPENING, "GET", **JUNE).json()["message"] == []
    refused = [visitor.call(HAPPENING, "GET", **JUNE).status_code for visitor in (visit(cast.PARTNER), guest)]
    assert refused == [403, 403]
    assert visit(cast.MEMBER).call(HAPPENING, "GET", start="June", end="July").status_code == 400


def test_opening_a_restricted_document_is_noted_and_it_is_not_there_for_a_member(
    visit: Visit, watched: dict[str, str]
) -> None:
    about = {"doctype": REGISTER, "name": watched[REGISTER]}
    for user in (cast.CHAIR, cast.MEMBER, cast.THREE):
        visit(user)
    number = last_number()
    assert visit(cast.CHAIR).call(LOAD, "GET", **about).json()["docs"]
    for user in (cast.MEMBER, cast.NEIGHBOUR):
        assert watched[REGISTER] not in visit(user).call(LOAD, "GET", **about).text
    left = [row for row in brief(rows_after(number)) if row[2] == REGISTER]
    assert left == [("Opened", cast.CHAIR, REGISTER, watched[REGISTER])]


def test_nothing_is_attached_to_a_restricted_document_or_said_below_it(
    visit: Visit, watched: dict[str, str]
) -> None:
    secretary = visit(cast.SECRETARY)
    place = {"doctype": REGISTER, "docname": watched[REGISTER], "is_private": 1}
    sent = secretary.ask("POST", "/api/method/upload_file", data=place, files={"file": ("a.txt", b"It says")})
    said = secretary.call(
        "frappe.desk.form.utils.add_comment",
        reference_doctype=REGISTER,
        reference_name=watched[REGISTER],
        content="It says",
    )
    for answer in (sent, said):
        assert (answer.status_code, "holds references only" in answer.text) == (417, True)
    frappe.db.rollback()
    assert not frappe.db.exists("File", {"attached_to_name": watched[REGISTER]})
    assert not frappe.db.exists("Comment", {"reference_name": watched[REGISTER], "comment_type": "Comment"})
