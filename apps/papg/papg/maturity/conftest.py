"""The room's tests share one cast, like those of meetings; each test is undone back to it."""

from papg.meetings.conftest import cast_of_the_room, room

__all__ = ["cast_of_the_room", "room"]
