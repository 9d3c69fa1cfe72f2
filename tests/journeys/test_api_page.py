"""The page for programs keeps its word: every command on it runs as written and answers as the page says."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frappe
import pytest

from papg.testing import cast
from provision.paths import ROOT
from provision.served import Served
from tests.journeys.rest import give_key
from tests.journeys.stories import committed

PAGE = (ROOT / "docs" / "api.md").read_text()
STEP = re.compile(
    r"^```sh\n(?P<command>.*?)^```\n(?P<after>.*?)(?=^```sh\n|^## |\Z)", re.DOTALL | re.MULTILINE
)
STATUS = re.compile(r"^Answers (\d{3})", re.MULTILINE)
EXAMPLE = re.compile(r"^```json\n(.*?)^```", re.DOTALL | re.MULTILINE)
ANY = "…"
# Stands before the real program on the path, and writes down what each call answered.
CURL = """#!/bin/sh
case " $* " in
*" -o "*) exec {curl} -w '%{{http_code}}' "$@" > "{folder}/$STEP.status" ;;
esac
{curl} -w '%{{http_code}}' -o "{folder}/$STEP.body" "$@" > "{folder}/$STEP.status" && cat "{folder}/$STEP.body"
"""


@dataclass
class Step:
    """A command of the page and what the page says it answers."""

    command: str
    status: str
    example: Any


def steps() -> list[Step]:
    """Commands of the page in their order; the one that sets the address and the key is the reader's own."""
    found = []
    for match in STEP.finditer(PAGE):
        if match["command"].startswith("export"):
            continue
        status, example = STATUS.search(match["after"]), EXAMPLE.search(match["after"])
        assert status, f"The page does not say what this answers: {match['command']}"
        found.append(Step(match["command"], status[1], json.loads(example[1]) if example else None))
    return found


STEPS = steps()


@pytest.fixture(scope="module")
def answers(connection: None, server: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folder with what each command answered, run once, one after the other, in one shell."""
    folder = tmp_path_factory.mktemp("api")
    real = subprocess.run(["which", "curl"], capture_output=True, text=True, check=True).stdout.strip()
    wrapper = folder / "curl"
    wrapper.write_text(CURL.format(curl=real, folder=folder))
    wrapper.chmod(0o755)
    script = "\n".join(f"export STEP={number}\n{step.command}" for number, step in enumerate(STEPS))
    with committed():
        key = give_key(cast.INTEGRATION)
        frappe.db.commit()
        environment = {
            **os.environ,
            "PATH": f"{folder}:{os.environ['PATH']}",
            "PAPG_URL": server.url,
            "PAPG_AUTH": f"Authorization: token {key}",
        }
        subprocess.run(
            ["bash", "-c", script], cwd=folder, env=environment, check=False, stdout=subprocess.DEVNULL
        )
        yield folder


def test_every_command_of_the_page_is_found() -> None:
    assert len(STEPS) == PAGE.count("```sh\n") - 1 > 15
    assert all("curl" in step.command for step in STEPS)


@pytest.mark.parametrize("number", range(len(STEPS)), ids=lambda number: f"{number}-{STEPS[number].status}")
def test_a_command_answers_as_the_page_says(answers: Path, number: int) -> None:
    step = STEPS[number]
    body = answers / f"{number}.body"
    answered = body.read_text() if body.exists() else ""
    assert (answers / f"{number}.status").read_text() == step.status, answered
    if step.example is not None:
        assert differences(step.example, json.loads(answered)) == []


def test_the_paper_is_a_pdf(answers: Path) -> None:
    assert (answers / "action-plan.pdf").read_bytes().startswith(b"%PDF")


def differences(promised: Any, answered: Any, place: str = "") -> list[str]:
    """Where an answer lacks what was promised; it may hold more."""
    if promised == ANY:
        return [] if answered not in (None, "", [], {}) else [f"{place} is empty"]
    if isinstance(promised, dict) and isinstance(answered, dict):
        return [
            difference
            for key, value in promised.items()
            for difference in differences(value, answered.get(key), f"{place}.{key}")
        ]
    if isinstance(promised, list) and isinstance(answered, list) and len(promised) <= len(answered):
        pairs = zip(promised, answered, strict=False)
        return [one for number, pair in enumerate(pairs) for one in differences(*pair, f"{place}[{number}]")]
    return [] if promised == answered else [f"{place}: {promised!r} was promised, {answered!r} answered"]


@pytest.mark.parametrize(
    ("promised", "answered"),
    [({"a": 1}, {"b": 1}), ({"a": ANY}, {"a": ""}), ([1], []), ({"a": [{"b": 1}]}, {"a": [{"b": 2}]})],
)
def test_a_broken_promise_is_seen(promised: Any, answered: Any) -> None:
    assert differences(promised, answered)
