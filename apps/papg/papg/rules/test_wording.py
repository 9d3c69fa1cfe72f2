"""Sentences read as plain strings, and can still be put into another language."""

import copy
import json
import pickle

from hypothesis import given
from hypothesis import strategies as st

from papg.rules.wording import Sentence, Verdict, _, listed, unless

WELSH = {
    "{0} of {1} counted ({2}).": "{2}: cyfrif {0} o {1}.",
    "half": "hanner",
    "Give a reason.": "Rhowch reswm.",
}


def in_welsh(wording: str) -> str:
    return WELSH.get(wording, wording)


def test_a_filled_sentence_is_an_ordinary_string() -> None:
    sentence = _("{0} of {1} counted ({2}).").format(3, 6, _("half"))
    assert sentence == "3 of 6 counted (half)."
    assert json.dumps(sentence) == '"3 of 6 counted (half)."'


def test_a_sentence_is_translated_with_the_phrases_inside_it() -> None:
    sentence = _("{0} of {1} counted ({2}).").format(3, 6, _("half"))
    assert sentence.translated(in_welsh) == "hanner: cyfrif 3 o 6."


def test_a_sentence_without_values_keeps_the_braces_in_it() -> None:
    assert _("Write {0} for the first value.").translated(in_welsh) == "Write {0} for the first value."


def test_what_somebody_typed_is_never_read_as_a_slot() -> None:
    assert _("State {0} is unknown.").format("{1} {nothing}") == "State {1} {nothing} is unknown."


@given(st.text())
def test_a_sentence_survives_copying_and_pickling_whatever_was_typed(typed: str) -> None:
    sentence = _("State {0} is unknown.").format(typed)
    for twin in (copy.deepcopy(sentence), pickle.loads(pickle.dumps(sentence))):  # noqa: S301
        assert (twin, twin.template, twin.values) == (sentence, "State {0} is unknown.", (typed,))
        assert isinstance(twin, Sentence)


def test_a_verdict_without_findings_allows() -> None:
    verdict = Verdict.of(None, unless(True, _("Give a reason.")))
    assert verdict
    assert verdict.allowed
    assert verdict.reason == ""


def test_a_verdict_gives_every_refusal_in_order() -> None:
    verdict = Verdict.of(_("Give a reason."), None, unless(False, _("Name an owner.")))
    assert not verdict
    assert not verdict.allowed
    assert verdict.reason == "Give a reason. Name an owner."
    assert verdict.translated(in_welsh) == "Rhowch reswm. Name an owner."


def test_words_are_listed_as_in_a_sentence() -> None:
    assert listed([]) == ""
    assert listed(["police"]) == "police"
    assert listed(["police", "fire"]) == "police and fire"
    assert listed(["police", "fire", "ambulance"]) == "police, fire and ambulance"
