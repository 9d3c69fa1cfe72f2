"""When two records speak of one person."""

from hypothesis import given
from hypothesis import strategies as st

from papg.rules.people import Person, is_same_person, plain

ACCOUNT = "head.of.safety@county.example"


def test_capitals_and_outer_spaces_do_not_make_another_person() -> None:
    assert is_same_person(ACCOUNT, f" {ACCOUNT.upper()} ")


def test_a_person_without_an_account_is_known_by_e_mail_address() -> None:
    assert is_same_person(Person(email="Head.Of.Safety@county.example"), Person(user=ACCOUNT))


def test_two_accounts_with_one_e_mail_address_are_one_person() -> None:
    assert is_same_person(Person("licensing", ACCOUNT), Person("planning", ACCOUNT))


def test_different_identifiers_are_different_people() -> None:
    assert not is_same_person(ACCOUNT, "licensing.manager@county.example")


def test_nobody_is_not_the_same_as_nobody() -> None:
    for nobody in (None, "", "  ", Person(), Person("", None)):
        assert not is_same_person(nobody, nobody)
        assert not is_same_person(nobody, ACCOUNT)


@given(st.text(), st.text())
def test_it_does_not_matter_which_of_two_people_is_named_first(first: str, second: str) -> None:
    assert is_same_person(first, second) == is_same_person(second, first)


@given(st.text())
def test_everybody_with_a_name_is_the_same_person_as_themselves(name: str) -> None:
    assert is_same_person(name, name) == bool(plain(name))
