"""A client of the interface for programs, whoever wrote it: what the journey asks of it, and how it says no."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

Fields = dict[str, Any]


class Refused(Exception):
    """The site refused a call; the client said so."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(f"{status} {message}")
        self.status, self.message = status, message


class Client(Protocol):
    """One account's way to the site. Everything raises `Refused` where the site refuses."""

    def rows(self, record_type: str, fields: list[str], filters: list[list[Any]]) -> list[Fields]:
        """Columns of the records that fit."""

    def read(self, record_type: str, name: str) -> Fields:
        """One record."""

    def create(self, record_type: str, fields: Fields) -> Fields:
        """A new record."""

    def change(self, record_type: str, name: str, fields: Fields) -> Fields:
        """A record, changed."""

    def call(self, method: str, arguments: Fields) -> Any:
        """What a method that changes something answers."""

    def ask(self, method: str, arguments: Fields) -> Any:
        """What a method that only tells answers."""


@contextmanager
def refused(*statuses: int, words: str = "") -> Iterator[None]:
    """What is done here is refused with one of these statuses and these words; anything else is a mistake."""
    try:
        yield
    except Refused as refusal:
        if refusal.status not in statuses or words not in refusal.message:
            raise AssertionError(f"It was refused another way: {refusal}") from None
    else:
        raise AssertionError("It was not refused.")
