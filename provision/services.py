"""The private services: a MariaDB and two Redis servers that belong to this bench alone."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from provision.instance import Instance, is_listening, write_private
from provision.paths import CONFIG, LOGS, ROOT
from provision.say import Problem
from provision.shell import explain
from provision.system import program

LONGEST_SOCKET_PATH = 100
START_SECONDS = 60


def data_folder(instance: Instance) -> Path:
    return instance.folder / "mariadb"


def socket_path(instance: Instance) -> Path:
    """A unix socket's path must be short, and a bench may lie deep."""
    near = instance.folder / "mariadb.sock"
    if len(str(near)) <= LONGEST_SOCKET_PATH:
        return near
    return Path(tempfile.gettempdir()) / f"papg-{instance.settings.db_port}.sock"


def mariadb_command(instance: Instance) -> list[str]:
    """How the database server is started."""
    command = [
        program("mariadbd") or "mariadbd",
        f"--defaults-file={CONFIG / 'mariadb.cnf'}",
        f"--datadir={data_folder(instance)}",
        f"--socket={socket_path(instance)}",
        f"--port={instance.settings.db_port}",
        f"--pid-file={instance.folder / 'mariadb.pid'}",
    ]
    if instance.name != "run":
        # What the tests write may be lost with the machine; waiting for the disk would cost minutes.
        command += [
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-doublewrite=0",
            "--innodb-flush-method=nosync",
        ]
    return command + run_as()


def run_as() -> list[str]:
    """The database server refuses to run as root unless told so."""
    return ["--user=root"] if os.geteuid() == 0 else []


def redis_command(instance: Instance, which: str) -> list[str]:
    """How a Redis server is started; its password is in a file, where no list of processes shows it."""
    folder = instance.folder / f"redis_{which}"
    folder.mkdir(parents=True, exist_ok=True)
    settings = instance.settings
    port = getattr(settings, f"redis_{which}_port")
    lines = [
        f"include {CONFIG / f'redis_{which}.conf'}",
        f"port {port}",
        f"dir {folder}",
        f"requirepass {settings.redis_password}",
    ]
    write_private(folder / "redis.conf", "\n".join(lines) + "\n")
    return ["redis-server", str(folder / "redis.conf")]


def redis_program() -> str:
    """Debian's redis-server is another name of redis-check-rdb, which comes without a service of the machine's."""
    return program("redis-server", "redis-check-rdb") or "redis-server"


def prepare_database(instance: Instance) -> None:
    """Make the database's files and its root account, once."""
    target = data_folder(instance)
    if target.exists():
        return
    half_made = instance.folder / "mariadb.new"
    shutil.rmtree(half_made, ignore_errors=True)
    half_made.mkdir(parents=True)
    install = [
        program("mariadb-install-db") or "mariadb-install-db",
        "--no-defaults",
        f"--datadir={half_made}",
    ]
    install += ["--auth-root-authentication-method=normal", "--skip-test-db", *run_as()]
    run_quietly(install, "Making the database's files")
    password = instance.settings.db_root_password
    accounts = "FLUSH PRIVILEGES;\n" + "".join(
        f"CREATE OR REPLACE USER root@'{host}' IDENTIFIED BY '{password}';\n"
        f"GRANT ALL PRIVILEGES ON *.* TO root@'{host}' WITH GRANT OPTION;\n"
        for host in ("localhost", "127.0.0.1")
    )
    bootstrap = [program("mariadbd") or "mariadbd", "--no-defaults", "--bootstrap", f"--datadir={half_made}"]
    run_quietly([*bootstrap, "--skip-name-resolve", *run_as()], "Setting the database's password", accounts)
    half_made.rename(target)


def run_quietly(command: list[str], doing: str, stdin: str = "") -> None:
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode:
        LOGS.mkdir(parents=True, exist_ok=True)
        log = LOGS / "database.log"
        log.write_text(done.stdout + done.stderr)
        raise Problem(*explain(doing, done.stdout + done.stderr, "", log))


@contextmanager
def running(instance: Instance) -> Iterator[None]:
    """Have the services up inside the block; what was not running before is stopped after it."""
    started = [start(instance, name) for name in own_services(instance) if not is_up(instance, name)]
    try:
        for name, process in started:
            wait_until_up(instance, name, process)
        yield
    finally:
        stop([process for _, process in started])


def own_services(instance: Instance) -> list[str]:
    """Names of the services this bench runs itself."""
    database = ["mariadb"] if instance.has_own_database else []
    redis = ["redis_cache", "redis_queue"] if instance.has_own_redis else []
    return database + redis


def port_of(instance: Instance, service: str) -> int:
    settings = instance.settings
    return settings.db_port if service == "mariadb" else getattr(settings, f"{service}_port")


def is_up(instance: Instance, service: str) -> bool:
    return is_listening(port_of(instance, service))


def start(instance: Instance, service: str) -> tuple[str, subprocess.Popen[bytes]]:
    """Start one service in the background, its output in a log."""
    LOGS.mkdir(parents=True, exist_ok=True)
    if service == "mariadb":
        prepare_database(instance)
        command, executable = mariadb_command(instance), None
    else:
        command, executable = redis_command(instance, service.removeprefix("redis_")), redis_program()
    with open(LOGS / f"{instance.name}-{service}.log", "ab") as log:
        process = subprocess.Popen(
            command,
            executable=executable,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    return service, process


def wait_until_up(instance: Instance, service: str, process: subprocess.Popen[bytes] | None = None) -> None:
    """Wait for a service to answer.

    Raises:
        Problem: It ended, or does not answer within a minute.
    """
    log = LOGS / f"{instance.name}-{service}.log"
    deadline = time.monotonic() + START_SECONDS
    while not is_up(instance, service):
        if process is not None and process.poll() is not None:
            raise Problem(*explain(f"Starting {service}", log.read_text(errors="replace"), "", log))
        if time.monotonic() > deadline:
            raise Problem(
                f"{service} does not answer after {START_SECONDS} seconds", f"See {log.relative_to(ROOT)}"
            )
        time.sleep(0.05)


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask the processes to end and wait until they have."""
    for process in processes:
        process.send_signal(signal.SIGTERM)
    for process in processes:
        process.wait(timeout=START_SECONDS)
