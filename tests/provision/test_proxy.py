"""The shipped front door on the network: every rule on a real nginx, before a server that tells what reached it."""

import ssl
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import requests

from provision import proxy, sites
from provision.instance import Instance
from provision.paths import SITES
from provision.say import Problem
from tests.provision import proxy_rig
from tests.provision.proxy_rig import NAME, Front, raw


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with proxy_rig.echo() as port:
        behind = SimpleNamespace(site="inside.localhost", name="x", web_port=port, realtime_port=port)
        with proxy_rig.before(behind, tmp_path_factory.mktemp("front")) as found:
            yield found


def reached(front: Front, path: str = "/app", **kwargs: object) -> dict[str, str]:
    """Headers that reached the server behind."""
    answer = front.ask("GET", path, **kwargs)
    assert answer.status_code == 200, answer.text
    return answer.json()["headers"]


def test_what_the_application_is_told_is_written_by_the_proxy(front: Front) -> None:
    headers = reached(front)
    assert headers["host"] == f"{NAME}:{front.https_port}"
    assert headers["x-frappe-site-name"] == "inside.localhost"
    assert headers["x-forwarded-for"] == "127.0.0.1"
    assert headers["x-forwarded-proto"] == "https"


@pytest.mark.parametrize("path", ["/app", "/api/method/upload_file", "/login", "/socket.io/"])
@pytest.mark.parametrize(
    "name",
    [
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "X-Forwarded-Host",
        "X-Frappe-Site-Name",
        "X-Real-IP",
        "Forwarded",
    ],
)
def test_what_a_client_writes_of_it_does_not_arrive(name: str, path: str, front: Front) -> None:
    assert "192.0.2.7" not in reached(front, path, headers={name: "192.0.2.7"}).values()


@pytest.mark.parametrize("host", ["another.example", "127.0.0.1", "", f"{NAME}.evil.example"])
def test_another_name_gets_no_answer(host: str, front: Front) -> None:
    assert raw(front.https_port, f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")[:13] in (
        b"",
        b"HTTP/1.1 400 ",
    )
    with pytest.raises(requests.ConnectionError):
        requests.get(f"http://127.0.0.1:{front.http_port}/", headers={"Host": host or "x"}, timeout=10)


@pytest.mark.parametrize("name", ["another.example", None])
def test_another_name_gets_no_certificate_either(name: str | None, front: Front) -> None:
    with pytest.raises((ssl.SSLError, ConnectionError)):
        raw(front.https_port, "GET / HTTP/1.1\r\n\r\n", name)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_old_versions_of_tls_are_refused(version: ssl.TLSVersion, front: Front) -> None:
    with pytest.raises((ssl.SSLError, ConnectionError)):
        raw(front.https_port, "GET / HTTP/1.1\r\n\r\n", most=version)


def test_the_log_keeps_nothing_of_what_stands_behind_a_question_mark(front: Front) -> None:
    assert front.ask("GET", "/calendar.ics?key=one-that-opens").status_code == 200
    kept = (front.certificate.parent / "nginx-access.log").read_text()
    assert '"GET /calendar.ics" 200' in kept and "one-that-opens" not in kept


def test_plain_http_leads_to_https(front: Front) -> None:
    answer = requests.get(
        f"http://127.0.0.1:{front.http_port}/app?x=1",
        headers={"Host": NAME},
        timeout=10,
        allow_redirects=False,
    )
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"https://{NAME}:{front.https_port}/app?x=1"


@pytest.mark.parametrize("query", ["sid=x", "cmd=login", "a=1&sid=x", "CMD=login", "sid=", "a=1&cmd=x&b=2"])
def test_a_session_or_a_method_in_the_address_is_refused(query: str, front: Front) -> None:
    for path in ("/", "/app", "/login", "/api/method/ping", "/socket.io/", "/assets/x.js"):
        assert front.ask("GET", f"{path}?{query}").status_code == 403


def test_other_words_in_the_address_pass(front: Front) -> None:
    assert front.ask("GET", "/api/method/x?side=1&command=2&inside=3").status_code == 200


@pytest.mark.parametrize("verb", ["TRACE", "OPTIONS", "PATCH", "CONNECT", "PROPFIND"])
def test_other_methods_are_refused(verb: str, front: Front) -> None:
    assert front.ask(verb, "/app").status_code in (400, 403, 405)


NOT_THERE = (
    "/backups /backups/x.gz /backups/../site_config.json /app/%2e%2e/backups/x /app/..%2fbackups /files/x.png /list "
    "/search /contact /about /blog /blog/x /rss /rss.xml /me /qrcode /.git/config /.env /app/.x "
    "/api/v2/document/User /website_script"
)


