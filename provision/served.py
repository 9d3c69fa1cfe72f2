"""The site as it is served, for the tests: started, waited for and ended."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from provision.instance import Instance, is_listening
from provision.paths import ENV_PYTHON, LOGS, ROOT
from provision.say import Problem
from provision.serve import answers

PROCESSES = ("web", "realtime", "worker")
READY_SECONDS = 90


@dataclass
class Served:
    """A served site: where it answers and which processes answer."""

    instance: Instance
    processes: dict[str, subprocess.Popen[bytes]]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.instance.web_port}"

    def restart(self, name: str) -> None:
        """End one of the processes and start it again."""
        end(self.processes[name])
        self.processes[name] = begin(self.instance, name)
        wait(self)


@contextmanager
def served_site(instance: Instance) -> Iterator[Served]:
    """Serve the instance's site inside the block."""
    served = Served(instance, {name: begin(instance, name) for name in PROCESSES})
    try:
        wait(served)
        yield served
    finally:
        for process in served.processes.values():
            end(process)


def begin(instance: Instance, name: str) -> subprocess.Popen[bytes]:
    """Start one process of the Procfile for this instance."""
    LOGS.mkdir(parents=True, exist_ok=True)
    workers = os.environ.get("WEB_WORKERS", "1")
    environment = {**instance.environment(), "PAPG_INSTANCE": instance.name, "WEB_WORKERS": workers}
    with open(LOGS / f"{instance.name}-{name}.log", "ab") as log:
        return subprocess.Popen(
            [str(ENV_PYTHON), "-m", "provision", "process", name],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait(served: Served) -> None:
    """Wait until the login page answers, and the realtime server where it is one of the processes.

    Raises:
        Problem: A process ended, or they do not answer in time.
    """
    deadline = time.monotonic() + READY_SECONDS
    realtime = served.instance.realtime_port if "realtime" in served.processes else None
    while not (answers(f"{served.url}/login") and (realtime is None or is_listening(realtime))):
        gone = [name for name, process in served.processes.items() if process.poll() is not None]
        if gone or time.monotonic() > deadline:
            what = f"{', '.join(gone)} ended" if gone else f"{served.url} does not answer"
            raise Problem(f"The served site: {what}", f"See .bench/logs/{served.instance.name}-*.log")
        time.sleep(0.1)
