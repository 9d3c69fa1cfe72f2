"""Who has left: the post takes the place of the person wherever the name is not part of the record itself."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, add_years, today

from papg.oversight import leavers
from papg.oversight.disposing import dispose
from papg.permissions.membership_roles import sync
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import JOINED_ON, make, make_user
from papg.testing.meetings import held_meeting
from papg.testing.retention import a_rule, columns_holding, files_holding, listed, old_minutes

NAME = "Dunlin Post-88k1"
EMAIL = "dunlin.88k1@harbour.example"
DEPUTY = "deputy.88k1@harbour.example"
POST = f"Head of Resilience, {cast.DEPARTMENT}"
# What keeps the name by design: it says who was there, and is the record itself.
ATTENDANCE = {"tabPAPG Attendance.attendee_name"}
# The address of somebody else that ends with the same letters.
OF_ANOTHER = {"tabPAPG Minutes.edited_by", "tabCommunication.recipients"}


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def members_rule() -> Document:
    left = {"record_class": "Members' personal data", "trigger_event": "Membership ended", "period_years": 2}
    return a_rule(**left, action="Remove personal data")


def accounts_rule() -> Document:
    left = {"record_class": "Accounts of leavers", "trigger_event": "Membership ended", "period_years": 0}
    return a_rule(**left, period_months=6, action="Remove personal data")


def somebody(letter: str = "A", **fields: object) -> Document:
    """A member with an account, a photo, a key, a mark on other people's records, and a place in a meeting."""
    if not frappe.db.exists("User", EMAIL):
        make_user(EMAIL, NAME, cast.PASSWORD)
    row = make(
        "PAPG Member",
        papg_group=cast.group(letter),
        full_name=NAME,
        email=EMAIL,
        user=EMAIL,
        organisation=cast.DEPARTMENT,
        job_title="Head of Resilience",
        contribution=f"{NAME} brings the risk register.",
        joined_on=JOINED_ON,
        **fields,
    )
    sync(EMAIL)
    return row


def lived_in() -> Document:
    """Whatever an account leaves behind in years of use; returns minutes the person wrote and approved."""
    held_meeting()
    minutes = old_minutes()
    people = {"edited_by": f"{EMAIL}\nx{EMAIL}", "_liked_by": f'["{EMAIL}"]'}
    done = {"approved_by": EMAIL, "owner": EMAIL, **people}
    frappe.db.set_value("PAPG Minutes", minutes.name, done)
    secret = {"api_key": "key", "mobile_no": "01632 960000", "bio": NAME, "last_ip": "192.0.2.7"}
    frappe.db.set_value("User", EMAIL, secret)
    photo = {"attached_to_doctype": "User", "attached_to_name": EMAIL}
    frappe.get_doc({"doctype": "File", "file_name": f"{NAME}.txt", "content": NAME, **photo}).insert()
    for kind, fields in left_behind():
        frappe.get_doc({"doctype": kind, **fields}).db_insert()
    frappe.db.sql("insert into tabSessions (user, sid) values (%s, 'sid-88k1')", EMAIL)
    frappe.cache().hset("session", "sid-88k1", {"user": EMAIL})
    return minutes


def left_behind() -> list[tuple[str, dict[str, str]]]:
    """Rows the framework writes about an account; the last is about another whose address ends alike."""
    comment = {"comment_email": EMAIL, "comment_by": NAME, "content": "Noted.", "comment_type": "Comment"}
    mail = {"sender": EMAIL, "sender_full_name": NAME, "subject": "Welcome", "recipients": EMAIL}
    deleted = {"data": f'{{"email": "{EMAIL}"}}', "deleted_doctype": "User", "deleted_name": EMAIL}
    factor = {"parent": "__default", "defkey": f"{EMAIL}_otpsecret", "defvalue": "secret"}
    return [
        ("Activity Log", {"subject": f"{NAME} logged in", "user": EMAIL, "full_name": NAME}),
        ("Comment", comment),
        ("Notification Log", {"for_user": EMAIL, "subject": NAME}),
        ("Communication", mail),
        ("Contact", {"first_name": NAME, "user": EMAIL}),
        ("Deleted Document", deleted),
        ("Route History", {"route": "Form/User", "user": EMAIL}),
        ("DefaultValue", factor),
        ("Communication", {"recipients": f"x{EMAIL}", "subject": "Of another"}),
    ]


def gone(row: Document, days: int) -> None:
    frappe.db.set_value("PAPG Member", row.name, "left_on", add_days(today(), -days))


def work_off(rule: Document) -> dict[str, object]:
    shown = listed(rule).shown
    frappe.db.before_commit.reset()
    frappe.db.after_commit.reset()  # what making the people left to do would store the test
    with acting_as(cast.ADMINISTRATOR):
        done = dispose(rule.name, shown)
    frappe.db.after_commit.run()
    return done


def test_name_and_address_are_gone_from_the_whole_site_but_for_attendance() -> None:
    row = somebody(deputies=[{"deputy_name": "Deputy of " + NAME, "email": "deputy.88k1@harbour.example"}])
    minutes = lived_in()
    gone(row, 3 * 366)
    assert len(columns_holding(NAME)) > 6
    assert work_off(members_rule()) == {"disposed": 1, "failed": []}
    assert columns_holding(NAME) == ATTENDANCE
    assert columns_holding("88k1") == ATTENDANCE | OF_ANOTHER
    assert files_holding(NAME) == []
    assert frappe.cache().hget("session", "sid-88k1") is None
    minutes.reload()
    assert minutes.approved_by.endswith("@leavers.invalid")
    assert frappe.db.get_value("User", minutes.approved_by, ["full_name", "enabled"]) == (POST, 0)
    assert minutes.edited_by.split() == [minutes.approved_by, f"x{EMAIL}"]
    assert (minutes.owner, minutes._liked_by) == (minutes.approved_by, f'["{minutes.approved_by}"]')


