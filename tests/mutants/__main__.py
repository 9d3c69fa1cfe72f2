"""`python -m tests.mutants`: opens every guard once, on the instance's own site served for the purpose."""

import os
import sys

import pytest

from provision.instance import Instance
from provision.paths import ROOT
from provision.say import line
from tests.mutants import killers
from tests.mutants.loop import Loop


def main(arguments: list[str]) -> int:
    """Try every mutant, or those whose name holds an argument; 1 if any survived."""
    file = Instance(os.environ.get("PAPG_INSTANCE", "test")).folder / "mutant"
    file.write_text("")
    os.environ.update(PAPG_MUTANT=str(file), WSGI_APPLICATION="tests.mutants.wsgi:application")
    loop = Loop(file, line, arguments)
    tests = [str(ROOT / name) for name in (killers.ACCESS, *killers.DOORS)]
    code = pytest.main(["-q", "-s", "-p", "no:cacheprovider", "--no-header", *tests], plugins=[loop])
    for name in loop.tally.survived:
        line(f"survived: {name}")
    line(loop.tally.last_line())
    return int(bool(loop.tally.survived) or not loop.tally.killed or code not in (0, 5))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
