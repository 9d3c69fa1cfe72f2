"""`make bench`: what the app costs over the framework alone, as ratios measured side by side in one run."""

import json
import os
import statistics
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from provision import services, sites, steps
from provision.instance import Instance, write_private
from provision.paths import ENV_PYTHON, ROOT, SITES
from provision.say import Problem, Steps, line
from provision.serve import answers
from provision.served import begin, end
from provision.shell import run

ROWS = 30
ROUNDS = 60
PREPARE = ROOT / "tests" / "performance"
RESULT = ROOT / ".bench" / "bench.json"
OURS, PLAIN = "PAPG Meeting", "Plain Meeting"
READY_SECONDS = 60


@dataclass
class Site:
    """One of the two sites: where it answers, whom it lets in and what it holds."""

    url: str
    record: str
    token: str
    names: list[str]
    new: dict[str, Any]


@dataclass
class Row:
    """One line of the table: medians in milliseconds and their ratio."""

    what: str
    ours: float
    plain: float

    @property
    def ratio(self) -> float:
        return self.ours / self.plain


def bench(arguments: list[str]) -> int:
    """Prepare two sites, measure both in turns, print the table and keep it as JSON."""
    ours, plain = Instance("bench"), Instance("plain")
    todo = Steps(9)
    steps.build(todo, with_tests=True)
    with services.running(ours), services.running(plain):
        with todo.step("Two sites, one without the app"):
            make(ours, with_app=True)
            make(plain, with_app=False)
            pair = fill(ours, plain)
        processes = [begin(ours, "web"), begin(plain, "web")]
        try:
            with todo.step(f"{ROUNDS} rounds of each request"):
                rows = measure(*pair)
        finally:
            for process in processes:
                end(process)
    report(rows)
    return 0


def make(instance: Instance, with_app: bool) -> None:
    """A fresh site, with the app or with the framework alone."""
    sites.create(instance)
    if with_app:
        sites.install_app(instance)


def fill(ours: Instance, plain: Instance) -> tuple[Site, Site]:
    """The same rows on both sites."""
    shape, out, plain_out = (ours.folder / name for name in ("shape.json", "out.json", "plain.json"))
    script = [str(ENV_PYTHON), str(PREPARE / "our_site.py"), ours.site, str(ROWS), str(shape), str(out)]
    run(script, "bench-ours", "Filling the site with the app", cwd=SITES, env=ours.environment())
    script = [str(ENV_PYTHON), str(PREPARE / "plain_site.py"), plain.site, str(shape), str(plain_out)]
    run(script, "bench-plain", "Filling the plain site", cwd=SITES, env=plain.environment())
    described, first = json.loads(shape.read_text())["rows"][0], json.loads(out.read_text())
    second = json.loads(plain_out.read_text())
    # Only the group and the hour are sent to ours, which fills in the rest; the plain one is sent all of it.
    new = {"papg_group": first["group"], "starts_at": described["starts_at"], "status": "Planned"}
    return (
        Site(f"http://127.0.0.1:{ours.web_port}", OURS, first["token"], first["names"], new),
        Site(f"http://127.0.0.1:{plain.web_port}", PLAIN, second["token"], second["names"], described),
    )


def measure(ours: Site, plain: Site) -> list[Row]:
    """Medians of each request, the two sites asked in turns so that both meet the same machine."""
    for site in (ours, plain):
        wait(site)
    return [compare(what, request, ours, plain) for what, request in REQUESTS.items()]


def compare(what: str, request: Callable[[Site, int], None], ours: Site, plain: Site) -> Row:
    """Time one kind of request on both sites."""
    spent: dict[str, list[float]] = {OURS: [], PLAIN: []}
    for number in range(-3, ROUNDS):  # the first rounds fill caches and are not counted
        for site in (ours, plain) if number % 2 else (plain, ours):
            started = time.perf_counter()
            request(site, number)
            if number >= 0:
                spent[site.record].append((time.perf_counter() - started) * 1000)
    return Row(what, statistics.median(spent[OURS]), statistics.median(spent[PLAIN]))


def get(site: Site, number: int) -> None:
    call(site, "GET", f"/{site.names[number % len(site.names)]}")


def list_rows(site: Site, number: int) -> None:
    call(site, "GET", '?fields=["name","title","starts_at","status"]&limit_page_length=20')


def insert(site: Site, number: int) -> None:
    call(site, "POST", "", site.new)


def update(site: Site, number: int) -> None:
    call(site, "PUT", f"/{site.names[number % len(site.names)]}", {"place": f"Room {number}"})


REQUESTS: dict[str, Callable[[Site, int], None]] = {
    "get": get,
    "list": list_rows,
    "insert": insert,
    "update": update,
}


def call(site: Site, method: str, path: str, body: dict[str, Any] | None = None) -> None:
    """One REST request; anything but success ends the measurement, for it would measure a refusal."""
    target = (site.url + "/api/resource/" + site.record + path).replace(" ", "%20").replace('"', "%22")
    request = urllib.request.Request(target, method=method, data=json.dumps(body).encode() if body else None)
    request.add_header("Authorization", f"token {site.token}")
    request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            answer.read()
    except urllib.error.HTTPError as error:
        what = error.read().decode(errors="replace")[:300]
        raise Problem(
            f"{method} {site.record} answered {error.code}: {what}", "Mend it before measuring"
        ) from error


def wait(site: Site) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not answers(f"{site.url}/login"):
        if time.monotonic() > deadline:
            raise Problem(f"{site.url} does not answer", "See .bench/logs")
        time.sleep(0.2)


def report(rows: list[Row]) -> None:
    """The table on the terminal, and the figures as JSON."""
    line()
    line(f"{'PAPG Meeting over REST':<24}{'ours, ms':>10}{'plain, ms':>11}{'ratio':>8}")
    for row in rows:
        line(f"{row.what:<24}{row.ours:>10.1f}{row.plain:>11.1f}{row.ratio:>8.2f}")
    line(f"Medians of {ROUNDS}; {os.cpu_count()} cores. Kept in .bench/bench.json")
    write_private(RESULT, json.dumps([{**asdict(row), "ratio": row.ratio} for row in rows], indent=1))