def test_the_row_keeps_post_position_and_dates_and_is_not_due_again() -> None:
    row, rule = somebody(), members_rule()
    gone(row, 3 * 366)
    work_off(rule)
    row.reload()
    assert (row.full_name, row.email, row.contribution, row.job_title) == (
        POST,
        None,
        None,
        "Head of Resilience",
    )
    assert (row.position, str(row.personal_data_removed_on)) == ("Member", today())
    assert listed(rule).lines == ()


def test_a_membership_that_ended_too_lately_or_not_at_all_is_left_alone() -> None:
    current, recent = somebody(), somebody("B")
    frappe.db.set_value("PAPG Member", recent.name, "left_on", add_years(today(), -2))
    assert listed(members_rule()).lines == ()
    gone(recent, 3 * 366)
    assert [line.name for line in listed(members_rule()).lines] == [recent.name]
    assert current.name not in str(listed(members_rule()).lines)


def test_the_account_stays_while_the_person_sits_in_another_group() -> None:
    past, current = somebody(), somebody("B")
    gone(past, 3 * 366)
    work_off(members_rule())
    assert frappe.db.get_value("User", EMAIL, ["full_name", "enabled"]) == (NAME, 1)
    assert frappe.db.get_value("PAPG Member", past.name, ["full_name", "user"]) == (POST, None)
    assert frappe.db.get_value("PAPG Member", current.name, ["full_name", "user"]) == (NAME, EMAIL)
    assert EMAIL not in {line.name for line in listed(accounts_rule()).lines}


def test_an_account_goes_by_a_rule_of_its_own_and_the_row_keeps_the_name() -> None:
    row = somebody()
    gone(row, 365)
    rule = accounts_rule()
    assert EMAIL in {line.name for line in listed(rule).lines}
    assert work_off(rule)["failed"] == []
    row.reload()
    assert (row.full_name, row.email) == (NAME, EMAIL)
    assert row.user.endswith("@leavers.invalid")
    frappe.db.before_commit.run()
    noted = {"kind": "Disposed", "record_type": "User"}
    assert frappe.get_all("PAPG Access Log", noted, pluck="record_name") == [row.user]
    account = frappe.get_doc("User", row.user)
    assert (account.full_name, account.first_name, account.last_name) == (POST, POST, None)
    assert not account.roles
    assert EMAIL not in {line.name for line in listed(rule).lines}


def test_an_account_with_a_role_given_by_hand_is_held_back() -> None:
    row = somebody()
    gone(row, 365)
    frappe.get_doc("User", EMAIL).add_roles("PAPG Auditor")
    rule = accounts_rule()
    lines = {line.name: line.held_back for line in listed(rule).lines}
    assert lines[EMAIL] == ("The person still holds a position or a role",)
    work_off(rule)
    assert frappe.db.get_value("User", EMAIL, "enabled") == 1


def test_a_deputy_who_is_still_named_keeps_the_account() -> None:
    row = somebody()
    gone(row, 3 * 366)
    make(
        "PAPG Member",
        papg_group=cast.group("B"),
        organisation=cast.DEPARTMENT,
        deputies=[{"deputy_name": NAME, "email": EMAIL, "user": EMAIL, "valid_from": JOINED_ON}],
    )
    assert EMAIL not in {line.name for line in listed(accounts_rule()).lines}
    work_off(members_rule())
    assert frappe.db.get_value("User", EMAIL, "enabled") == 1


def test_the_account_of_a_deputy_goes_with_the_row_that_named_it() -> None:
    make_user(DEPUTY, NAME, cast.PASSWORD)
    row = somebody(deputies=[{"deputy_name": NAME, "email": DEPUTY, "user": DEPUTY, "valid_from": JOINED_ON}])
    gone(row, 3 * 366)
    work_off(members_rule())
    assert not frappe.db.exists("User", DEPUTY)
    assert frappe.db.get_value("User", {"full_name": "Former deputy"}, "enabled") == 0


def test_the_councils_own_fields_are_emptied_and_ours_about_the_post_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = somebody(grade="Manager")
    gone(row, 3 * 366)
    monkeypatch.setattr(leavers, "own_fields", lambda row: ["grade"])
    work_off(members_rule())
    assert frappe.db.get_value("PAPG Member", row.name, ["grade", "job_title"]) == (
        None,
        "Head of Resilience",
    )


def test_of_the_councils_own_fields_those_that_hold_words_or_days_may_speak_of_the_person() -> None:
    kinds = {"custom_room": "Data", "custom_heading": "Section Break", "custom_keys": "Check"}
    fields = [frappe._dict(fieldname=name, fieldtype=kind, is_custom_field=1) for name, kind in kinds.items()]
    fields.append(frappe._dict(fieldname="job_title", fieldtype="Data"))
    row = frappe._dict(meta=frappe._dict(fields=fields))
    assert leavers.own_fields(row) == ["custom_room"]


@pytest.mark.parametrize(("letter", "owner"), [("A", None), ("C", EMAIL)])
def test_an_address_typed_into_an_action_goes_where_the_person_has_left(
    letter: str, owner: str | None
) -> None:
    past, _current = somebody(), somebody("C")
    action = make("PAPG Action", papg_group=cast.group(letter), owner_email=EMAIL)
    gone(past, 3 * 366)
    work_off(members_rule())
    assert frappe.db.get_value("PAPG Action", action.name, "owner_email") == owner
