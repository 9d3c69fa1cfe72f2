"""What the person at the terminal sees: one line a step, one line when something is wrong."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Problem(Exception):
    """Something only the person at the terminal can settle; carries the cause and the way out."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(f"{cause}. {remedy}.")


class Steps:
    """Prints numbered steps with the time each took."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.number = 0

    @contextmanager
    def step(self, title: str) -> Iterator[list[str]]:
        """Print the step when it starts and its time when it ends; the body may append a closing remark."""
        self.number += 1
        remarks: list[str] = []
        started = time.monotonic()
        line(f"[{self.number:>2}/{self.total}] {title} … ", end="")
        yield remarks
        spent = f"{time.monotonic() - started:.1f} s"
        line(", ".join([*remarks, spent]))


def line(text: str = "", end: str = "\n") -> None:
    """Write to the terminal at once, so that progress is seen while it happens."""
    sys.stdout.write(text + end)
    sys.stdout.flush()


def complain(problem: Problem) -> None:
    """Print the one line of a problem to standard error."""
    sys.stdout.flush()
    sys.stderr.write(f"\nStopped: {problem}\n")