@pytest.mark.parametrize("path", NOT_THERE.split())
def test_what_nobody_needs_is_not_there(path: str, front: Front) -> None:
    answer = raw(front.https_port, f"GET {path} HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n")
    assert answer.split(b" ")[1] == b"404"


def test_large_bodies_are_refused_unless_they_are_uploads(front: Front) -> None:
    for path, allowed, too_much in (
        ("/api/method/x", 1_900_000, 2_200_000),
        ("/login", 15_000, 17_000),
        ("/api/method/upload_file", 25_000_000, 28_000_000),
    ):
        assert front.ask("POST", path, data=b"x" * allowed).status_code == 200, path
        assert front.ask("POST", path, data=b"x" * too_much).status_code == 413, path


@pytest.mark.parametrize(
    "path", ["/app", "/nowhere.html", "/backups", "/assets/assets.json", "/socket.io/", "/login"]
)
def test_every_answer_says_that_this_site_is_https_only(path: str, front: Front) -> None:
    answer = front.ask("GET", path)
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


def test_nobody_is_told_what_runs_here(front: Front) -> None:
    for path in ("/app", "/backups", "/?sid=x"):
        answer = front.ask("GET", path)
        assert "X-Powered-By" not in answer.headers
        assert answer.headers["Server"] == "nginx"
        assert "1.2" not in answer.headers["Server"] + answer.text.replace(NAME, "").partition("headers")[0]


def test_static_files_come_with_their_headers_and_only_by_get(front: Front) -> None:
    name = next(path for path in (SITES / "assets" / "papg" / "dist" / "js").glob("*.js"))
    answer = front.ask("GET", f"/assets/papg/dist/js/{name.name}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/javascript"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert front.ask("POST", f"/assets/papg/dist/js/{name.name}").status_code in (403, 405)


@pytest.mark.parametrize(
    "path", ["/assets/../site_config.json", "/assets..//apps.txt", "/assets/%2e%2e/apps.txt"]
)
def test_static_files_lead_nowhere_else(path: str, front: Front) -> None:
    answer = raw(front.https_port, f"GET {path} HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n")
    assert b"db_name" not in answer and b"frappe\n" not in answer


def test_the_live_server_is_reached_as_a_socket(front: Front) -> None:
    headers = reached(front, "/socket.io/", headers={"Upgrade": "websocket", "Connection": "Upgrade"})
    assert (headers["upgrade"], headers["connection"]) == ("websocket", "upgrade")


def test_who_knocks_too_often_is_told_to_wait(tmp_path: Path) -> None:
    with proxy_rig.echo() as port:
        behind = SimpleNamespace(site="inside.localhost", name="x", web_port=port, realtime_port=port)
        with proxy_rig.before(behind, tmp_path, DOOR="6r/m", DOOR_BURST="2") as front:
            for spoofed in ({}, {"X-Forwarded-For": "192.0.2.9"}):
                answers = [front.ask("POST", "/login", headers=spoofed).status_code for _each in range(5)]
                assert 429 in answers
            assert front.ask("GET", "/app").status_code == 200


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no name", "--certificate", "x", "--key", "x"], "“no name” is no name of a site"),
        (["x;}.example", "--certificate", "x", "--key", "x"], "is no name of a site"),
        ([NAME, "--certificate", "/nowhere.pem", "--key", "x"], r"There is no file /nowhere\.pem"),
    ],
)
def test_what_cannot_be_written_is_named(arguments: list[str], said: str, tmp_path: Path) -> None:
    with pytest.raises(Problem, match=said):
        proxy.names(Instance("test"), proxy.parse(arguments), tmp_path)


def test_the_command_writes_both_files(tmp_path: Path) -> None:
    certificate, key = proxy_rig.make_certificate(tmp_path)
    options = ["--certificate", str(certificate), "--key", str(key), "--into", str(tmp_path)]
    assert proxy.proxy([NAME, *options]) == 0
    unit = (tmp_path / "papg.service").read_text()
    assert "Environment=BEHIND_PROXY=1" in unit
    assert "${" not in unit
    assert f"server_name {NAME};" in (tmp_path / "nginx.conf").read_text()


def test_a_site_behind_the_proxy_is_told_its_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    instance = Instance("test")
    assert sites.addresses(instance) == {"host_name": instance.url, "socketio_port": instance.realtime_port}
    monkeypatch.setenv("PUBLIC_URL", f"https://{NAME}/")
    assert sites.addresses(instance) == {"host_name": f"https://{NAME}", "socketio_port": 0}
    assert f"https://{NAME}" in instance.environment()["ALLOWED_ORIGINS"].split(",")
