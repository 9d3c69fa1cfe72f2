"""What came back from a door, opened as far as a curious reader would open it."""

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property

import requests
from pypdf import PdfReader

from tests.walk.rows import MARK, NAME

CLOSED = "Your account cannot do this."
# The token a page carries; a session with a key gets another one each time.
OF_THE_SESSION = re.compile(r"[0-9a-f]{40,}")


@dataclass
class Answer:
    """One answer, with the way in it came by."""

    status: int
    headers: dict[str, str]
    content: bytes
    door: str = ""

    @classmethod
    def of(cls, response: requests.Response, door: str = "") -> "Answer":
        """The answer behind a response."""
        return cls(response.status_code, dict(response.headers), response.content, door)

    @property
    def is_ok(self) -> bool:
        """Did the door open?"""
        return self.status < 300

    @property
    def is_closed(self) -> bool:
        """Does this door not exist for this kind of user?"""
        return self.status == 403 and CLOSED in self.text

    @cached_property
    def text(self) -> str:
        """The body as text, archives and papers unpacked."""
        if self.content.startswith(b"%PDF"):
            return "".join(page.extract_text() for page in PdfReader(io.BytesIO(self.content)).pages)
        if self.content.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(self.content)) as parts:
                return "\n".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
        return self.content.decode(errors="replace")

    @cached_property
    def found(self) -> frozenset[str]:
        """Every mark and every name of a record in the body and the headers."""
        whole = "\n".join([self.text, *map(str, self.headers.values())])
        joined = "".join(whole.split())  # a paper may break a mark over two lines
        return frozenset([*MARK.findall(whole), *MARK.findall(joined), *NAME.findall(whole)])

    def shape(self, *words: str) -> tuple[int, str]:
        """Status and body, with these words taken out: what a prober can compare."""
        text = OF_THE_SESSION.sub("¤", self.text)
        for word in words:
            text = text.replace(word, "¤")
        return self.status, text
