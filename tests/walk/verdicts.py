"""What became of each way in: walked, closed to everybody, without rows, or unclassified."""

from tests.walk import ways_in
from tests.walk.ledger import UNCLASSIFIED, Ledger
from tests.walk.steps_closed import kinds_to_try
from tests.walk.steps_plain import without_rows
from tests.walk.ways_in import WayIn

WALKED, CLOSED, WITHOUT_ROWS = "walked", "closed to everybody", "without rows"
Verdict = tuple[str, str]


def judge(ledger: Ledger, ways: dict[str, WayIn]) -> None:
    """Give each way in its class."""
    leaking = {finding.door for finding in ledger.leaking}
    ledger.verdicts = {name: of(ledger, way, leaking) for name, way in ways.items()}
    for name in without_rows().keys() - ways.keys():
        ledger.verdicts[name] = (UNCLASSIFIED, "said to be without rows, and there is no such door")


def of(ledger: Ledger, way: WayIn, leaking: set[str]) -> Verdict:
    """The class of one way in, with the reason where it has none."""
    untried = ", ".join(sorted(kinds_wanted(way) - ledger.tried.get(way.name, set())))
    if untried:
        return UNCLASSIFIED, f"not tried as {untried}"
    if way.name in without_rows():
        return (WITHOUT_ROWS, "") if way.kinds else (UNCLASSIFIED, "said to be without rows, and on no list")
    if not way.kinds:
        return (UNCLASSIFIED, "answers") if way.name in leaking else (CLOSED, "")
    if not ledger.opened[way.name]:
        return UNCLASSIFIED, "on a list, and gave nobody a row"
    if way.name not in ledger.turned_away:
        return UNCLASSIFIED, "on a list, and refused nobody anything"
    return WALKED, ""


def kinds_wanted(way: WayIn) -> frozenset[str]:
    """Kinds of user of whom one has to have tried it: those it is listed for, and those it is not."""
    listed = way.kinds - {ways_in.KEY} if way.sort != ways_in.PATH else frozenset()
    if way.sort == ways_in.LIVE:
        return listed
    return listed | kinds_to_try(way)


def table(ledger: Ledger) -> list[str]:
    """Every way in with its class, for who wants to read them."""
    lines = []
    for name, (verdict, why) in sorted(ledger.verdicts.items(), key=lambda one: (one[1][0], one[0])):
        given = ledger.opened[name]
        lines.append(
            f"{verdict:20} {name}{f' ({given} cells gave a row)' if given else ''}{why and f': {why}'}"
        )
    return lines
