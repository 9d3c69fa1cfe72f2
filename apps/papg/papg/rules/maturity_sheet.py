"""A framework as a spreadsheet: what each row says, and what is wrong with it, row by row."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from papg.rules.maturity_levels import check_levels
from papg.rules.wording import Sentence, _, unless

LEVELS, CRITERIA = "Levels", "Criteria"
OF_LEVELS = ("Level", "Name", "What it means", "Colour")
OF_CRITERIA = ("Theme", "Code", "Statement", "Area", "Weight")
LONGEST = {"Name": 140, "Theme": 140, "Code": 20}
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
WHOLE = re.compile(r"\d{1,4}")

Row = Sequence[object]


@dataclass(frozen=True, kw_only=True)
class SheetLevel:
    """A level as a row of the spreadsheet gives it."""

    row: int
    value: int
    label: str
    description: str
    colour: str


@dataclass(frozen=True, kw_only=True)
class SheetCriterion:
    """A criterion as a row of the spreadsheet gives it; `wordings` by level."""

    row: int
    theme: str
    code: str
    statement: str
    area: str
    weight: int
    wordings: tuple[tuple[int, str], ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A whole framework as read, with everything that is wrong with it."""

    levels: tuple[SheetLevel, ...]
    criteria: tuple[SheetCriterion, ...]
    problems: tuple[Sentence, ...]


def level_heading(value: int) -> str:
    """Return the heading of the column with the wordings of a level.

    From the Protect & Prepare Groups guidance, The Maturity Matrix.
    """
    return f"Level {value}"


def read_sheet(levels: Sequence[Row], criteria: Sequence[Row], areas: Collection[str]) -> Sheet:
    """Return the framework two sheets give, with a sentence for each thing that is wrong.

    Args:
        levels: rows of the sheet of levels, its headings first.
        criteria: rows of the sheet of criteria, its headings first.
        areas: areas of the council, one of which may own a criterion.

    Decides: every row is looked at, so that all that is wrong is told at once; empty rows are passed over. From the
    Protect & Prepare Groups guidance, The Maturity Matrix.
    """
    found, problems = _levels(levels)
    if not problems:
        problems += check_levels([level.value for level in found], first_row=2).refusals
    if problems:
        return Sheet(levels=tuple(found), criteria=(), problems=tuple(problems))
    rows, problems = _criteria(criteria, [level.value for level in found], areas)
    return Sheet(levels=tuple(found), criteria=tuple(rows), problems=tuple(problems))


def _levels(rows: Sequence[Row]) -> tuple[list[SheetLevel], list[Sentence]]:
    missing = _missing_headings(LEVELS, rows, OF_LEVELS)
    if missing:
        return [], missing
    found, problems = [], []
    for number, given in _given(rows):
        place = _place(LEVELS, number)
        whole = _("{0}: the level is “{1}”. Give a whole number.").format(place, given["Level"])
        colour = _("{0}: “{1}” is no colour. Give one as #1D4F91, or leave it empty.")
        wrong = [
            unless(bool(WHOLE.fullmatch(given["Level"])), whole),
            *_texts(place, given, ("Name",)),
            unless(
                not given["Colour"] or bool(COLOUR.fullmatch(given["Colour"])),
                colour.format(place, given["Colour"]),
            ),
        ]
        problems += [finding for finding in wrong if finding is not None]
        if wrong[0] is None:
            found.append(
                SheetLevel(
                    row=number,
                    value=int(given["Level"]),
                    label=given["Name"],
                    description=given["What it means"],
                    colour=given["Colour"],
                )
            )
    return found, problems


