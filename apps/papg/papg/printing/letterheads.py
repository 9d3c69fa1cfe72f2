"""The letterhead of a group, or else the council's, above and below what is printed for it."""

from base64 import b64encode
from dataclasses import replace

import filetype
import frappe
from frappe.model.document import Document
from markupsafe import Markup

from papg.printing.paper import Letterhead, Paper
from papg.printing.text import rich

GROUP = "PAPG Group"
GROUP_FIELD = "papg_group"
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


def headed(paper: Paper, record_type: str, name: str) -> Paper:
    """The paper with the letterhead of the group its record belongs to.

    Args:
        paper: The paper as it was gathered.
        record_type: Record type it is about.
        name: Name of that record.
    """
    group = name if record_type == GROUP else None
    if not group and frappe.get_meta(record_type).has_field(GROUP_FIELD):
        group = frappe.db.get_value(record_type, name, GROUP_FIELD)
    return replace(paper, letterhead=of_group(group))


def of_group(group: str | None) -> Letterhead | None:
    """The letterhead of a group, or the one that is set for the whole council; none where there is neither."""
    chosen = frappe.db.get_value(GROUP, group, "letter_head") if group else None
    name = (chosen and in_use(name=chosen)) or in_use(is_default=1)
    if not name:
        return None
    letter_head = frappe.get_cached_doc("Letter Head", name)
    about = frappe.get_cached_doc(GROUP, group) if group else None
    return Letterhead(
        name=letter_head.name,
        head=part(letter_head, "source", "image", "content", about),
        foot=part(letter_head, "footer_source", "footer_image", "footer", about),
        align=(letter_head.align or "Left").lower(),
    )


def in_use(**wanted: str | int) -> str | None:
    """Name of a letterhead that is not switched off."""
    return frappe.db.get_value("Letter Head", {**wanted, "disabled": 0}, "name")


def part(letter_head: Document, source: str, image: str, text: str, about: Document | None) -> Markup:
    """What stands above or below: the picture, or the words in it, rendered as every template people write."""
    # A new one is said to be a picture, whatever is sent.
    if letter_head.get(source) == "Image" and letter_head.get(image):
        return picture(letter_head, letter_head.get(image))
    # It looks up papers itself.
    from papg.templating.environment import StoredTemplate

    words = letter_head.get(text)
    return rich(StoredTemplate(words).render({"doc": about} if about else {})) if words else Markup("")


def picture(letter_head: Document, url: str | None) -> Markup:
    """The picture itself, since a paper fetches nothing. It has to be attached to the letterhead.

    A letterhead that names a file of another record would show that file to whoever prints.
    """
    own = {"file_url": url, "attached_to_doctype": letter_head.doctype, "attached_to_name": letter_head.name}
    file = frappe.db.get_value("File", own, "name") if url else None
    if not file:
        return Markup("")
    content = frappe.get_doc("File", file).get_content()
    content = content if isinstance(content, bytes) else b""
    kind = filetype.guess_mime(content)
    if kind not in PICTURES:
        return Markup("")
    data = f"data:{kind};base64,{b64encode(content).decode()}"
    return Markup('<img src="{}" alt="{}">').format(data, letter_head.name)
