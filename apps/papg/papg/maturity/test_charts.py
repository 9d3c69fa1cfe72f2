"""The profile as pictures: nothing hangs on colour, and what is not known is not drawn as nought."""

import re
from xml.etree import ElementTree

import pytest

from papg.maturity import charts
from papg.maturity.charts import Series, bars, dot, radar, square, triangle
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.maturity import a_framework, begun, scored, signed_off

pytestmark = pytest.mark.usefixtures("room")
THEMES = ("Leading", "Knowing", "Planning", "Being ready")
SVG = "{http://www.w3.org/2000/svg}"


def series(*now: float | None) -> list[Series]:
    return [
        Series("Level now", now, "#111111", "", dot),
        Series("Target", (3.0,) * len(now), "#222222", "7 4", square),
        Series("Earlier", (1.0,) * len(now), "#333333", "2 3", triangle),
    ]


def drawn(picture: str, tag: str, **wanted: str) -> list[ElementTree.Element]:
    found = ElementTree.fromstring(picture).iter(f"{SVG}{tag}")  # noqa: S314 drawn by us
    return [each for each in found if all(each.get(name) == value for name, value in wanted.items())]


def test_lines_are_told_apart_by_dashes_and_marks() -> None:
    picture = radar(THEMES, series(1.0, 2.0, 3.0, 1.5), (1, 2, 3))
    dashes = {
        line.get("stroke-dasharray") for line in drawn(picture, "polyline") if line.get("stroke-width") == "2"
    }
    assert dashes == {None, "7 4", "2 3"}
    assert (len(drawn(picture, "circle")), len(drawn(picture, "rect"))) == (5, 5)
    assert len(drawn(picture, "polygon")) == 5


def test_what_is_not_known_leaves_the_line_open() -> None:
    whole, open_line = (radar(THEMES, series(1.0, known, 3.0, 1.5)[:1], (1, 2, 3)) for known in (2.0, None))
    assert len(drawn(whole, "polyline", stroke="#111111")) == 4 + 1
    assert len(drawn(open_line, "polyline", stroke="#111111")) == 2 + 1
    assert "Knowing: Level now not known" in drawn(open_line, "title")[0].text


def test_level_0_is_a_level_and_lies_in_the_middle() -> None:
    picture = radar(THEMES, series(0.0, 2.0, 2.0, 2.0)[:1], (0, 1, 2))
    first = drawn(picture, "circle")[0]
    assert (float(first.get("cx")), float(first.get("cy"))) == (320.0, 190.0)
    assert "Leading: Level now 0.0" in drawn(picture, "title")[0].text


def test_a_bar_is_as_long_as_its_level_and_none_is_drawn_for_what_is_not_known() -> None:
    picture = bars(THEMES, series(1.0, 2.0, None, 0.0)[:1], (0, 1, 2))
    widths = [float(each.get("width")) for each in drawn(picture, "rect", fill="#111111")]
    assert widths == [190.0, 380.0, 0.0]
    assert [each.text for each in drawn(picture, "text")].count("Not assessed") == 1


def test_words_of_a_framework_are_never_markup() -> None:
    picture = radar(("<script>alert(1)</script>", "A & B", '"C"'), series(1.0, 1.0, 1.0), (1, 2))
    assert "<script" not in picture
    assert ElementTree.fromstring(picture) is not None  # noqa: S314 drawn by us


def test_a_long_name_is_cut_and_stands_whole_in_the_words() -> None:
    name = "A theme with far more words than would ever fit beside its axis"
    picture = bars((name, "B"), series(1.0, 1.0), (1, 2))
    shown = [each.text for each in drawn(picture, "text")]
    assert "A theme with far more" in shown
    assert any(text.endswith("…") for text in shown)
    assert name in drawn(picture, "title")[0].text


def test_an_assessment_has_both_and_the_earlier_round_in_them() -> None:
    earlier = signed_off()
    now = scored(begun(framework=earlier.framework, baseline=earlier.name))
    with acting_as(cast.SECRETARY):
        now.run_method("onload")
    pictures = now.get_onload("pictures")
    assert [re.search("<title>(.*?)[.]", picture)[1] for picture in pictures] == ["Radar", "Bars"]
    assert "Leading the work: Level now 1.0, Target 3.0, Earlier 1.0" in pictures[0]


def test_two_themes_make_no_radar() -> None:
    framework = a_framework(2)
    assert len(charts.of_form(scored(begun(framework=framework)), None)) == 1
    assert charts.of_form(make("PAPG Maturity Assessment", insert=False, framework=framework), None) == []