def _criteria(
    rows: Sequence[Row], levels: Sequence[int], areas: Collection[str]
) -> tuple[list[SheetCriterion], list[Sentence]]:
    missing = _missing_headings(CRITERIA, rows, (*OF_CRITERIA, *map(level_heading, levels)))
    if missing:
        return [], missing
    found, problems = [], []
    rows_of_codes: dict[str, int] = {}
    for number, given in _given(rows):
        place = _place(CRITERIA, number)
        weight = given["Weight"] or "1"
        wrong = [
            *_texts(place, given, ("Theme", "Code", "Statement")),
            _doubled(place, given["Code"], rows_of_codes),
            _weight(place, weight),
            _area(place, given["Area"], areas),
            *_wordings(place, given, levels),
        ]
        problems += [finding for finding in wrong if finding is not None]
        rows_of_codes.setdefault(given["Code"].casefold(), number)
        found.append(_criterion(number, given, weight, levels))
    return found, problems


def _criterion(number: int, given: dict[str, str], weight: str, levels: Sequence[int]) -> SheetCriterion:
    return SheetCriterion(
        row=number,
        theme=given["Theme"],
        code=given["Code"],
        statement=given["Statement"],
        area=given["Area"],
        weight=int(weight) if WHOLE.fullmatch(weight) else 0,
        wordings=tuple((level, given[level_heading(level)]) for level in levels),
    )


def _missing_headings(sheet: str, rows: Sequence[Row], wanted: Iterable[str]) -> list[Sentence]:
    given = [_text(cell).casefold() for cell in rows[0]] if rows else []
    refused = _("Sheet {0}: the column {1} is missing. Take the headings of an exported framework.")
    return [refused.format(sheet, heading) for heading in wanted if heading.casefold() not in given]


def _given(rows: Sequence[Row]) -> Iterable[tuple[int, dict[str, str]]]:
    """Each row that says something, with its number in the spreadsheet and its cells by heading."""
    known = {
        heading.casefold(): heading for heading in (*OF_LEVELS, *OF_CRITERIA, *map(level_heading, range(100)))
    }
    headings = [known.get(_text(cell).casefold(), "") for cell in rows[0]]
    for number, row in enumerate(rows[1:], 2):
        cells = [_text(cell) for cell in row]
        if any(cells):
            filled = [*cells, *[""] * (len(headings) - len(cells))]
            yield number, dict(zip(headings, filled, strict=False))


def _text(cell: object) -> str:
    """What a cell says; a spreadsheet keeps whole numbers as fractions."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _place(sheet: str, number: int) -> Sentence:
    return _("{0}, row {1}").format(sheet, number)


def _texts(place: str, given: dict[str, str], headings: Iterable[str]) -> list[Sentence | None]:
    empty = _("{0}: {1} is empty. Fill it in.")
    long = _("{0}: {1} has {2} letters. Shorten it to {3}.")
    return [
        unless(bool(given[heading]), empty.format(place, heading))
        or unless(
            len(given[heading]) <= LONGEST.get(heading, len(given[heading])),
            long.format(place, heading, len(given[heading]), LONGEST.get(heading, 0)),
        )
        for heading in headings
    ]


def _doubled(place: str, code: str, rows_of_codes: dict[str, int]) -> Sentence | None:
    before = rows_of_codes.get(code.casefold()) if code else None
    refused = _("{0}: the code {1} is in row {2} already. Give each criterion a code of its own.")
    return unless(before is None, refused.format(place, code, before or 0))


def _weight(place: str, weight: str) -> Sentence | None:
    refused = _("{0}: the weight is “{1}”. Give 1, or more for a criterion that counts more.")
    return unless(bool(WHOLE.fullmatch(weight)) and int(weight) >= 1, refused.format(place, weight))


def _area(place: str, area: str, areas: Collection[str]) -> Sentence | None:
    refused = _("{0}: there is no area “{1}”. Give one of the council's areas, or leave it empty.")
    return unless(not area or area in areas, refused.format(place, area))


def _wordings(place: str, given: dict[str, str], levels: Sequence[int]) -> list[Sentence | None]:
    refused = _("{0}: there is no wording for level {1}. Write what that level looks like.")
    return [unless(bool(given[level_heading(level)]), refused.format(place, level)) for level in levels]
