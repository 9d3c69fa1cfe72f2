"""One made-up request: how it is sent, and how it is written down to be sent again."""

import json
import shlex
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from tests.walk.rows import MARK, NAME

FORM, JSON, QUERY, MULTIPART, RAW = "form", "json", "query", "multipart", "raw"
# The web server itself refuses longer ones.
LONGEST_ADDRESS = 4_000
CARRIERS = (FORM, JSON, QUERY, MULTIPART)


@dataclass(frozen=True)
class Message:
    """A request as it is made up, before anybody's session or key is added.

    Attributes:
        way: How the arguments travel; with `raw` the body goes as it is.
    """

    verb: str
    path: str
    arguments: dict[str, Any] = field(default_factory=dict)
    way: str = FORM
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def sent(self) -> dict[str, Any]:
        """The request as the web library takes it."""
        how: dict[str, Any] = {"headers": self.headers, "cookies": self.cookies}
        if self.way == RAW:
            return {**how, "data": self.body}
        if self.way == JSON:
            body = json.dumps(self.arguments).encode()
            return {**how, "data": body, "headers": {"Content-Type": "application/json", **self.headers}}
        flat = {name: plain(value) for name, value in self.arguments.items()}
        if self.way == QUERY and sum(map(len, flat.values())) < LONGEST_ADDRESS:
            return {**how, "params": flat}
        if self.way == MULTIPART:
            parts = {name: (None, value) for name, value in flat.items()}
            return {**how, "files": {**parts, "file": ("paper.txt", b"Plain text.", "text/plain")}}
        return {**how, "data": flat}

    @property
    def address(self) -> str:
        """The path, with what no address may hold written as its bytes."""
        return quote(self.path, safe="/%?&=+,;:@~!$'()*.-_")

    def names(self) -> frozenset[str]:
        """Marks and names of records in the request itself; an answer that repeats them tells nothing."""
        text = f"{self.path} {json.dumps(self.arguments, ensure_ascii=False)} {self.body!r} {self.headers}"
        return frozenset([*MARK.findall(text), *NAME.findall(text)])

    def is_reading(self) -> bool:
        return self.verb in ("GET", "HEAD", "OPTIONS")

    def __str__(self) -> str:
        """The whole request, to be sent again by hand."""
        parts = ["curl", "-X", self.verb, self.address]
        for name, value in self.headers.items():
            parts += ["-H", f"{name}: {value}"]
        for name, value in self.cookies.items():
            parts += ["-b", f"{name}={value}"]
        sent = self.body.decode(errors="backslashreplace") if self.way == RAW else json.dumps(self.arguments)
        return f"{shlex.join([*parts, '--data', sent])}   # arguments as {self.way}"


def plain(value: Any) -> str:
    """A value as a form carries it."""
    return value if isinstance(value, str) else json.dumps(value)
