"""Radar and bars of a profile, as pictures that need no colour; a table with the same figures stands beside them.

One drawing for the form and the paper. The framework's charts know bars and no radar, and reach no paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, pi, sin
from typing import Any

from frappe import _
from frappe.model.document import Document

from papg.maturity import frameworks

WIDTH = 640
RADAR_HEIGHT, RADIUS = 400, 130
ROW, TOP, LEFT, RIGHT = 46, 40, 210, 590
LONGEST_LABEL = 26
FEWEST_AXES = 3
INK, GRID = "#1f272e", "#9aa5b1"


@dataclass(frozen=True)
class Series:
    """One line of a picture: its colour, and the dashes and the mark by which it is told apart without any."""

    label: str
    values: tuple[float | None, ...]
    colour: str
    dashes: str
    mark: Callable[[float, float, str], str]


def of_form(assessment: Document, comparison: dict[str, Any] | None) -> list[str]:
    """The pictures of an assessment; none before there is a profile.

    Args:
        assessment: The assessment with its profile.
        comparison: What it is compared with, as `comparing.between` gives it, or nothing.
    """
    themes = [row.theme for row in assessment.profile]
    levels = [row.value for row in frameworks.levels_of(assessment.framework)]
    if not themes or not levels:
        return []
    series = series_of(assessment, comparison)
    pictures = [bars(themes, series, levels)]
    return [radar(themes, series, levels), *pictures] if len(themes) >= FEWEST_AXES else pictures


def series_of(assessment: Document, comparison: dict[str, Any] | None) -> list[Series]:
    """Level now and target of each theme, and where it stood in the earlier round."""
    found = [
        Series(_("Level now"), figures(row.current for row in assessment.profile), "#1d4f91", "", dot),
        Series(_("Target"), figures(row.target for row in assessment.profile), "#8a4b08", "7 4", square),
    ]
    if comparison and any(row["difference"] for row in comparison["rows"]):
        earlier = figures(row["earlier"] for row in comparison["rows"])
        found.append(Series(_("Earlier"), earlier, "#4a5560", "2 3", triangle))
    return found


def figures(shown: Iterable[str]) -> tuple[float | None, ...]:
    """Averages as numbers; what nobody can give is no number, and never nought."""
    return tuple(float(each) if each else None for each in shown)


def radar(themes: Sequence[str], series: Sequence[Series], levels: Sequence[int]) -> str:
    """An axis for each theme from the middle outwards, a ring for each level."""
    middle_x, middle_y = WIDTH / 2, RADAR_HEIGHT / 2 - 10
    # The lowest level is a ring of its own, unless it is 0, which is the middle.
    scale = RADIUS / levels[-1]

    def at(axis: int, level: float) -> tuple[float, float]:
        angle = 2 * pi * axis / len(themes) - pi / 2
        return middle_x + level * scale * cos(angle), middle_y + level * scale * sin(angle)

    drawn = []
    for level in levels:
        ring = [at(axis, level) for axis in range(len(themes))]
        drawn.append(line([*ring, ring[0]], GRID, ""))
        drawn.append(words(ring[0][0] + 4, ring[0][1] + 11, str(level), size=10))
    for axis, theme in enumerate(themes):
        end, (x, y) = at(axis, levels[-1]), at(axis, levels[-1] * 1.12)
        drawn.append(line([(middle_x, middle_y), end], GRID, ""))
        anchor = "middle" if abs(x - middle_x) < 1 else "start" if x > middle_x else "end"
        drawn += label(x, y, theme, anchor)
    for each in series:
        points = [at(axis, value) if value is not None else None for axis, value in enumerate(each.values)]
        drawn += [line(pair, each.colour, each.dashes, 2) for pair in neighbours(points)]
        drawn += [each.mark(*point, each.colour) for point in points if point]
    drawn += legend(series, RADAR_HEIGHT - 14)
    return picture(_("Radar"), themes, series, RADAR_HEIGHT, drawn)


def bars(themes: Sequence[str], series: Sequence[Series], levels: Sequence[int]) -> str:
    """A bar for the level of each theme with its figure, and marks for its target and the earlier level."""
    scale = (RIGHT - LEFT) / levels[-1]
    bottom = TOP + ROW * len(themes)
    drawn = []
    for level in range(levels[-1] + 1):
        x = LEFT + level * scale
        drawn.append(line([(x, TOP - 8), (x, bottom)], GRID, "" if level in levels else "1 5"))
        drawn.append(words(x, TOP - 14, str(level), "middle", 10))
    now, *others = series
    for number, theme in enumerate(themes):
        y = TOP + ROW * number + ROW / 2
        drawn += label(LEFT - 10, y, theme, "end")
        value = now.values[number]
        if value is None:
            drawn.append(words(LEFT + 6, y + 4, _("Not assessed")))
        else:
            width = value * scale
            drawn.append(
                f'<rect x="{LEFT}" y="{y - 9:.1f}" width="{width:.1f}" height="18" fill="{now.colour}"/>'
            )
            drawn.append(words(LEFT + width + 8, y + 17, f"{value:.1f}", size=10))
        drawn += [
            each.mark(LEFT + each.values[number] * scale, y, each.colour)
            for each in others
            if each.values[number] is not None
        ]
    drawn += legend(series, bottom + 20)
    return picture(_("Bars"), themes, series, bottom + 34, drawn)


def neighbours(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Pairs of points that stand side by side and are both known: an unknown one leaves the line open."""
    around = zip(points, [*points[1:], *points[:1]], strict=True)
    return [[one, other] for one, other in around if one and other]


