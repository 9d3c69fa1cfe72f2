"""What goes wrong on a newcomer's machine is told in one line with its remedy, and the next run works."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from provision import cli, framework, system
from provision.paths import ENV_PYTHON, ROOT, TOOLS
from provision.say import Problem
from provision.shell import run

# What the bench and make tell their own programs; a newcomer's shell has none of it.
OF_THE_BENCH = ("FRAPPE_", "PAPG_", "WEB_", "REALTIME_", "MAKE", "MFLAGS")


def outside() -> dict[str, str]:
    """The environment of somebody's shell."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OF_THE_BENCH)}


def provision(*arguments: str, prelude: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command of the Makefile in a process of its own, after a line of Python that sets the scene."""
    start = "import runpy, sys; sys.argv = ['provision', *sys.argv[1:]]"
    code = f"{prelude}\n{start}\nrunpy.run_module('provision', run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={**outside(), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """The one line on standard error of a run that stopped with exit code 1."""
    assert done.returncode == 1, done.stdout + done.stderr
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


@pytest.mark.parametrize("version", [(3, 9), (3, 13)])
def test_an_unsupported_python_is_named_with_those_that_are(version: tuple[int, int]) -> None:
    major, minor = version
    done = provision("run", prelude=f"import sys; sys.version_info = ({major}, {minor}, 0, 'final', 0)")
    assert complaint(done) == (
        f"Stopped: Python {major}.{minor} is not supported. Use Python 3.10, 3.11 or 3.12, for example: "
        "make PYTHON=python3.11 run"
    )


def test_a_taken_port_is_named_before_any_work_is_done(taken_port: int) -> None:
    done = provision("run", PORT=str(taken_port))
    assert complaint(done) == (
        f"Stopped: Port {taken_port} for the web server is taken by another program. End that program, or choose "
        f"another port: make run PORT={taken_port + 80}."
    )
    assert "[" not in done.stdout


def test_a_taken_realtime_port_is_named_too(taken_port: int) -> None:
    done = provision("run", PORT="0", REALTIME_PORT=str(taken_port))
    assert f"Port {taken_port} for the realtime server is taken" in complaint(done)


def test_missing_system_packages_are_listed_with_the_command_when_apt_is_out_of_reach() -> None:
    scene = (
        "from provision import system; system.missing_packages = lambda with_tests: ['redis-tools', 'libmariadb-dev'];"
        "system.apt_prefix = lambda: None"
    )
    done = provision("build", prelude=scene)
    assert complaint(done) == (
        "Stopped: These system packages are missing and cannot be installed from this account: redis-tools, "
        "libmariadb-dev. Ask an administrator to run: apt-get install --no-install-recommends redis-tools "
        "libmariadb-dev."
    )


def test_what_a_machine_lacks_is_found_by_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "program", lambda *names: None if "mariadbd" in names else "/usr/bin/it")
    assert "mariadb-server-core" in system.missing_packages(with_tests=False)
    assert "redis-tools" not in system.missing_packages(with_tests=False)


def test_without_network_the_download_says_so_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(framework, "DOWNLOADS", tmp_path)
    for name, value in {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1"}.items():
        monkeypatch.setenv(name, value)
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_CONFIG_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    with pytest.raises(
        Problem, match=r"no network to the package registry\. Check the connection or the proxy"
    ):
        framework.fetch()
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_before_anything_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system.shutil, "disk_usage", lambda place: type("Usage", (), {"free": 1024**3})())
    with pytest.raises(Problem, match=r"Only 1\.0 GB of disk are free where the bench is, 3 GB are needed"):
        system.check_disk()


def test_a_package_whose_hash_differs_is_refused_and_not_installed(tmp_path: Path) -> None:
    lock = tmp_path / "wrong.lock"
    lock.write_text(f"semantic-version==2.10.0 --hash=sha256:{'0' * 64}\n")
    command = [
        TOOLS / "bin" / "uv",
        "pip",
        "install",
        "--no-cache",
        "--python",
        ENV_PYTHON,
        "--require-hashes",
    ]
    with pytest.raises(
        Problem, match=r"a package's hash is not the one in the lock file\. Do not use this package"
    ):
        run(
            [*command, "-r", lock, "--target", tmp_path / "target"],
            "wrong-hash",
            "Installing the Python packages",
        )
    assert not (tmp_path / "target" / "semantic_version").exists()


def test_an_unknown_process_is_answered_with_those_there_are() -> None:
    done = provision("process", "kettle")
    assert "There is no process named kettle. Choose one of: web, realtime, worker, schedule" in complaint(
        done
    )


def test_every_command_of_the_makefile_exists() -> None:
    makefile = (ROOT / "Makefile").read_text()
    called = {
        line.split("$(PROVISION)")[1].split()[0] for line in makefile.splitlines() if "$(PROVISION) " in line
    }
    assert called <= cli.COMMANDS.keys()
    assert {"run", "test", "verify-framework"} <= called
