"""The site through frappe-js-sdk, a client of somebody else's in JavaScript, run by Node."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from tests.clients.client import Fields, Refused

PROGRAM = Path(__file__).with_name("client.mjs")


class Sdk:
    """One account's calls."""

    def __init__(self, node: subprocess.Popen[str], key: str) -> None:
        self.node, self.key = node, key

    def rows(self, record_type: str, fields: list[str], filters: list[list[Any]]) -> list[Fields]:
        return self.done("rows", record_type, fields, filters)

    def read(self, record_type: str, name: str) -> Fields:
        return self.done("read", record_type, name)

    def create(self, record_type: str, fields: Fields) -> Fields:
        return self.done("create", record_type, fields)

    def change(self, record_type: str, name: str, fields: Fields) -> Fields:
        return self.done("change", record_type, name, fields)

    def call(self, method: str, arguments: Fields) -> Any:
        return self.done("call", method, arguments)

    def ask(self, method: str, arguments: Fields) -> Any:
        return self.done("ask", method, arguments)

    def done(self, way: str, *given: Any) -> Any:
        """What the client answers."""
        assert self.node.stdin and self.node.stdout
        self.node.stdin.write(f"{json.dumps({'key': self.key, 'way': way, 'given': given})}\n")
        self.node.stdin.flush()
        said = json.loads(self.node.stdout.readline())
        if "answer" not in said:
            raise Refused(said["status"], said["message"])
        return said["answer"]


@contextmanager
def running(url: str) -> Iterator[partial[Sdk]]:
    """Makes a client of an account's key, as long as the block lasts."""
    command = ["node", str(PROGRAM), url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as node:
        try:
            yield partial(Sdk, node)
        finally:
            node.terminate()
