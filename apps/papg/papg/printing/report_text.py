"""Text of a section with its paragraphs numbered, as the page has it and as other papers are made of it."""

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from papg.printing.text import rich
from papg.rules.report_numbers import paragraph_numbers

NUMBER = "paragraph-number"


def numbered(body: str | None, stored: str, shown: str) -> Markup:
    """Text as it is safe to print: a first row in bold heads its table, and paragraphs have their numbers.

    Args:
        body: Text as the editor stored it.
        stored: Number of the section in the whole report; empty where paragraphs have none.
        shown: Its number in this version.
    """
    page = BeautifulSoup(rich(body), "html.parser")
    for table in page.find_all("table"):
        give_head(page, table)
    own = [part for part in page.find_all("p", recursive=False) if is_numbered(part)]
    numbers = paragraph_numbers([first_words(part) for part in own], stored, shown)
    for part, (number, words) in zip(own, numbers, strict=True):
        put_first_words(part, words)
        if number:
            mark = page.new_tag("span", attrs={"class": NUMBER})
            mark.string = number
            part.insert(0, mark)
            mark.insert_after(" ")
    # What came in was cleaned; only plain numbers and heads of tables were added.
    return Markup(str(page))  # noqa: S704


def give_head(page: BeautifulSoup, table: Tag) -> None:
    """Make a first row that is bold throughout the heads of the columns, which a reader of the paper is told."""
    first = table.find("tr")
    if first is None or table.find("thead") or not all(is_bold(cell) for cell in first.find_all("td")):
        return
    for cell in first.find_all("td"):
        cell.name = "th"
        cell["scope"] = "col"
    head = page.new_tag("thead")
    table.insert(0, head)
    head.append(first.extract())


def is_bold(cell: Tag) -> bool:
    """Is all of a cell bold, and does it say something?"""
    words = [text for text in cell.find_all(string=True) if text.strip()]
    return bool(words) and all(text.find_parent(["strong", "b"]) for text in words)


def is_numbered(part: Tag) -> bool:
    """Does a paragraph say something, and is it no heading?"""
    return bool(part.get_text().strip()) and "subheading" not in (part.get("class") or [])


def first_words(part: Tag) -> str:
    """Text a paragraph begins with, up to the first change of its look."""
    first = part.find(string=True)
    return str(first) if first else ""


def put_first_words(part: Tag, words: str) -> None:
    first = part.find(string=True)
    if first is not None and str(first) != words:
        first.replace_with(words)
