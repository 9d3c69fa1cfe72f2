"""A real nginx on the loopback address, with a certificate of its own, before whatever is to be reached."""

import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import requests

from provision import proxy
from provision.instance import Instance, free_ports, is_listening

NAME = "papg.council.example"


@dataclass
class Front:
    """What people reach: a name, and the ports it answers on."""

    http_port: int
    https_port: int
    certificate: Path

    def ask(self, verb: str, path: str, name: str = NAME, **kwargs: object) -> requests.Response:
        """One request over TLS, sent as it is written; the certificate is checked."""
        host = kwargs.pop("host", f"{name}:{self.https_port}")
        with requests.Session() as session:
            session.mount("https://", Pinned())
            headers = {"Host": host, **(kwargs.pop("headers", None) or {})}
            return session.request(
                verb,
                f"https://127.0.0.1:{self.https_port}{path}",
                headers=headers,
                verify=str(self.certificate),
                timeout=30,
                allow_redirects=False,
                **kwargs,
            )


class Pinned(requests.adapters.HTTPAdapter):
    """Asks for the site's name during the handshake, whatever address it is sent to."""

    def init_poolmanager(self, *args: object, **kwargs: object) -> None:
        super().init_poolmanager(*args, **kwargs, server_hostname=NAME, assert_hostname=NAME)


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was asked."""

    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        said = {"path": self.path, "headers": {name.lower(): value for name, value in self.headers.items()}}
        body = json.dumps(said).encode()
        self.send_response(200)
        for name, value in (
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(body))),
            ("X-Powered-By", "something"),
            ("Set-Cookie", "sid=x; Secure; HttpOnly"),
        ):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = do_TRACE = answer

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def echo() -> Iterator[int]:
    """A server that tells what reached it; its port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate that vouches for itself, and its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    command += ["-out", str(certificate), "-keyout", str(key)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


@contextmanager
def before(instance: Instance, folder: Path, **changed: str) -> Iterator[Front]:
    """Nginx with the shipped configuration, before the programs of an instance.

    Args:
        instance: Whose web and realtime server it passes requests to.
        folder: Where its files go.
        changed: Values of the templates that are other than delivered.
    """
    http_port, https_port = free_ports(2)
    certificate, key = make_certificate(folder)
    options = ["--certificate", str(certificate), "--key", str(key), "--address", "127.0.0.1"]
    options += ["--http-port", str(http_port), "--https-port", str(https_port)]
    values = proxy.names(instance, proxy.parse([NAME, *options]), folder) | changed
    file = folder / "nginx.conf"
    file.write_text(proxy.fill("nginx.conf.template", values))
    for name in ("body", "proxy", "fastcgi", "uwsgi", "scgi"):
        (folder / f"nginx-{name}").mkdir(exist_ok=True)
    process = subprocess.Popen([proxy.nginx(), "-c", str(file), "-g", "daemon off; master_process off;"])
    try:
        wait(process, https_port)
        yield Front(http_port, https_port, certificate)
    finally:
        process.terminate()
        process.wait(timeout=20)
        shutil.rmtree(folder / "nginx-body", ignore_errors=True)


def wait(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 20
    while not is_listening(port):
        assert process.poll() is None and time.monotonic() < deadline, "nginx did not start"
        time.sleep(0.05)


def raw(port: int, text: str, name: str | None = NAME, most: ssl.TLSVersion | None = None) -> bytes:
    """Send bytes over TLS under a name; what comes back."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if most:
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, most
        context.set_ciphers("DEFAULT@SECLEVEL=0")
    with (
        socket.create_connection(("127.0.0.1", port), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname=name) as secure,
    ):
        secure.sendall(text.encode())
        return secure.recv(65536)
