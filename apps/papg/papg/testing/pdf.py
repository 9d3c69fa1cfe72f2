"""Reading a PDF back, as a test needs it."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader


def pages(pdf: bytes) -> list[str]:
    """Text of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def text(pdf: bytes) -> str:
    """Text of all pages as one line, whatever the line breaks."""
    return " ".join(" ".join(pages(pdf)).split())


def is_said(words: str, said: str) -> bool:
    """Do these words stand in a text, as one or in two parts where they go on overleaf?"""
    parts = words.split()
    ways = ((" ".join(parts[:cut]), " ".join(parts[cut:])) for cut in range(len(parts)))
    return any(first in said and rest in said for first, rest in ways)


def pictures(pdf: bytes) -> int:
    """How many pictures its pages show."""
    return sum(len(page.images) for page in PdfReader(BytesIO(pdf)).pages)


def root(pdf: bytes) -> Any:
    """What the document says of itself as a whole."""
    return PdfReader(BytesIO(pdf)).trailer["/Root"]


def title(pdf: bytes) -> str | None:
    metadata = PdfReader(BytesIO(pdf)).metadata
    return metadata.title if metadata else None


def fonts(pdf: bytes) -> set[str]:
    """Names of the fonts, without the mark of an embedded part."""
    found = set()
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            found.add(str(font.get_object()["/BaseFont"]).split("+")[-1])
    return found


def tags(pdf: bytes) -> list[str]:
    """Kinds of structure elements in reading order, such as /H1, /Table and /TH."""
    return [str(element["/S"]) for element in elements(pdf)]


def elements(pdf: bytes) -> list[Any]:
    """Structure elements in reading order: what a page is made of for somebody who hears it read."""
    found: list[Any] = []
    collect(root(pdf)["/StructTreeRoot"], found)
    return found


def collect(element: Any, found: list[Any]) -> None:
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for child in element:
            collect(child, found)
    elif isinstance(element, dict):
        if "/S" in element:
            found.append(element)
        if "/K" in element:
            collect(element["/K"], found)


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page."""
    return [
        (float(page.mediabox.width), float(page.mediabox.height)) for page in PdfReader(BytesIO(pdf)).pages
    ]
