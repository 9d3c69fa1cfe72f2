"""The sentences rules answer with: plain to read as they stand, translatable by whoever shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Translate = Callable[[str], str]


class Sentence(str):
    """A finished sentence that remembers its wording and the values in it.

    It is written like any other message of the app, `_("No deputy for {0}.").format(name)`, and is an
    ordinary string. Rules know no language, so a room that shows it in Welsh asks for `translated`.
    """

    template: str
    values: tuple[object, ...]

    def __new__(cls, template: str, *values: object) -> Sentence:
        wording = str(template)
        sentence = super().__new__(cls, wording.format(*values) if values else wording)
        sentence.template = wording
        sentence.values = values
        return sentence

    def __getnewargs__(self) -> tuple[object, ...]:  # type: ignore[override]
        # Copying would otherwise fill the finished text once more and trip over a brace somebody typed.
        return (self.template, *self.values)

    def format(self, *values: object) -> Sentence:  # type: ignore[override]
        """Return this wording with its numbered slots filled."""
        return Sentence(self.template, *values)

    def translated(self, translate: Translate) -> str:
        """Return the sentence in another language; phrases inside it are translated as well.

        Args:
            translate: gives the wording, slots included, in the language of the reader.
        """
        if not self.values:
            return translate(self.template)
        values = (
            value.translated(translate) if isinstance(value, Sentence) else value for value in self.values
        )
        return translate(self.template).format(*values)


_ = Sentence


@dataclass(frozen=True)
class Verdict:
    """Whether something may be done and, where it may not, every reason with its remedy."""

    refusals: tuple[Sentence, ...] = ()

    @classmethod
    def of(cls, *findings: Sentence | None) -> Verdict:
        """Gather the findings of several checks; a check that found nothing gives None."""
        return cls(tuple(finding for finding in findings if finding is not None))

    def __bool__(self) -> bool:
        return self.allowed

    @property
    def allowed(self) -> bool:
        """True when no check refused."""
        return not self.refusals

    @property
    def reason(self) -> str:
        """All refusals, one after another; empty when allowed."""
        return " ".join(self.refusals)

    def translated(self, translate: Translate) -> str:
        """Return `reason` in the language of the reader."""
        return " ".join(refusal.translated(translate) for refusal in self.refusals)


def unless(condition: bool, refusal: Sentence) -> Sentence | None:
    """Return the refusal, or None where the condition is met."""
    return None if condition else refusal


def listed(words: Sequence[str]) -> str:
    """Join words as in a sentence: "A", "A and B", "A, B and C"."""
    if len(words) < 2:
        return "".join(words)
    return _("{0} and {1}").format(", ".join(words[:-1]), words[-1])
