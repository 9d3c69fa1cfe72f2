"""Running other programs, with their output kept in a log and shown only when they fail."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from provision.paths import LOGS, ROOT
from provision.say import Problem

NO_NETWORK_SIGNS = (
    "could not resolve",
    "temporary failure",
    "name or service not known",
    "network is unreachable",
    "connection refused",
    "dns error",
    "enotfound",
    "eai_again",
    "econnrefused",
    "connection timed out",
    "failed to establish a new connection",
    "error sending request",
    "failed to fetch",
)


def run(
    argv: Sequence[str | Path],
    log: str,
    doing: str,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    remedy: str = "",
) -> str:
    """Run a program to its end and return what it printed.

    Args:
        argv: Program and arguments.
        log: Name of the log file in `.bench/logs`.
        doing: What failed, in words, should it fail.
        remedy: What to do about it; the log is named in any case.

    Raises:
        Problem: The program is missing or ended with an error.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    target = LOGS / f"{log}.log"
    try:
        done = finish([str(part) for part in argv], cwd, env)
    except FileNotFoundError as error:
        raise Problem(
            f"{doing} failed: {argv[0]} is not installed", remedy or f"Install {argv[0]}"
        ) from error
    target.write_text(done.stdout)
    if done.returncode:
        raise Problem(*explain(doing, done.stdout, remedy, target))
    return done.stdout


def finish(argv: list[str], cwd: Path, env: Mapping[str, str] | None) -> subprocess.CompletedProcess[str]:
    """Run a program to its end with both of its outputs in one text."""
    return subprocess.run(
        argv,
        cwd=cwd,
        env=dict(env) if env is not None else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


def explain(doing: str, output: str, remedy: str, log: Path) -> tuple[str, str]:
    """Cause and remedy for a failed program, told from what it printed."""
    where = f"the whole output is in {log.relative_to(ROOT)}"
    lowered = output.lower()
    if "no space left" in lowered:
        return f"{doing} failed: the disk is full", "Free some space and run the same command again"
    if "hash" in lowered and "mismatch" in lowered:
        return (
            f"{doing} failed: a package's hash is not the one in the lock file",
            f"Do not use this package index; {where}",
        )
    if any(sign in lowered for sign in NO_NETWORK_SIGNS):
        return (
            f"{doing} failed: no network to the package registry",
            "Check the connection or the proxy settings and run the same command again",
        )
    last = next((line.strip() for line in reversed(output.splitlines()) if line.strip()), "no output")
    return f"{doing} failed: {last[:200]}", remedy or f"Run the same command again; {where}"
