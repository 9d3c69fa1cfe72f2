"""When the owner of an action is reminded, and when escalating it is suggested."""

from frappe.utils import cint

from papg.meetings.wording import refuse_unless
from papg.permissions.document import Record
from papg.rules.follow_up import BY_OBSTACLE, BY_RATING, FollowUp, check_follow_up


class PAPGFollowUp(Record):
    """When the owner of an action is reminded, and when escalating it is suggested."""

    def validate(self) -> None:
        """Keep what the line goes by and nothing else.

        Raises:
            frappe.ValidationError: The rule refuses; every reason is given.
        """
        goes_by_days = self.measure not in (BY_RATING, BY_OBSTACLE)
        self.days = cint(self.days) if goes_by_days else 0
        self.rating = self.rating if self.measure == BY_RATING else None
        self.obstacle_kind = self.obstacle_kind if self.measure == BY_OBSTACLE else None
        refuse_unless(check_follow_up(self.as_rule()))

    def as_rule(self) -> FollowUp:
        """The line as the rules read it."""
        return FollowUp(
            does=self.does,
            measure=self.measure,
            days=self.days,
            rating=self.rating,
            obstacle=self.obstacle_kind,
        )
