"""Formatted text: what the editor writes is kept, everything else is taken out."""

import re

import bleach
from bleach.css_sanitizer import CSSSanitizer

BLOCKS = (
    "blockquote",
    "br",
    "div",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "ul",
)
WORDS = ("a", "b", "code", "del", "em", "i", "img", "ins", "s", "span", "strike", "strong", "sub", "sup", "u")
TABLES = ("caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr")
TAGS = frozenset((*BLOCKS, *WORDS, *TABLES))
PROTOCOLS = frozenset(("http", "https", "mailto", "tel", "data"))
STYLES = CSSSanitizer(
    allowed_css_properties=["background-color", "color", "text-align", "text-decoration", "width"],
    allowed_svg_properties=[],
)
PICTURE = re.compile(
    r"(/private/files/[\w.-]+(\?[\w=&.-]*)?|data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+)"
)
LINK = re.compile(r"(https?://|mailto:|tel:|/|#)[^\s]*", re.IGNORECASE)
EDITOR_CLASS = re.compile(r"((ql|table)[\w-]*|mention|read-mode)(\s+((ql|table)[\w-]*|mention|read-mode))*")
SIZE = re.compile(r"\d{1,4}(px|%)?")
PLAIN_ATTRIBUTES = frozenset(
    (
        "alt",
        "colspan",
        "rowspan",
        "title",
        "data-denotation-char",
        "data-id",
        "data-list",
        "data-row",
        "data-value",
    )
)
PATTERNS = {"class": EDITOR_CLASS, "width": SIZE, "height": SIZE, "style": re.compile(r"[^<>]*")}


def is_kept(tag: str, name: str, value: str) -> bool:
    """Does an attribute stay?"""
    if name == "href":
        return tag == "a" and bool(LINK.fullmatch(value)) and not value.startswith("//")
    if name == "src":
        return tag == "img" and bool(PICTURE.fullmatch(value))
    if name in PATTERNS:
        return bool(PATTERNS[name].fullmatch(value))
    return name in PLAIN_ATTRIBUTES


def cleaned(text: str) -> str:
    """Formatted text without anything that could act on its reader.

    Args:
        text: HTML as the editor or a program sent it; text that reads as JSON gets no exception.
    """
    return bleach.clean(
        text,
        tags=TAGS,
        attributes=is_kept,
        protocols=PROTOCOLS,
        css_sanitizer=STYLES,
        strip=True,
        strip_comments=True,
    )
