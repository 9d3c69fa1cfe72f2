"""Serving: all processes of the Procfile, watched until they answer, ended together."""

import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from types import FrameType

from provision.instance import Instance, is_listening
from provision.paths import LOGS, ROOT, SITES, TOOLS
from provision.say import Problem, line
from provision.sites import demo_password

READY_SECONDS = 60


def check_ports(instance: Instance) -> None:
    """Refuse a taken port before any work is done."""
    for port, variable, what in (
        (instance.web_port, "PORT", "web server"),
        (instance.realtime_port, "REALTIME_PORT", "realtime server"),
    ):
        if is_listening(port):
            raise Problem(
                f"Port {port} for the {what} is taken by another program",
                f"End that program, or choose another port: make run {variable}={port + 80}",
            )


def serve(instance: Instance) -> int:
    """Run the Procfile until it is interrupted; return its exit code."""
    LOGS.mkdir(parents=True, exist_ok=True)
    command = [str(TOOLS / "bin" / "honcho"), "-f", str(ROOT / "Procfile"), "start"]
    with open(LOGS / "serve.log", "wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=instance.environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        forward_signals(process)
        try:
            wait_until_answering(instance, process)
            announce(instance)
        except Problem:
            process.terminate()
            process.wait()
            raise
        return process.wait()


def forward_signals(process: subprocess.Popen[bytes]) -> None:
    """Ctrl+C and a polite kill end all processes, not only this one."""

    def forward(number: int, frame: FrameType | None) -> None:
        process.send_signal(signal.SIGTERM)

    signal.signal(signal.SIGINT, forward)
    signal.signal(signal.SIGTERM, forward)


def wait_until_answering(instance: Instance, process: subprocess.Popen[bytes]) -> None:
    """Wait for the login page.

    Raises:
        Problem: A process ended, or nothing answers within a minute.
    """
    deadline = time.monotonic() + READY_SECONDS
    while not answers(f"{instance.url}/login") or not is_listening(instance.realtime_port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise Problem(
                f"The site does not answer at {instance.url}",
                "See .bench/logs/serve.log for what its processes said",
            )
        time.sleep(0.2)


def answers(url: str) -> bool:
    """Does this address answer 200?"""
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


def announce(instance: Instance) -> None:
    """Print where to go and who to be."""
    line()
    line(f"Protect & Prepare is served at {instance.url}")
    logins = SITES / instance.site / "private" / "demo-logins.json"
    if logins.exists():
        line("This is a demonstration: second factor off for its invented people, asked of everybody else")
        line(f"Demo logins, all with the password {demo_password(instance)}")
        for role, email in json.loads(logins.read_text()).items():
            line(f"  {role:<24} {email}")
    key = SITES / instance.site / "private" / "demo-key"
    if key.exists():
        line(f"Key for programs, see docs/api.md: {key.read_text()}")
    line("Ctrl+C ends it." if os.isatty(0) else "")
