"""A private Redis, a web server whose answers the test sets, the realtime server and real clients."""

import itertools
import json
import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import redis

from provision.services import redis_program

REPOSITORY = Path(__file__).resolve().parents[2]
SERVER = REPOSITORY / "provision" / "realtime" / "server.mjs"
CLIENT = Path(__file__).with_name("realtime_client.mjs")
SITE = "papg.localhost"
ORIGIN = "http://papg.localhost:8000"
REDIS_KEY = "only-for-this-test"
PATIENCE = 20.0
SECRETARY, PARTNER = "secretary@a", "partner@b"
ACTION = ("PAPG Action", "a1b2c3")


def wait_until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"waited {PATIENCE} s in vain: {what}"
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Redis:
    """A private redis-server with a password, and what the site would publish on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"redis://:{REDIS_KEY}@127.0.0.1:{self.port}"
        self.connection = redis.Redis(port=self.port, password=REDIS_KEY)

    def start(self) -> None:
        options = {"port": self.port, "bind": "127.0.0.1", "requirepass": REDIS_KEY, "save": ""}
        options["dir"] = self.folder
        words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        command = ["redis-server", *words]
        self.process = subprocess.Popen(command, executable=redis_program(), stdout=subprocess.DEVNULL)
        wait_until(self.answers, "redis-server answers")

    def answers(self) -> bool:
        with suppress(redis.ConnectionError):
            return self.connection.ping()
        return False

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)

    def listeners(self) -> int:
        return min(count for _, count in self.connection.pubsub_numsub("events", "papg:leave"))

    def publish(self, event: str, room: str | None, message: object = None, site: str = SITE) -> None:
        body = {"event": event, "message": message or {}, "room": room, "namespace": site}
        self.connection.publish("events", json.dumps(body))

    def leave(self, user: str, site: str = SITE) -> None:
        self.connection.publish("papg:leave", json.dumps({"site": site, "user": user}))


class Web:
    """The web server as far as the realtime server asks it: sessions, and who may read what."""

    def __init__(self) -> None:
        self.reset()
        handler = type(
            "Handler",
            (BaseHTTPRequestHandler,),
            {"do_GET": lambda request: self.answer(request), "log_message": lambda *_: None},
        )
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def reset(self) -> None:
        """A secretary at the desk, who may read the action, and a partner from outside, who may not."""
        self.sessions = {"s1": (SECRETARY, "System User"), "p1": (PARTNER, "Website User")}
        self.readable = {(SECRETARY, *ACTION), (SECRETARY, ACTION[0])}
        self.away_for: tuple[str, ...] = ()
        self.asked: list[str] = []
        self.held: threading.Event | None = None

    def hold_next(self) -> threading.Event:
        """Keep the next answer, as it is decided then, until the returned event is set."""
        self.held = threading.Event()
        return self.held

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        self.asked.append(request.path)
        address = urlsplit(request.path)
        sid = request.headers["Cookie"].removeprefix("sid=")
        user, user_type = self.sessions.get(sid, ("Guest", "Website User"))
        words = [values[0] for values in parse_qs(address.query).values()]
        status, message = 200, True
        if any(word in address.path for word in self.away_for):
            status = 503
        elif sid == "barred":
            status = 403
        elif address.path.endswith("get_user_info"):
            message = {"user": user, "user_type": user_type}
        elif (user, *words) not in self.readable:
            status = 403 if "absent" not in words else 404
        held, self.held = self.held, None
        if held:
            held.wait(PATIENCE)
        request.send_response(status)
        request.end_headers()
        request.wfile.write(
            json.dumps({"message": message} if status == 200 else {"exc_type": "No"}).encode()
        )


class Browser:
    """Tabs of several people, each with a name of the test's choosing; keeps all they hear."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.lines: list[dict] = []
        self.numbers = itertools.count(1)
        self.round = 0
        self.process = subprocess.Popen(
            ["node", str(CLIENT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        for line in self.process.stdout:
            self.lines.append(json.loads(line))

    def reset(self) -> None:
        """Close all tabs; what they may still say is not taken for the words of a later tab of that name."""
        self.order(do="closeAll")
        self.round += 1
        self.lines.clear()

    def order(self, **words: object) -> None:
        self.process.stdin.write(json.dumps(self.with_round(words)) + "\n")

    def with_round(self, words: dict[str, object]) -> dict[str, object]:
        return words | {"tab": f"{words['tab']} {self.round}"} if "tab" in words else words

    def found(self, **words: object) -> list[dict]:
        wanted = self.with_round(words)
        return [line for line in list(self.lines) if wanted.items() <= line.items()]

    def try_to_open(self, tab: str, sid: str | None, origin: str | None = ORIGIN, site: str = SITE) -> dict:
        """Open a tab and return what the server said: connected, or refused and why."""
        cookie = f"theme=dark; sid={sid}" if sid else None
        self.order(
            do="open", tab=tab, url=f"http://127.0.0.1:{self.port}/{site}", cookie=cookie, origin=origin
        )
        wait_until(
            lambda: [line for line in self.found(tab=tab) if "state" in line], f"{tab} opens or is refused"
        )
        return next(line for line in self.found(tab=tab) if "state" in line)

    def open(self, tab: str, sid: str) -> None:
        assert self.try_to_open(tab, sid)["state"] == "connected"

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(PATIENCE)

    def ask(self, tab: str, event: str, *words: object) -> bool:
        number = next(self.numbers)
        self.order(do="send", tab=tab, id=number, event=event, words=words)
        wait_until(lambda: self.found(id=number), f"{tab} gets an answer to {event}")
        return self.found(id=number)[0]["answer"]

    def heard(self, tab: str, event: str) -> list[object]:
        return [line["message"] for line in self.found(tab=tab, event=event)]

    def wait_for(self, tab: str, event: str, message: object) -> None:
        wait_until(lambda: message in self.heard(tab, event), f"{tab} hears {event} {message}")


class Server:
    """The server under test; its log is read so that nothing has to be guessed by waiting."""

    def __init__(self, settings: dict[str, str]) -> None:
        self.settings = settings
        self.log: list[dict] = []

    def start(self) -> None:
        self.process = subprocess.Popen(
            ["node", str(SERVER)], env={**os.environ, **self.settings}, stdout=subprocess.PIPE, text=True
        )
        threading.Thread(target=self.listen, args=(self.process.stdout,), daemon=True).start()

    def listen(self, output: Iterator[str]) -> None:
        self.log.extend(json.loads(line) for line in output)

    def logged(self, event: str) -> int:
        return len([line for line in list(self.log) if line["event"] == event])

    def wait_for(self, event: str) -> None:
        wait_until(lambda: self.logged(event), f"the server logs: {event}")

    def stop(self) -> float:
        """End the server the way a process manager does; return the seconds it took."""
        started = time.monotonic()
        self.process.terminate()
        assert self.process.wait(PATIENCE) == 0
        return time.monotonic() - started


class Bench:
    """Redis, web server, realtime server and browser together."""

    def __init__(self, folder: Path, recheck: int = 600) -> None:
        self.redis = Redis(folder)
        self.web = Web()
        port = free_port()
        self.server = Server(
            {
                "REALTIME_PORT": str(port),
                "REALTIME_RECHECK_SECONDS": str(recheck),
                "FRAPPE_REDIS_QUEUE": self.redis.url,
                "WEB_URL": self.web.url,
                "ALLOWED_ORIGINS": f"http://localhost:8000,{ORIGIN}",
                "SITE_NAME": SITE,
            }
        )
        self.browser = Browser(port)
        self.markers = itertools.count(1)

    def start(self) -> None:
        self.redis.start()
        self.server.start()
        self.wait_until_heard()

    def wait_until_heard(self) -> None:
        wait_until(lambda: self.redis.listeners() == 1, "the realtime server listens on Redis")

    def reset(self) -> None:
        """No tab of the last test is left in a room, and the web server answers as at first."""
        self.browser.reset()
        wait_until(lambda: self.server.logged("joined") == self.server.logged("left"), "all have left")
        self.server.log.clear()
        self.web.reset()

    def is_heard(self, tab: str, user: str) -> bool:
        """Whether a change of the action, published now, reaches the user's tab."""
        change = self.update_action()
        self.mark(tab, user)
        return change in self.browser.heard(tab, "doc_update")

    def stop(self) -> None:
        self.browser.close()
        self.server.stop()
        self.redis.stop()
        self.web.server.shutdown()
        self.web.server.server_close()

    def update_action(self) -> dict:
        """Publish a change of the action and return the message, different each time."""
        message = {"doctype": ACTION[0], "name": ACTION[1], "modified": next(self.markers)}
        self.redis.publish("doc_update", f"doc:{ACTION[0]}/{ACTION[1]}", message)
        return message

    def mark(self, tab: str, user: str) -> None:
        """Send a marker to the user's own room and wait for it: all published before has arrived by then."""
        message = {"marker": next(self.markers)}
        self.redis.publish("marker", f"user:{user}", message)
        self.browser.wait_for(tab, "marker", message)


@contextmanager
def running_bench(folder: Path, recheck: int = 600) -> Iterator[Bench]:
    """A started bench; `recheck` is the seconds after which rights are asked again."""
    bench = Bench(folder, recheck)
    try:
        bench.start()
        yield bench
    finally:
        bench.stop()
