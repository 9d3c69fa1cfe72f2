"""`make advisories`: each known hole of the framework, what closes it here, and whether its tests pass."""

import csv
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from provision import steps
from provision.instance import Instance
from provision.paths import ENV_PYTHON, ROOT
from provision.say import line

TABLE = ROOT / "tests" / "security" / "advisories.csv"
RESULTS = "advisories.xml"


@dataclass(frozen=True)
class Group:
    """Known holes of one kind.

    Attributes:
        code: Number of the group.
        hole: What could be done.
        published: Names under which it was published, if it was.
        closed_by: What closes it: functions or modules of ours, `setting:` and `config:` names, `proxy:` rules.
        tests: Tests that fail without the closing, as pytest names them.
    """

    code: str
    hole: str
    published: tuple[str, ...]
    closed_by: tuple[str, ...]
    tests: tuple[str, ...]


def groups() -> list[Group]:
    """The table, in its order."""
    with TABLE.open(newline="") as file:
        return [read(row) for row in csv.DictReader(file)]


def read(row: dict[str, str]) -> Group:
    closed_by = tuple(part.strip() for part in row["closed by"].split(";"))
    tests = tuple(row["shown by"].split())
    return Group(row["group"], row["hole"], tuple(row["published as"].split()), closed_by, tests)


def advisories(arguments: list[str]) -> int:
    """Run the tests of every group and print a line for each; 1 if any hole is open.

    Args:
        arguments: Codes of groups, to try only those.
    """
    wanted = [group for group in groups() if not arguments or group.code in arguments]
    passed = run({test for group in wanted for test in group.tests})
    for group in wanted:
        for text in told(group, passed):
            line(text)
    open_ones = [group.code for group in wanted if not is_closed(group, passed)]
    line(f"groups={len(wanted)} closed={len(wanted) - len(open_ones)} open={len(open_ones)}")
    return int(bool(open_ones))


def run(tests: Iterable[str]) -> set[str]:
    """Run tests on the test site.

    Returns:
        Names of those that passed, each with all its cases.
    """
    instance = Instance("test")
    steps.prepare_test(instance)
    results = instance.folder / RESULTS
    results.unlink(missing_ok=True)
    command = [str(ENV_PYTHON), "-m", "pytest", "--junitxml", str(results), *sorted(tests)]
    subprocess.run(command, cwd=ROOT, env=instance.environment(), check=False)
    return all_passed(results)


def all_passed(results: Path) -> set[str]:
    """Tests of a results file of which every case passed."""
    if not results.exists():
        return set()
    outcomes: dict[str, bool] = {}
    for case in ElementTree.parse(results).getroot().iter("testcase"):  # noqa: S314 pytest wrote it a moment ago
        file = case.attrib["classname"].replace(".", "/") + ".py"
        name = f"{file}::{case.attrib['name'].partition('[')[0]}"
        outcomes[name] = outcomes.get(name, True) and len(case) == 0
    return {name for name, is_good in outcomes.items() if is_good}


def is_closed(group: Group, passed: set[str]) -> bool:
    """Did every test of a group pass?"""
    return set(group.tests) <= passed


def told(group: Group, passed: set[str]) -> list[str]:
    """Lines about one group."""
    state = "closed" if is_closed(group, passed) else "OPEN"
    published = f" ({', '.join(group.published)})" if group.published else ""
    lines = [f"{group.code} {state}: {group.hole}{published}", f"    closed by {', '.join(group.closed_by)}"]
    return lines + [f"    {'passes' if test in passed else 'FAILS '} {test}" for test in group.tests]
