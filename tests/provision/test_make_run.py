"""`make run` as a newcomer types it: from nothing to a page that answers and a login that works."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from provision.instance import Instance, free_ports, is_listening
from provision.paths import ROOT, SITES
from tests.provision.test_failures import outside

NAME = "newcomer"
PATIENCE = 240


@pytest.fixture(scope="module")
def told() -> Iterator[str]:
    """What `make run` of an instance of its own prints until the site answers; it is ended and cleared away."""
    instance = Instance(NAME)
    clear_away(instance)
    web, realtime = (str(port) for port in free_ports(2))
    chosen = {"PAPG_INSTANCE": NAME, "WEB_PORT": web, "REALTIME_PORT": realtime, "PORT": "5000"}
    process = subprocess.Popen(
        ["make", "run"],
        cwd=ROOT,
        env={**outside(), **chosen},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield read_until_served(process)
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=60)
        still = [port for port in (int(web), int(realtime)) if is_listening(port)]
        clear_away(instance)
        assert still == []


def clear_away(instance: Instance) -> None:
    for folder in (instance.folder, SITES / instance.site):
        shutil.rmtree(folder, ignore_errors=True)


def read_until_served(process: subprocess.Popen[str]) -> str:
    """Everything printed up to the last login."""
    lines: list[str] = []
    deadline = time.monotonic() + PATIENCE
    assert process.stdout
    for line in process.stdout:
        lines.append(line)
        if "Integration" in line:
            return "".join(lines)
        assert time.monotonic() < deadline, "".join(lines)
    raise AssertionError("".join(lines))


def test_each_step_is_told_with_the_time_it_took(told: str) -> None:
    steps = re.findall(r"^\[ ?(\d)/9\] .* … .*\d\.\d s$", told, re.MULTILINE)
    assert steps == [str(number) for number in range(1, 10)], told
    assert "2884 of 2900 files are upstream's (tree b05a985" in told


def test_the_site_answers_where_it_says_and_lets_in_whom_it_names(told: str) -> None:
    url = re.search(r"served at (\S+)", told)
    password = re.search(r"all with the password (\S+)", told)
    logins = dict(re.findall(r"^  (\S.*?)\s+(\S+@\S+)$", told, re.MULTILINE))
    assert url and password
    assert {"Secretary", "Chair", "Member", "Partner", "Board", "Administrator", "Auditor"} <= logins.keys()
    assert requests.get(f"{url[1]}/login", timeout=30).status_code == 200
    for role, home in (("Secretary", "/app"), ("Partner", "/partner")):
        answer = requests.post(
            f"{url[1]}/api/method/login", data={"usr": logins[role], "pwd": password[1]}, timeout=30
        )
        assert (answer.status_code, answer.json()["home_page"]) == (200, home)


def test_its_passwords_and_ports_are_for_its_owner_only(told: str) -> None:
    kept = [Path(Instance(NAME).folder / name) for name in ("settings.json", "demo-password")]
    assert {file.stat().st_mode & 0o077 for file in kept} == {0}
