"""A deputy's access begins with being named for a meeting and ends when its minutes are agreed."""

import frappe
from frappe.utils import add_days, today

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.meetings import agreed, circulated, drafted, held_meeting, with_chair
from tests.provision.realtime_rig import wait_until
from tests.security.stage import MEETING, NOT_YOURS, Stage, hears_a_change, tab_of


def name_deputy(meeting: str, is_named: bool = True) -> None:
    """The secretary names the member's deputy for a meeting, or somebody else in the deputy's place."""
    frappe.db.rollback()
    with acting_as(cast.SECRETARY):
        doc = frappe.get_doc(MEETING, meeting)
        row = next(one for one in doc.attendance if one.member == cast.member(cast.MEMBER))
        row.presence = "Deputised" if is_named else "Present"
        row.deputy = cast.POSTS[cast.DEPUTY] if is_named else None
        row.deputy_user = None if not is_named else row.deputy_user
        doc.save()
    frappe.db.commit()


def test_a_deputy_sees_one_meeting_from_being_named_until_its_minutes_are_agreed(stage: Stage) -> None:
    held = held_meeting(agenda_issued_on=add_days(today(), -20)).name
    frappe.db.commit()
    deputy = stage.visitor(cast.DEPUTY)
    assert not stage.sees_page(deputy, held)
    name_deputy(held)
    assert stage.sees_page(deputy, held)
    assert not stage.sees_page(deputy)
    minutes = with_chair(drafted(frappe.get_doc(MEETING, held)))
    frappe.db.commit()
    assert stage.sees_page(deputy, held)
    minutes = circulated(minutes)
    frappe.db.commit()
    assert deputy.see(f"/partner/minutes/{minutes.name}").status_code == 200
    agreed(minutes)
    frappe.db.commit()
    assert not stage.sees_page(deputy, held)
    assert deputy.see(f"/partner/minutes/{minutes.name}").status_code in NOT_YOURS
    assert deputy.see("/partner").status_code in NOT_YOURS


def test_a_deputy_who_is_named_no_more_sees_nothing_at_once(stage: Stage) -> None:
    held = held_meeting(agenda_issued_on=add_days(today(), -20)).name
    frappe.db.commit()
    name_deputy(held)
    deputy = stage.visitor(cast.DEPUTY)
    assert stage.sees_page(deputy, held)
    name_deputy(held, is_named=False)
    assert not stage.sees_page(deputy, held)


def test_a_deputy_named_no_more_hears_nothing_more_in_a_live_room(stage: Stage) -> None:
    """Somebody of another group, at the desk there, stands in here."""
    frappe.db.rollback()
    with acting_as("Administrator"):
        row = frappe.get_doc("PAPG Member", cast.member(cast.MEMBER))
        row.deputies[0].update({"email": cast.NEIGHBOUR, "user": cast.NEIGHBOUR})
        row.save()
    frappe.db.commit()
    name_deputy(stage.meeting)
    neighbour = stage.visitor(cast.NEIGHBOUR)
    assert stage.sees_form(neighbour)
    with tab_of(stage, neighbour) as browser:
        assert hears_a_change(stage, browser, cast.NEIGHBOUR)
        name_deputy(stage.meeting, is_named=False)
        wait_until(
            lambda: not hears_a_change(stage, browser, cast.NEIGHBOUR), "the deputy is out of the room"
        )
