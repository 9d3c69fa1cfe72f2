"""Who can see a record, and who has seen it: by the policy itself and from the trail, for who may ask."""

import frappe
import pytest
from frappe.model.document import Document

from papg.api.people import who_can_see, who_has_seen
from papg.oversight import trail
from papg.oversight.trail import Entry
from papg.permissions import policy, readers, rights
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make, make_meeting, make_user
from papg.testing.meetings import agreed, circulated, drafted, held_meeting

NOT_THERE = "There is no such record, or it is not yours to see."


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def an_item() -> Document:
    with acting_as(cast.SECRETARY):
        audience = [{"member": cast.member(cast.MEMBER)}]
        return make("PAPG Restricted Item", meeting=held_meeting().name, audience=audience)


def can_see(record: Document, user: str = cast.SECRETARY) -> dict[str, list[str]]:
    with acting_as(user):
        return {person["user"]: person["positions"] for person in who_can_see(record.doctype, record.name)}


def test_each_reader_is_named_with_the_positions_that_let_them() -> None:
    assert can_see(an_item()) == {
        cast.SECRETARY: ["Secretary"],
        cast.MEMBER: ["Member"],
        cast.AUDITOR: ["Auditor"],
    }
    assert can_see(drafted())[cast.CHAIR] == ["Chair or deputy chair"]
    assert can_see(circulated())[cast.PARTNER] == ["Member from outside the council"]


def test_a_deputy_is_named_while_standing_in() -> None:
    meeting = circulated().meeting
    row = {"parent": meeting, "member": cast.member(cast.MEMBER)}
    frappe.db.set_value("PAPG Attendance", row, "deputy_user", cast.DEPUTY)
    frappe.db.set_value("PAPG Meeting", meeting, "agenda_issued_on", frappe.utils.today())
    assert can_see(frappe.get_doc("PAPG Meeting", meeting))[cast.DEPUTY] == ["Stands in at the meeting"]


@pytest.mark.parametrize("kind", ["draft", "circulated", "agreed", "item", "group", "tier"])
def test_the_answer_is_the_policys_own_for_everybody(kind: str) -> None:
    records = {
        "draft": drafted,
        "circulated": circulated,
        "agreed": agreed,
        "item": an_item,
        "group": lambda: frappe.get_doc("PAPG Group", cast.group("A")),
        "tier": lambda: frappe.get_doc("PAPG Tier", "Gold"),
    }
    record = records[kind]()
    allowed = {user for user in cast.POSTS if policy.is_allowed(record.doctype, record.name, "read", user)}
    told = {reader.user for reader in readers.of(record.doctype, record.name)}
    assert told & set(cast.POSTS) == allowed
    assert allowed


def test_an_account_that_is_switched_off_sees_nothing() -> None:
    record = circulated()
    frappe.db.set_value("User", cast.PARTNER, "enabled", 0)
    assert cast.PARTNER not in can_see(record)


def test_the_query_count_is_the_same_for_3_and_for_30_members() -> None:
    minutes = circulated()
    counts = []
    for more in (3, 27):
        for number in range(more):
            email = f"officer.{more}.{number}@harbour.example"
            make_user(email, "Licensing Officer", "")
            make("PAPG Member", papg_group=cast.group("A"), user=email, email=email)
        can_see(minutes)
        with counted_queries() as queries:
            found = readers.of("PAPG Minutes", minutes.name)
        counts.append((len(found), len(queries)))
    assert counts[1][0] == counts[0][0] + 27
    assert counts[0][1] == counts[1][1] <= 6


def test_who_may_not_read_it_is_told_what_is_said_of_a_record_that_is_not_there() -> None:
    item = an_item()
    for method in (who_can_see, who_has_seen):
        for user, name in (
            (cast.CHAIR, item.name),
            (cast.NEIGHBOUR, item.name),
            (cast.SECRETARY, "fedcba9876"),
        ):
            with acting_as(user), pytest.raises(frappe.DoesNotExistError) as refusal:
                method(item.doctype, name)
            assert str(refusal.value) == NOT_THERE
    with acting_as(cast.SECRETARY), pytest.raises(frappe.DoesNotExistError):
        who_can_see("User", cast.SECRETARY)


def test_who_has_seen_is_told_to_writers_and_the_auditor_and_to_no_other_reader() -> None:
    item = an_item()
    trail.write(
        [
            Entry("Opened", cast.MEMBER, item.doctype, item.name),
            Entry("Opened", cast.MEMBER, item.doctype, item.name),
            Entry("Listed", cast.AUDITOR, item.doctype, detail=f"aaaaaaaaaa, {item.name}"),
            Entry("Opened", cast.CHAIR, item.doctype, "aaaaaaaaaa"),
            Entry("Opened", cast.CHAIR, "PAPG Minutes", item.name),
        ]
    )
    for user in (cast.SECRETARY, cast.AUDITOR):
        with acting_as(user):
            told = who_has_seen(item.doctype, item.name)
        found = {(row["full_name"], row["what"], row["times"]) for row in told["rows"]}
        assert found == {(cast.POSTS[cast.MEMBER], "Opened", 2), (cast.POSTS[cast.AUDITOR], "Listed", 1)}
        assert told["is_watched"] is True
    with acting_as(cast.MEMBER), pytest.raises(frappe.PermissionError, match="those who may change it"):
        who_has_seen(item.doctype, item.name)


def test_of_a_record_nobody_watches_that_is_said() -> None:
    meeting = make_meeting(cast.group("A"))
    with acting_as(cast.SECRETARY):
        assert who_has_seen("PAPG Meeting", meeting.name) == {"is_watched": False, "rows": []}


def test_every_position_of_the_table_is_called_by_a_word() -> None:
    from papg.api.people import POSITIONS

    assert tuple(POSITIONS) == rights.POSITIONS
