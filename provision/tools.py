"""The environments: one for the tools of the bench, one for the framework and the app."""

import hashlib
import shutil
import sys
from pathlib import Path

from provision import source
from provision.paths import APPS, ENV, ENV_PYTHON, PROVISION, STATE, TOOLS
from provision.say import Problem
from provision.shell import run

TOOLS_LOCK = PROVISION / "tools.lock"
RUN_LOCK = PROVISION / "requirements.lock"
TEST_LOCK = PROVISION / "requirements-test.lock"
SOURCE_LOCK = STATE / "source.lock"
# What the app needs on whichever Frappe, in place of what that one says of the same packages.
APP_NEEDS = PROVISION / "requirements-app.in"


def uv_free_pip() -> list[str]:
    """The pip of the tools' environment; pip is what the machine's registry settings are made for."""
    return [str(TOOLS / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]


def ensure_tools() -> str:
    """Make the tools' environment (uv, the bench command) from its lock file."""
    if is_current(TOOLS, TOOLS_LOCK):
        return "unchanged"
    shutil.rmtree(TOOLS, ignore_errors=True)
    run([sys.executable, "-m", "venv", TOOLS], "tools-venv", "Making the tools' environment")
    install = [*uv_free_pip(), "install", "--quiet", "--require-hashes", "-r", TOOLS_LOCK]
    run(install, "tools", "Installing uv and the bench command")
    mark_current(TOOLS, TOOLS_LOCK)
    return "made"


def ensure_environment(with_tests: bool = False) -> str:
    """Make the environment of framework and app from the hashed lock file."""
    locks = locks_of_environment(with_tests)
    if all(is_current(ENV, lock) for lock in locks):
        return "unchanged"
    uv = TOOLS / "bin" / "uv"
    if not is_current(ENV, locks[0]):
        shutil.rmtree(ENV, ignore_errors=True)
        run([uv, "venv", "--quiet", "--python", sys.executable, ENV], "venv", "Making the environment")
    install = [uv, "pip", "install", "--quiet", "--python", ENV_PYTHON, "--require-hashes"]
    for lock in locks:
        install += ["-r", lock]
    run(install, "environment", "Installing the Python packages")
    link_apps()
    write_bench_command()
    for lock in locks:
        mark_current(ENV, lock)
    return "made"


def locks_of_environment(with_tests: bool) -> list[Path]:
    """The lock files the environment is made from: our own, or one made for what another Frappe asks for.

    Raises:
        Problem: The tests' packages are asked for beside those of another Frappe, with which they are not locked.
    """
    project = source.project()
    if project is None:
        return [RUN_LOCK, TEST_LOCK] if with_tests else [RUN_LOCK]
    if with_tests:
        raise Problem(
            f"The tests' packages are locked for the pinned framework, not for {source.record()['source']}",
            "Use make run here; for tests and lint, delete apps/frappe and leave FRAPPE_SOURCE out",
        )
    return [lock_for(project)]


def lock_for(project: Path) -> Path:
    """Lock what another Frappe and the app ask for, once for each state of the two."""
    made_from = hashlib.sha256(project.read_bytes() + APP_NEEDS.read_bytes()).hexdigest()
    stamp = SOURCE_LOCK.with_suffix(".made-from")
    if not (SOURCE_LOCK.exists() and stamp.exists() and stamp.read_text() == made_from):
        compile_ = [TOOLS / "bin" / "uv", "pip", "compile", "--quiet", "--python", sys.executable]
        compile_ += ["--generate-hashes", "--no-header", "--override", APP_NEEDS, project, APP_NEEDS]
        run([*compile_, "-o", SOURCE_LOCK], "lock-source", "Locking the packages of the chosen framework")
        stamp.write_text(made_from)
    return SOURCE_LOCK


def link_apps() -> None:
    """Let the environment import the apps from where they are; they are not built or copied."""
    packages = next((ENV / "lib").glob("python*/site-packages"))
    (packages / "bench-apps.pth").write_text("".join(f"{APPS / app}\n" for app in ("frappe", "papg")))


def write_bench_command() -> None:
    """`env/bin/bench`: frappe-bench with the settings of this bench."""
    command = ENV / "bin" / "bench"
    command.write_text(
        f'#!/bin/sh\nPYTHONPATH="{PROVISION.parent}" exec "{ENV_PYTHON}" -m provision bench "$@"\n'
    )
    command.chmod(0o755)
    honcho = ENV / "bin" / "honcho"
    honcho.unlink(missing_ok=True)
    honcho.symlink_to(TOOLS / "bin" / "honcho")


def is_current(place: Path, lock: Path) -> bool:
    """Was this environment made from the lock file as it is now?"""
    stamp = stamp_of(place, lock)
    return stamp.exists() and stamp.read_text() == digest(lock)


def mark_current(place: Path, lock: Path) -> None:
    stamp_of(place, lock).write_text(digest(lock))


def stamp_of(place: Path, lock: Path) -> Path:
    return place / f".made-from-{lock.stem}"


def digest(file: Path) -> str:
    """The lock and the place it was made in: a bench that was moved is made again."""
    return hashlib.sha256(file.read_bytes() + str(STATE).encode()).hexdigest()


def lock_packages() -> None:
    """Renew the lock files from what is wanted, for every supported Python."""
    compile_ = [TOOLS / "bin" / "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.10"]
    compile_ += ["--generate-hashes", "--no-header", "--upgrade"]
    for lock in (RUN_LOCK, TEST_LOCK, TOOLS_LOCK):
        wanted = lock.with_suffix(".in")
        run([*compile_, wanted, "-o", lock], f"lock-{lock.stem}", f"Locking {wanted.name}", cwd=PROVISION)
