"""The table of a duty in words, for screen and paper."""

from datetime import date

import frappe
from frappe import _

from papg.duties.table import Line
from papg.rules.due_dates import govuk_date
from papg.rules.duties import overall_rating, overall_status, unknown_rows


def points(text: str | None) -> list[str]:
    """The points of a text: one a line, as it was typed."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def progress_points(line: Line, day: date) -> list[str]:
    """What a group has done for a requirement by a day, or that nothing is recorded."""
    if line.row is None:
        return [_("Nothing recorded by {0}").format(govuk_date(day))]
    return points(line.row.progress)


def nothing_expected() -> str:
    """What stands under the heading of a workstream without a requirement."""
    return _("No expectation is recorded under this heading. The council's administrator adds its own.")


def standing(line: Line) -> str:
    """Status, direction and rating of a requirement and the day they were correct, in words; unknown is said."""
    if line.row is None:
        return ""
    row = line.row
    status = [_(row.status) if row.status else not_known(), _(row.direction) if row.direction else ""]
    said = [
        _("Status: {0}").format(", ".join(filter(None, status))),
        _("Rating: {0}").format(_(row.rag) if row.rag else not_known()),
        _("as at {0}").format(govuk_date(row.as_at)),
    ]
    return "; ".join(said)


def step_words(step: frappe._dict) -> str:
    """A next step with whose it is and by when, as typed."""
    behind = [part for part in (step.owner_as_typed, step.due_as_typed) if part]
    return f"{step.next_step} ({'; '.join(behind)})" if behind else step.next_step


def overall(lines: list[Line]) -> str:
    """Rating and status of the whole duty, as far as they can be told while rows are unknown."""
    ratings = [line.row and line.row.rag for line in lines]
    statuses = [line.row and line.row.status for line in lines]
    return " ".join(
        (
            whole(_("Rating of the whole"), overall_rating(ratings), ratings),
            whole(_("Status of the whole"), overall_status(statuses), statuses),
        )
    )


def whole(name: str, told: str | None, values: list[str | None]) -> str:
    if told:
        return _("{0}: {1}.").format(name, _(told))
    why = unknown_rows(values)
    return _("{0}: not known, {1}.").format(
        name, why.translated(_) if why else _("there are no requirements")
    )


def not_known() -> str:
    return _("not known")
