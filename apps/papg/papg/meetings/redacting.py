"""The text of a disclosure copy: everything the minutes say on paper as plain values, and what is left of it."""

import json
from collections.abc import Iterator
from typing import Any

import frappe
from bs4 import BeautifulSoup, NavigableString, Tag
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from papg.printing import disclosed
from papg.printing.text import WORDS
from papg.rules.disclosure import WHOLE_ITEM, Removal
from papg.rules.redaction import Cut, Passage, cuts, holds, mark, redacted

Content = dict[str, Any]
# Values that are text with tags; everything else is plain.
RICH = ("discussion", "text")


def gathered(copy: Document) -> Content:
    """What the copy says before anything is taken out, with the reference of the request."""
    return {**disclosed.of_minutes(copy.minutes), "reference": copy.request_reference or ""}


def removals_of(copy: Document) -> list[Removal]:
    """The removals as the rules take them, with the nation of each exemption."""
    nations = {row.name: row.nation for row in exemptions_of(copy)}
    return [
        Removal(
            row=row.idx,
            where=row.removed,
            item_number=cint(row.item_number),
            passage=row.passage or "",
            exemption=row.exemption or "",
            exemption_nation=nations.get(row.exemption, ""),
            reason=row.reason or "",
        )
        for row in copy.removals
    ]


def exemptions_of(copy: Document) -> list[frappe._dict]:
    """The exemptions a copy names, in one query."""
    named = list({row.exemption for row in copy.removals if row.exemption})
    return frappe.get_all(
        "PAPG Exemption", {"name": ("in", named)}, ["name", "act", "section", "title", "nation"]
    )


def item_numbers(content: Content) -> list[int]:
    return [cint(item["number"]) for item in content["items"] if item["number"]]


def all_text(content: Content) -> str:
    """Everything a copy says, one value a line."""
    return "\n".join(text for _place, text in texts(content))


def texts(content: Content) -> Iterator[tuple[str, str]]:
    """Each value of a copy without its tags, with the place it stands at."""
    for key, value in content.items():
        if key in ("items", "additions"):
            for part in value:
                place = _("Item {0}").format(part["number"]) if part["number"] else _("Other decisions")
                yield from ((place, text) for text in plain_values(part))
        elif key != "withheld":
            place = disclosed.places().get(key, _("Heading"))
            yield from ((place, text) for text in plain_values({key: value}))


