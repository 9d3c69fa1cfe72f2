"""The profile of an assessment: where each of its themes stands, worked out anew at every save."""

from frappe.model.document import Document

from papg.maturity import scores
from papg.rules import maturity as rules


def work_out(assessment: Document) -> None:
    """Store where each theme stands; what was sent as a profile never counts."""
    themes = [as_row(theme) for theme in rules.profile(scores.lines(assessment))]
    stored = {row.theme: row.name for row in before(assessment)}
    assessment.set("profile", [{**row, "name": stored.get(row["theme"])} for row in themes])


def before(assessment: Document) -> list[Document]:
    """Rows of the stored profile."""
    stored = assessment.get_doc_before_save()
    return stored.profile if stored else []


def as_row(theme: rules.ThemeProfile) -> dict[str, str | int]:
    """A theme as the form, the print and programs show it; an average nobody can give is left empty."""
    return {
        "theme": theme.theme,
        **{field: rules.shown(getattr(theme, field)) for field in ("current", "target", "gap")},
        **{field: getattr(theme, field) for field in ("scored", "unassessed", "not_applicable")},
    }
