"""What is on the progress report of a duty."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from papg.duties import table, wording
from papg.duties.table import Line
from papg.printing.markings import handling_of, marking_of
from papg.printing.paper import Paper
from papg.printing.text import slug
from papg.rules.due_dates import govuk_date


def duty_progress(name: str) -> Paper:
    """The whole table of the duty a row belongs to, as it stood on the day of the row."""
    progress = frappe.get_doc("PAPG Duty Progress", name)
    framework = frappe.db.get_value("PAPG Duty Requirement", progress.requirement, "framework")
    duty = frappe.db.get_value("PAPG Duty Framework", framework, ["title", "legislation"], as_dict=True)
    group_name = frappe.db.get_value("PAPG Group", progress.papg_group, "group_name")
    day = getdate(progress.as_at)
    found = table.blocks(progress.papg_group, framework, day)
    marking = marking_of(progress)
    heading = _("Progress on the {0} as at {1}").format(duty.title, govuk_date(day))
    return Paper(
        title=f"{heading}, {group_name}",
        file_name=f"{slug(group_name)}-{slug(duty.title)}-{day}.pdf",
        marking=marking,
        handling=handling_of(marking),
        template="duty-progress.html",
        content={
            "heading": heading,
            "group_name": group_name,
            "legislation": duty.legislation,
            "as_at": day,
            "nothing_expected": wording.nothing_expected(),
            "overall": wording.overall(table.lines_of(found)),
            "blocks": [
                {"heading": block.heading, "lines": [printed(line, day) for line in block.lines]}
                for block in found
            ],
        },
        is_landscape=True,
    )


def printed(line: Line, day: date) -> dict[str, object]:
    """A requirement as the paper shows it."""
    return {
        "expects": [f"{line.code} {line.expectation}", *line.sub_expectations],
        "progress": wording.progress_points(line, day),
        "standing": wording.standing(line),
        "next_steps": [wording.step_words(step) for step in line.next_steps],
    }
