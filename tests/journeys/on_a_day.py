"""A site of its own that lives on any day: its web server, what runs there every night, and keys for its people."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import time_machine

from provision import served, services, sites, snapshot
from provision.instance import Instance
from provision.paths import ENV_PYTHON, SITES
from provision.served import Served
from provision.testing import INSTANCE

NAME = "year"
MODULE = "tests.journeys.on_a_day"
AT = time(9, 30)


@dataclass
class Calendar:
    """A served site and the day it is there."""

    instance: Instance

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.instance.web_port}"

    def turn_to(self, day: date) -> None:
        """Make it another day, after the jobs of its night have run."""
        self.run("night", day.isoformat())
        day_file(self.instance).write_text(day.isoformat())

    def keys(self, *users: str) -> dict[str, str]:
        """A key for each of these accounts."""
        return json.loads(self.run("keys", *users))

    def run(self, what: str, *arguments: str) -> str:
        """Do something on the site in a process of its own."""
        command = [str(ENV_PYTHON), "-m", MODULE, what, self.instance.site, *arguments]
        environment = self.instance.environment()
        done = subprocess.run(
            command, cwd=SITES, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout


def day_file(instance: Instance) -> Path:
    return instance.folder / "day"


@contextmanager
def living_site(source: Instance, first: date) -> Iterator[Calendar]:
    """The site of the tests as it was made, copied, served on its own services, and beginning on a day."""
    instance = Instance(f"{source.name}-{NAME}")
    snapshot.give(Instance(INSTANCE), instance)
    sites.set_config(instance, **sites.addresses(instance))
    day_file(instance).write_text(first.isoformat())
    extra = {"WSGI_APPLICATION": f"{MODULE}:application", "PAPG_DAY": str(day_file(instance))}
    with services.running(instance), served_by(instance, extra):
        yield Calendar(instance)


@contextmanager
def served_by(instance: Instance, extra: dict[str, str]) -> Iterator[None]:
    """The web server of an instance, with more settings than usual."""
    before = dict(os.environ)
    os.environ.update(extra)
    try:
        web = served.begin(instance, "web")
    finally:
        os.environ.clear()
        os.environ.update(before)
    try:
        served.wait(Served(instance, {"web": web}))
        yield
    finally:
        served.end(web)


class Travelling:
    """The application, on the day that a file says before each request."""

    def __init__(self, file: Path) -> None:
        from papg import wsgi  # makes the process one of the web server

        self.served, self.file, self.lock, self.day = wsgi.application, file, threading.Lock(), ""
        self.journey: time_machine.travel | None = None

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with self.lock:
            self.move_to(self.file.read_text())
        return self.served(environ, start_response)

    def move_to(self, day: str) -> None:
        """Leave the day it was and go to another."""
        if day == self.day:
            return
        if self.journey:
            self.journey.stop()
        self.day, self.journey = day, on(date.fromisoformat(day))
        self.journey.start()


def on(day: date) -> time_machine.travel:
    """A day from half past nine on, the clock running."""
    return time_machine.travel(datetime.combine(day, AT).astimezone(), tick=True)


def night(site: str, day: str) -> None:
    """Run what the app runs every day, as on the day that begins."""
    import frappe

    with on(date.fromisoformat(day)), connected(site):
        for job in frappe.get_hooks("scheduler_events", app_name="papg")["daily"]:
            frappe.get_attr(job)()
        frappe.db.commit()


def keys(site: str, *users: str) -> None:
    """Print a key for each account."""
    import frappe

    from tests.journeys.rest import give_key

    with connected(site):
        made = {user: give_key(user) for user in users}
        frappe.db.commit()
    sys.stdout.write(json.dumps(made))


@contextmanager
def connected(site: str) -> Iterator[None]:
    import frappe

    frappe.init(site=site, sites_path=".")
    frappe.connect()
    try:
        yield
    finally:
        frappe.destroy()


if __name__ == "__main__":
    {"night": night, "keys": keys}[sys.argv[1]](*sys.argv[2:])
elif "PAPG_DAY" in os.environ:
    application = Travelling(Path(os.environ["PAPG_DAY"]))
