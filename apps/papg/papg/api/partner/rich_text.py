"""Rich text as it is shown: an allow-list applied at output, whatever was stored."""

import html
import re

import bleach
from markupsafe import Markup, escape

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = {"blockquote", "br", "hr", "li", "ol", "p", "pre", "ul"}
TABLES = {"caption", "table", "tbody", "td", "th", "thead", "tr"}
WORDS = {"a", "b", "code", "em", "i", "s", "strong", "sub", "sup", "u"}
TAGS = frozenset(HEADINGS | BLOCKS | TABLES | WORDS)
ATTRIBUTES = {"a": ["href"], "li": ["data-list"], "td": ["colspan", "rowspan"], "th": ["colspan", "rowspan"]}
PROTOCOLS = frozenset(("https", "http", "mailto"))
END_OF_LINE = re.compile(r"(?i)<br\s*/?>|</(?:p|li|h[1-6]|tr|blockquote|pre)>")
HEADING = re.compile(r"<(/?)h[1-6]>")


def rich_text(stored: str | None) -> Markup:
    """Stored rich text as markup that may be put into a page.

    Headings become those of the fourth level: a page has one of the first, and the items of it have the next.
    """
    clean = bleach.clean(stored or "", tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True)
    return Markup(HEADING.sub(r"<\1h4>", clean))  # noqa: S704 what the allow-list leaves is markup on purpose


def as_text(stored: str | None) -> str:
    """Stored rich text as plain lines, for a form that works without script."""
    text = bleach.clean(END_OF_LINE.sub("\n", stored or ""), tags=frozenset(), strip=True)
    lines = (line.strip() for line in html.unescape(text).splitlines())
    return "\n".join(line for line in lines if line)


def as_paragraphs(typed: str) -> str:
    """Plain lines as rich text, a paragraph a line; what looks like markup stays text."""
    return "".join(f"<p>{escape(line.strip())}</p>" for line in typed.splitlines() if line.strip())
