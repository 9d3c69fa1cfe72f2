"""An instance of the bench: its ports, passwords and data. `run` serves people, `test` serves the tests."""

import json
import os
import secrets
import socket
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path

from provision.paths import ENV, STATE, TOOLS, demo_site

WEB_PORT = 8000
REALTIME_PORT = 9000


@dataclass
class Settings:
    """What is made up once for an instance and then kept, readable by its owner only."""

    db_port: int
    redis_cache_port: int
    redis_queue_port: int
    db_root_password: str
    redis_password: str
    admin_password: str
    web_port: int
    realtime_port: int


class Instance:
    """One set of private services and the sites on it."""

    def __init__(self, name: str = "run") -> None:
        self.name = name
        self.folder = STATE / name

    @cached_property
    def settings(self) -> Settings:
        file = self.folder / "settings.json"
        if file.exists():
            return Settings(**json.loads(file.read_text()))
        settings = self.make_settings()
        self.keep(settings)
        return settings

    def keep(self, settings: Settings) -> None:
        write_private(self.folder / "settings.json", json.dumps(asdict(settings), indent=1))

    def share_passwords(self, other: "Instance") -> None:
        """Use the passwords of another instance, as a copy of its site needs them; the ports stay this one's own."""
        passwords = {
            name: value for name, value in asdict(other.settings).items() if name.endswith("_password")
        }
        self.settings = replace(self.settings, **passwords)
        self.keep(self.settings)

    def make_settings(self) -> Settings:
        ports = free_ports(5)
        is_served = self.name == "run"
        return Settings(
            db_port=ports[0],
            redis_cache_port=ports[1],
            redis_queue_port=ports[2],
            db_root_password=secrets.token_urlsafe(24),
            redis_password=secrets.token_urlsafe(24),
            admin_password=secrets.token_urlsafe(24),
            web_port=WEB_PORT if is_served else ports[3],
            realtime_port=REALTIME_PORT if is_served else ports[4],
        )

    @property
    def web_port(self) -> int:
        return self.port_told("WEB_PORT", "PORT") or self.settings.web_port

    @property
    def realtime_port(self) -> int:
        return self.port_told("REALTIME_PORT", "REALTIME_PORT") or self.settings.realtime_port

    def port_told(self, by_bench: str, by_person: str) -> int:
        """A port another program of this instance, or the person who serves people, chose; 0 if nobody did.

        `PORT` itself is not read by programs of the bench: a runner of a Procfile gives each a number of its own.
        """
        if os.environ.get("PAPG_INSTANCE") == self.name:
            return int(os.environ.get(by_bench) or 0)
        return int(os.environ.get(by_person) or 0) if self.name == "run" else 0

    @property
    def site(self) -> str:
        return demo_site() if self.name == "run" else f"{self.name}.{demo_site()}"

    @property
    def url(self) -> str:
        return f"http://localhost:{self.web_port}"

    @property
    def has_own_database(self) -> bool:
        return "DB_HOST" not in os.environ

    @property
    def has_own_redis(self) -> bool:
        return "REDIS_CACHE" not in os.environ

    @property
    def db_address(self) -> tuple[str, int]:
        """Host and port of the database: the council's own when DB_HOST names one."""
        if self.has_own_database:
            return "127.0.0.1", self.settings.db_port
        return os.environ["DB_HOST"], int(os.environ.get("DB_PORT", "3306"))

    @property
    def db_root_password(self) -> str:
        return os.environ.get("DB_ROOT_PASSWORD") or self.settings.db_root_password

    def redis_url(self, which: str) -> str:
        """Address of the `cache` or `queue` server, the council's own when REDIS_CACHE and REDIS_QUEUE name them."""
        if not self.has_own_redis:
            return os.environ[f"REDIS_{which.upper()}"]
        port = getattr(self.settings, f"redis_{which}_port")
        return f"redis://:{self.settings.redis_password}@127.0.0.1:{port}"

    @property
    def origins(self) -> list[str]:
        """Where pages come from that may listen to live events; PUBLIC_URL is the address at the proxy."""
        own = [self.url, f"http://{self.site}:{self.web_port}", f"http://127.0.0.1:{self.web_port}"]
        return [*own, *filter(None, [os.environ.get("PUBLIC_URL", "").rstrip("/")])]

    def environment(self) -> dict[str, str]:
        """What every program of this instance is told; the framework reads the FRAPPE_ names."""
        host, port = self.db_address
        path = os.pathsep.join([str(ENV / "bin"), str(TOOLS / "bin"), os.environ.get("PATH", "")])
        inherited = {name: value for name, value in os.environ.items() if name != "PORT"}
        return {
            **inherited,
            "PATH": path,
            "PYTHONPATH": str(STATE.parent),
            "PYTHONUNBUFFERED": "1",
            "FRAPPE_DOCKER_BUILD": "1",  # keeps frappe-bench from asking a package index for its newest version
            "FRAPPE_DB_HOST": host,
            "FRAPPE_DB_PORT": str(port),
            "FRAPPE_REDIS_CACHE": self.redis_url("cache"),
            "FRAPPE_REDIS_QUEUE": self.redis_url("queue"),
            "PAPG_INSTANCE": self.name,
            "SITE_NAME": self.site,
            "WEB_HOST": os.environ.get("WEB_HOST", "127.0.0.1"),
            "WEB_PORT": str(self.web_port),
            "WEB_URL": f"http://127.0.0.1:{self.web_port}",
            "REALTIME_HOST": os.environ.get("REALTIME_HOST", "127.0.0.1"),
            "REALTIME_PORT": str(self.realtime_port),
            "ALLOWED_ORIGINS": ",".join(self.origins),
        }


def write_private(file: Path, text: str) -> None:
    """Write a file only its owner may read, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    half_made = file.with_suffix(".new")
    with open(os.open(half_made, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as out:
        out.write(text)
    half_made.replace(file)


def free_ports(count: int) -> list[int]:
    """Ports of the loopback address that nobody listens on."""
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def is_listening(port: int, host: str = "127.0.0.1") -> bool:
    """Does anything answer there?"""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0