def plain_values(value: Any, key: str = "") -> Iterator[str]:
    """Texts in nested values, without tags."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from plain_values(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from plain_values(part, key)
    elif value:
        yield joined(BeautifulSoup(value, "html.parser"))[0] if key in RICH else str(value)


def redacted_content(copy: Document) -> Content:
    """What is left of a copy once everything is taken out, and the list of what was.

    Raises:
        frappe.ValidationError: A passage is left; better no copy than one that says it.
    """
    content = gathered(copy)
    sections = {row.name: row for row in exemptions_of(copy)}
    passages = [
        Passage(row.passage, sections[row.exemption].section)
        for row in copy.removals
        if row.removed != WHOLE_ITEM
    ]
    withheld = [withheld_row(row, sections[row.exemption], places_of(content, row)) for row in copy.removals]
    left = without_passages(without_items(content, copy, sections), passages)
    refuse_leftovers(left, passages)
    return {**left, "withheld": withheld}


def withheld_row(row: Document, exemption: frappe._dict, places: list[str]) -> dict[str, str]:
    """One line of the list at the end of a copy: where, under which law and why, and nothing of what."""
    return {
        "places": ", ".join(places),
        "law": f"{exemption.act}, {exemption.section}",
        "title": exemption.title,
        "reason": row.reason,
    }


def places_of(content: Content, row: Document) -> list[str]:
    """Where something was taken out, each place once."""
    if row.removed == WHOLE_ITEM:
        return [_("Item {0}").format(row.item_number)]
    return list(dict.fromkeys(place for place, text in texts(content) if holds(text, row.passage)))


def without_items(content: Content, copy: Document, sections: dict[str, frappe._dict]) -> Content:
    """Content with whole items taken out: only their numbers and the marks stay."""
    gone: dict[int, list[str]] = {}
    for row in copy.removals:
        if row.removed == WHOLE_ITEM:
            gone.setdefault(cint(row.item_number), []).append(sections[row.exemption].section)
    return {
        **content,
        "items": [emptied(item, gone.get(cint(item["number"]))) for item in content["items"]],
        "additions": [emptied(row, gone.get(cint(row["number"]))) for row in content["additions"]],
    }


def emptied(part: Content, sections: list[str] | None) -> Content:
    """An item or an addition to one, with nothing left of it if it goes."""
    if not sections:
        return part
    nothing = {key: type(value)() for key, value in part.items()}
    return {**nothing, "number": part["number"], "title": mark(list(dict.fromkeys(sections)))}


def without_passages(value: Any, passages: list[Passage], key: str = "") -> Any:
    """The same nested values with a mark in place of each passage."""
    if isinstance(value, dict):
        return {name: without_passages(part, passages, name) for name, part in value.items()}
    if isinstance(value, list):
        return [without_passages(part, passages, key) for part in value]
    if not value or key == "number":
        return value
    return redacted_html(value, passages) if key in RICH else redacted(value, passages)


def redacted_html(html: str, passages: list[Passage]) -> str:
    """Text with tags, with a mark in place of each passage, also where tags or paragraphs run through it."""
    soup = BeautifulSoup(html, "html.parser")
    text, nodes = joined(soup)
    found = cuts(text, passages)
    for node, start in nodes:
        replace_in(node, start, found)
    return str(soup)


def joined(soup: Tag) -> tuple[str, list[tuple[NavigableString, int]]]:
    """The text of all nodes in one piece, and where each begins in it; paragraphs and lines are kept apart."""
    parts: list[str] = []
    nodes: list[tuple[NavigableString, int]] = []

    def walk(element: Tag) -> None:
        for child in element.children:
            if isinstance(child, NavigableString):
                nodes.append((child, sum(map(len, parts))))
                parts.append(str(child))
                continue
            is_apart = child.name == "br" or child.name not in WORDS
            parts.append(" " if is_apart else "")
            walk(child)
            parts.append(" " if is_apart else "")

    walk(soup)
    return "".join(parts), nodes


def replace_in(node: NavigableString, start: int, found: list[Cut]) -> None:
    """Take the stretches out of one node; the mark stands where a stretch begins."""
    text, parts, place = str(node), [], 0
    for cut in found:
        first, last = cut.start - start, cut.end - start
        if last <= 0 or first >= len(text):
            continue
        parts += [text[place : max(first, 0)], mark(cut.sections) if first >= 0 else ""]
        place = min(last, len(text))
    if place:
        node.replace_with(NavigableString("".join([*parts, text[place:]])))


def refuse_leftovers(content: Content, passages: list[Passage]) -> None:
    """Look once more for what has to be gone, after the marks themselves are set aside."""
    told = without_marks(all_text(content), passages)
    for passage in passages:
        if holds(told, passage.text):
            message = _("“{0}” could not be taken out everywhere. Withhold a longer passage around it.")
            frappe.throw(message.format(passage.text))


def without_marks(text: str, passages: list[Passage]) -> str:
    for section in {passage.section for passage in passages}:
        text = text.replace(section, "")
    return text


def frozen(copy: Document) -> str:
    """The redacted content as it is stored and fingerprinted."""
    return json.dumps(redacted_content(copy), ensure_ascii=False, sort_keys=True)


def content_of(copy: Document) -> Content:
    """What a copy says: as it was approved, else as it would be approved now."""
    return json.loads(copy.redacted_text) if copy.docstatus == 1 else redacted_content(copy)
