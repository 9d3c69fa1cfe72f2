"""Meetings of a group planned ahead by a cadence."""

import frappe
from frappe import _

from papg.meetings import series, series_meetings
from papg.meetings.fields import require
from papg.membership import ending
from papg.permissions.document import Record


class PAPGMeetingSeries(Record):
    """Meetings of a group planned ahead by a cadence.

    Saving it makes and changes no meeting; whoever plans the group's meetings does that, with the dates in view.
    """

    def before_insert(self) -> None:
        super().before_insert()
        require(self, "papg_group", "first_on")
        ending.refuse_after_end(self.papg_group, self.first_on)
        series.fill_in(self)

    def validate(self) -> None:
        require(self, "papg_group", "first_on")
        series.check_choices(self)
        series.read_time(self)
        series.fill_in_days(self)
        series.check_dates(self)
        series.set_title(self)
        series.check_status(self)

    def on_trash(self) -> None:
        """What a series has made would lose its way back to it."""
        if made := frappe.db.count("PAPG Meeting", {"series": self.name}):
            message = _("“{0}” has {1} meetings and stays on record. Set its status to Ended instead.")
            frappe.throw(message.format(self.title, made))

    def onload(self) -> None:
        """Give the form the dates, and what making them would do."""
        self.set_onload("dates", series_meetings.shown(self))
