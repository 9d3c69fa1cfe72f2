"""Where a group departs from good practice today, in sentences people can act on."""

from datetime import date

from frappe import _

from papg.membership.rows import memberships_of
from papg.rules.membership import GoodPracticeWarning, good_practice_warnings


def warnings_of(papg_group: str, day: date) -> str:
    """The warnings about a group on a day, one a line, each with the paragraph of the guidance it rests on."""
    found = good_practice_warnings(memberships_of(papg_group, day), day)
    return "\n".join(line(warning) for warning in found)


def line(warning: GoodPracticeWarning) -> str:
    return _("{0} ({1})").format(warning.sentence.translated(_), _(warning.guidance))
