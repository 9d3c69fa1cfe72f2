"""The checks of the served test site: what everybody gets, what nobody may, and whether the interface is as it says."""

import subprocess

from provision import snapshot, steps
from provision.instance import Instance
from provision.paths import ENV_PYTHON, ROOT


def walk(arguments: list[str]) -> int:
    """Set up the test site as it was made and walk; 1 if anybody got what is not theirs, or not what is.

    Args:
        arguments: `--every-row` to try every door with every row, which takes long; `--doors` to print every way
            in with its class; part of a person's name to send only them round, which classes no doors.
    """
    return on_test_site("tests.walk", arguments)


def walk_mutants(arguments: list[str]) -> int:
    """Open every guard once; 1 if no check noticed.

    Args:
        arguments: Parts of the names of the guards to open, to try only those.
    """
    return on_test_site("tests.mutants", arguments)


def fuzz(arguments: list[str]) -> int:
    """Send made-up calls; 1 if one broke the server, leaked, or changed something although it was refused.

    Args:
        arguments: How many calls, if another number than usual.
    """
    return on_test_site("tests.fuzz", arguments)


def openapi_check(arguments: list[str]) -> int:
    """Hold the served interface against the document it gives; 1 if an answer is not as that says.

    Args:
        arguments: How many made-up calls for each address, if another number than usual.
    """
    return on_test_site("tests.openapi", arguments)


def clients(arguments: list[str]) -> int:
    """Let two clients nobody here wrote live through a year of a group; 1 if a step of either went wrong."""
    return on_test_site("tests.clients", arguments)


def on_test_site(module: str, arguments: list[str]) -> int:
    """Set up the test site as it was made, run a module of the tests on it and put it back."""
    instance = Instance("test")
    steps.prepare_test(instance)
    snapshot.restore(instance)
    command = [str(ENV_PYTHON), "-m", module, *arguments]
    try:
        return subprocess.run(command, cwd=ROOT, env=instance.environment(), check=False).returncode
    finally:
        snapshot.restore(instance)
