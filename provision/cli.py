"""The commands behind the Makefile: `python3 -m provision COMMAND`."""

import inspect
import json
import os
from collections.abc import Callable
from pathlib import Path

from provision import (
    advisories,
    benchmark,
    framework,
    moving,
    process,
    proxy,
    steps,
    testing,
    tools,
    trail,
    walking,
)
from provision.instance import Instance
from provision.paths import ROOT, TOOLS
from provision.say import Problem, Steps, complain, line
from provision.serve import serve
from provision.services import is_up, own_services
from provision.shell import run as run_program


def called_for() -> Instance:
    """The instance PAPG_INSTANCE names; `run` is the one that serves people."""
    return Instance(os.environ.get("PAPG_INSTANCE", "run"))


def run(arguments: list[str]) -> int:
    """Set up the bench with demo data and serve it."""
    instance = called_for()
    steps.prepare_run(instance)
    return serve(instance)


def build(arguments: list[str]) -> int:
    """The bench without a site, for lint and for the bench command."""
    steps.build(Steps(7), with_tests=True)
    return 0


def verify_framework(arguments: list[str]) -> int:
    """Prove that the installed framework is upstream's tree, or the commit FRAPPE_SOURCE named."""
    line(framework.proof())
    return 0


def run_process(arguments: list[str]) -> int:
    """Become one process of the bench, as the Procfile names it."""
    process.become(arguments[0], called_for())
    return 0


def lock(arguments: list[str]) -> int:
    """Renew the lock files."""
    tools.ensure_tools()
    tools.lock_packages()
    return 0


def sbom(arguments: list[str]) -> int:
    """List everything in use as CycloneDX JSON."""
    tools.ensure_tools()
    file = Path(arguments[0] if arguments else ROOT / "sbom.json").resolve()
    run_program([TOOLS / "bin" / "python", "-m", "provision.bill", file], "sbom", "Listing what is in use")
    line(f"Written: {file}, {len(json.loads(file.read_text())['components'])} components, CycloneDX 1.6")
    return 0


def bench(arguments: list[str]) -> int:
    """frappe-bench with this bench's settings; a new site gets the private database's root password."""
    instance = called_for()
    if arguments[:1] not in (["start"], ["--help"], ["--version"], []):
        require_services(instance)
    if "new-site" in arguments and "--db-root-password" not in arguments:
        arguments = [*arguments, "--db-root-password", instance.db_root_password, "--no-mariadb-socket"]
    command = str(TOOLS / "bin" / "bench")
    os.execve(command, [command, *arguments], instance.environment())


def require_services(instance: Instance) -> None:
    """Most commands need the database; say so before they fail with a traceback."""
    down = [name for name in own_services(instance) if not is_up(instance, name)]
    if down:
        raise Problem(
            f"{', '.join(down)} of this bench is not running", "Start it in another terminal: make run"
        )


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "build": build,
    "test": testing.test,
    "verify-framework": verify_framework,
    "process": run_process,
    "bench": bench,
    "lock": lock,
    "measure": benchmark.bench,
    "walk": walking.walk,
    "advisories": advisories.advisories,
    "walk-mutants": walking.walk_mutants,
    "fuzz": walking.fuzz,
    "openapi-check": walking.openapi_check,
    "clients": walking.clients,
    "verify-trail": trail.verify,
    "export-config": moving.export_config,
    "import-config": moving.import_config,
    "proxy": proxy.proxy,
    "sbom": sbom,
}


# They hand `--help` to the program they start.
WITH_THEIR_OWN_HELP = ("test", "bench")


def main(argv: list[str]) -> int:
    """Run the named command, or tell what it does; a problem is told in one line and answered with exit code 1."""
    if not argv or argv[0] not in COMMANDS:
        line(f"Usage: python3 -m provision {{{'|'.join(COMMANDS)}}}")
        return 2
    if "--help" in argv and argv[0] not in WITH_THEIR_OWN_HELP:
        line(str(inspect.getdoc(COMMANDS[argv[0]])))
        return 0
    try:
        return COMMANDS[argv[0]](argv[1:])
    except Problem as problem:
        complain(problem)
        return 1
    except KeyboardInterrupt:
        return 130
