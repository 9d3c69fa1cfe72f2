"""Text of records on paper: the few tags of running text stay, and nothing that fetches, hides or restyles."""

import re

import bleach
from markupsafe import Markup

WORDS = ("a", "b", "br", "em", "i", "s", "strong", "sub", "sup", "u")
BLOCKS = ("blockquote", "li", "ol", "p", "ul", "h1", "h2", "h3", "h4", "h5", "h6")
TABLES = ("table", "tbody", "td", "th", "thead", "tr")
TAGS = frozenset((*WORDS, *BLOCKS, *TABLES))
# The editor marks a bullet point of a list this way.
ATTRIBUTES = {"li": ["data-list"], "td": ["rowspan", "colspan"], "th": ["rowspan", "colspan"]}
WITH_CONTENTS = re.compile(r"<(script|style|title|head)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
HEADING = re.compile(r"<(/?)h[1-6]>")


def rich(html: str | None) -> Markup:
    """Text as the editor stored it, safe to print: headings in it become bold lines below the paper's own."""
    without = WITH_CONTENTS.sub("", html or "")
    clean = bleach.clean(without, tags=TAGS, attributes=ATTRIBUTES, strip=True)
    return Markup(HEADING.sub(lambda match: "</p>" if match[1] else '<p class="subheading">', clean))  # noqa: S704 cleaned above


def slug(words: str) -> str:
    """Words as a part of a file name."""
    plain = words.replace("&", " and ").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
