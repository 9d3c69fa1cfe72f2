"""`make test`: the whole suite, on as many sites of its own as there are processors for, two at most."""

import os
import subprocess

from provision import steps
from provision.instance import Instance
from provision.paths import ENV_PYTHON, ROOT

INSTANCE = "test"
MOST_SITES = 2


def test(arguments: list[str]) -> int:
    """Set up what the tests need and run them.

    Args:
        arguments: For pytest. With any of them the tests run one after the other on one site.

    Returns:
        What pytest returns; 0 when every test passed.
    """
    first = Instance(INSTANCE)
    sites = 1 if arguments else sites_at_once(first)
    steps.prepare_test(first, copies=[Instance(name_at(place)) for place in range(1, sites)])
    command = [str(ENV_PYTHON), "-m", "pytest", "--junitxml", str(ROOT / "junit.xml"), *arguments]
    if sites > 1:
        # A file stays on one site: its tests may build on one another's records.
        command += ["--numprocesses", str(sites), "--dist", "loadfile"]
    return subprocess.run(command, cwd=ROOT, env=first.environment(), check=False).returncode


def sites_at_once(instance: Instance) -> int:
    """A council's own database and Redis hold one site of the tests."""
    is_private = instance.has_own_database and instance.has_own_redis
    return min(MOST_SITES, os.cpu_count() or 1) if is_private else 1


def name_at(place: int) -> str:
    """The instance whose site the tests of one of several processes run on."""
    return f"{INSTANCE}-{place + 1}" if place else INSTANCE


def instance_of_worker(worker: str) -> Instance:
    """The instance of a process of pytest-xdist, which calls them gw0, gw1 and so on."""
    return Instance(name_at(int(worker.removeprefix("gw"))))