def picture(
    kind: str, themes: Sequence[str], series: Sequence[Series], height: float, drawn: Sequence[str]
) -> str:
    """The whole picture, with all it shows in words for who does not see it."""
    told = [
        f"{theme}: " + ", ".join(f"{each.label} {figure(each.values[number])}" for each in series)
        for number, theme in enumerate(themes)
    ]
    title = escape(f"{kind}. {'; '.join(told)}.")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" '
        f'height="{height:.0f}" role="img" font-family="Liberation Sans, Arial, sans-serif">'
        f"<title>{title}</title>{''.join(drawn)}</svg>"
    )


def figure(value: float | None) -> str:
    return _("not known") if value is None else f"{value:.1f}"


def legend(series: Sequence[Series], y: float) -> list[str]:
    """What each line and mark stands for."""
    drawn = []
    for number, each in enumerate(series):
        x = 120 + 160 * number
        drawn.append(line([(x, y), (x + 30, y)], each.colour, each.dashes, 2))
        drawn += [each.mark(x + 15, y, each.colour), words(x + 38, y + 4, each.label)]
    return drawn


def label(x: float, y: float, text: str, anchor: str) -> list[str]:
    """A theme's name on one or two lines; the whole of it is in the table."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        lines = [*lines[:-1], longer] if len(longer) <= LONGEST_LABEL or not lines[-1] else [*lines, word]
    shown = lines[:2]
    if len(lines) > len(shown) or len(shown[-1]) > LONGEST_LABEL:
        shown[-1] = f"{shown[-1][: LONGEST_LABEL - 1]}…"
    top = y + 4 - 7 * (len(shown) - 1)
    return [words(x, top + 14 * number, each, anchor) for number, each in enumerate(shown)]


def words(x: float, y: float, text: str, anchor: str = "start", size: int = 12) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{INK}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )


def line(points: Sequence[tuple[float, float]], colour: str, dashes: str, width: int = 1) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'


def dot(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'


def square(x: float, y: float, colour: str) -> str:
    return (
        f'<rect x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9" '
        f'fill="#ffffff" stroke="{colour}" stroke-width="2"/>'
    )


def triangle(x: float, y: float, colour: str) -> str:
    points = f"{x:.1f},{y - 6:.1f} {x - 5.5:.1f},{y + 4:.1f} {x + 5.5:.1f},{y + 4:.1f}"
    return f'<polygon points="{points}" fill="#ffffff" stroke="{colour}" stroke-width="2"/>'
