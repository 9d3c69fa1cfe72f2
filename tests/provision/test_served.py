"""What the served bench does: where it listens, what it refuses, and the desk in a real browser."""

import os
import subprocess
from collections.abc import Iterator
from typing import Any

import psutil
import pytest

from papg.serving import is_loopback, refuse_unsafe_address
from provision.instance import Instance, free_ports
from provision.paths import ENV_PYTHON, ROOT, SITES
from provision.served import Served


def processes_of(served: Served, instance: Instance) -> list[psutil.Process]:
    """Every process of the bench, services and what they started included."""
    mine = [psutil.Process(process.pid) for process in served.processes.values()]
    services = [
        process
        for process in psutil.process_iter(["cmdline", "cwd"])
        # Redis puts its address where its command line was; it stands in its folder.
        if any(
            str(instance.folder) in part
            for part in [*(process.info["cmdline"] or []), process.info["cwd"] or ""]
        )
    ]
    parents = mine + services
    return parents + [child for parent in parents for child in parent.children(recursive=True)]


def connections_of(process: psutil.Process) -> list[Any]:
    """Connections of a process; a job's process that has ended meanwhile has none."""
    try:
        return process.net_connections(kind="inet")
    except psutil.NoSuchProcess:
        return []


def test_everything_listens_on_the_loopback_address_only(server: Served, instance: Instance) -> None:
    listening = {
        (connection.laddr.ip, connection.laddr.port)
        for process in processes_of(server, instance)
        for connection in connections_of(process)
        if connection.status == psutil.CONN_LISTEN
    }
    assert {port for _, port in listening} >= {
        instance.web_port,
        instance.realtime_port,
        instance.settings.db_port,
        instance.settings.redis_cache_port,
        instance.settings.redis_queue_port,
    }
    assert {address for address, _ in listening} == {"127.0.0.1"}


def test_redis_answers_nobody_without_its_password(server: Served, instance: Instance) -> None:
    import redis

    for port in (instance.settings.redis_cache_port, instance.settings.redis_queue_port):
        with pytest.raises(redis.exceptions.AuthenticationError):
            redis.Redis(port=port).ping()


@pytest.mark.parametrize("process", ["web", "realtime"])
def test_another_address_than_loopback_is_refused(process: str, services: None, instance: Instance) -> None:
    port = str(free_ports(1)[0])
    environment = {**os.environ, "PAPG_INSTANCE": instance.name, "WEB_PORT": port, "REALTIME_PORT": port}
    done = subprocess.run(
        [str(ENV_PYTHON), "-m", "provision", "process", process],
        cwd=ROOT,
        env={**environment, "WEB_HOST": "0.0.0.0", "REALTIME_HOST": "0.0.0.0"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "0.0.0.0" in done.stdout + done.stderr
    assert "127.0.0.1" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        *((host, True) for host in ("127.0.0.1", "127.8.0.1", "[::1]", "localhost", "unix:/run/x")),
        *((host, False) for host in ("0.0.0.0", "10.0.0.4", "council.example", "")),
    ],
)
def test_what_counts_as_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_a_maintained_framework_may_listen_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    import frappe

    monkeypatch.setattr(frappe, "__version__", "15.100.0")
    refuse_unsafe_address("0.0.0.0:8000")
    monkeypatch.undo()
    with pytest.raises(SystemExit, match=r"does not listen on 0\.0\.0\.0:8000"):
        refuse_unsafe_address("0.0.0.0:8000")


def test_no_client_chooses_the_site_and_the_login_page_answers(server: Served) -> None:
    import requests

    for headers in ({}, {"Host": "another.example"}, {"X-Frappe-Site-Name": "another.localhost"}):
        answer = requests.get(f"{server.url}/login", headers=headers, timeout=30)
        assert answer.status_code == 200, headers


def test_the_desk_is_served_by_gunicorn_and_not_by_the_development_server(server: Served) -> None:
    command = " ".join(psutil.Process(server.processes["web"].pid).cmdline())
    assert "gunicorn" in command or "papg-web" in command
    assert "frappe serve" not in command


@pytest.fixture(scope="module")
def bench_environment(instance: Instance, services: None) -> Iterator[dict[str, str]]:
    """What a person's shell has when they type `bench`."""
    yield {**os.environ, "PAPG_INSTANCE": instance.name, "SITES_PATH": str(SITES)}


def bench(environment: dict[str, str], *arguments: str, stdin: str = "") -> str:
    done = subprocess.run(
        [str(ROOT / "env" / "bin" / "bench"), *arguments],
        cwd=ROOT,
        env=environment,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=420,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def test_bench_lists_the_apps_of_the_site(bench_environment: dict[str, str], instance: Instance) -> None:
    listed = bench(bench_environment, "--site", instance.site, "list-apps").split()
    assert "frappe" in listed
    assert "papg" in listed


def test_bench_migrates_and_migrating_twice_changes_nothing(
    bench_environment: dict[str, str], instance: Instance
) -> None:
    bench(bench_environment, "--site", instance.site, "migrate")
    assert "Updating DocTypes for papg" in bench(bench_environment, "--site", instance.site, "migrate")


def test_bench_backs_the_site_up(bench_environment: dict[str, str], instance: Instance) -> None:
    assert "Backup for Site" in bench(bench_environment, "--site", instance.site, "backup")
    assert list((SITES / instance.site / "private" / "backups").glob("*-database.sql.gz"))


def test_bench_opens_a_console_on_the_site(bench_environment: dict[str, str], instance: Instance) -> None:
    said = bench(bench_environment, "--site", instance.site, "console", stdin="print('papg', 6 * 7)\nexit\n")
    assert "papg 42" in said
