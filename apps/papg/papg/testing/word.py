"""Reading a Word document back, as a test needs it."""

from io import BytesIO
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.oxml.ns import qn


def opened(file: bytes) -> Document:
    return docx.Document(BytesIO(file))


def text(file: bytes) -> str:
    """Everything the body says, tables among it, as one line."""
    lines = (line.iter(qn("w:t")) for line in opened(file).element.body.iter(qn("w:p")))
    return " ".join(" ".join("".join(str(part.text) for part in line) for line in lines).split())


def headings(file: bytes) -> list[str]:
    return [line.text for line in opened(file).paragraphs if str(line.style.name).startswith("Heading")]


def parts(file: bytes) -> dict[str, bytes]:
    """Every part of the file by name, whatever a word processor shows of it."""
    with ZipFile(BytesIO(file)) as package:
        return {name: package.read(name) for name in package.namelist()}
