"""The steps of the year, in their order."""

from tests.clients import steps_action, steps_group, steps_meeting, steps_upwards

STEPS = (
    *steps_group.STEPS,
    *steps_meeting.STEPS,
    *steps_action.STEPS,
    *steps_upwards.STEPS,
)
