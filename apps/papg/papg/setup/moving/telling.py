"""What the person at the terminal reads of a folder held against a site."""

from collections import Counter
from collections.abc import Iterator, Sequence

from frappe import _

from papg.setup.moving.importing import CHANGED, EQUAL, NEW, ONLY_HERE, REFUSED, Finding

SHOWN = {NEW: "new", CHANGED: "changed", ONLY_HERE: "only here", REFUSED: "refused"}


def lines(findings: Sequence[Finding]) -> Iterator[str]:
    """A line for each record that is not the same, with what differs below it."""
    for finding in findings:
        if finding.sort == EQUAL:
            continue
        stays = _(" (stays: nothing is deleted)") if finding.sort == ONLY_HERE else ""
        yield f"{SHOWN[finding.sort]:<10}{finding.record} “{finding.name}”{stays}"
        yield from (f"{'':<10}{said}" for said in finding.said)


def is_refused(findings: Sequence[Finding]) -> bool:
    return any(finding.sort == REFUSED for finding in findings)


def last_line(findings: Sequence[Finding], is_applied: bool) -> str:
    """The counts, and what is to be done with them."""
    counts = Counter(finding.sort for finding in findings)
    said = " ".join(f"{sort.replace(' ', '_')}={counts[sort]}" for sort in (NEW, CHANGED, EQUAL, ONLY_HERE))
    if not counts[NEW] + counts[CHANGED]:
        return f"{said}. Nothing to change."
    return f"{said}. Applied." if is_applied else f"{said}. Nothing was changed yet: add APPLY=1 to apply it."
