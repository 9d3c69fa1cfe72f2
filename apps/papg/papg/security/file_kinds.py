"""Which files may be kept: the ending says what it is, and the content has to agree."""

import io
import re
import zipfile
import zlib

import filetype
from frappe import _

from papg.rules.markings import claims_secret

OFFICE_XML = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}
OPEN_DOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
}
# Ending, and the ending the detector gives files of that kind.
DETECTED = {"pdf": "pdf", "png": "png", "jpg": "jpg", "jpeg": "jpg", "gif": "gif", "webp": "webp"}
PLAIN_TEXT = ("txt", "csv")
OLD_OFFICE = ("doc", "xls", "ppt", "msg")
OLD_OFFICE_START = bytes.fromhex("d0cf11e0a1b11ae1")
ALLOWED = (*DETECTED, *OFFICE_XML, *OPEN_DOCUMENT, *OLD_OFFICE, *PLAIN_TEXT)
MARKUP = re.compile(
    rb"\s*(<!doctype|<html|<\?xml|<svg|<script|<body|<head|<iframe|<object|<!--)", re.IGNORECASE
)
# Scripts and programs inside; a name may be written with its letters as numbers (`#4a`).
ACTIVE_IN_PDF = re.compile(rb"/(?:JavaScript|Launch|RichMedia)\b")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
MACROS_IN_OLD_OFFICE = "_VBA_PROJECT".encode("utf-16-le")
ACTIVE_PART = re.compile(
    r"vbaproject\.bin$|(^|/)activex/|oleobject[^/]*\.bin$|^(basic|scripts)/|macrosheets/", re.I
)
TEMPLATE_ELSEWHERE = re.compile(
    rb"attachedTemplate[^>]*TargetMode=.External|TargetMode=.External[^>]*attachedTemplate"
)
MOST_PARTS = 5_000
MOST_UNPACKED = 250_000_000


def ending(name: str) -> str:
    """The ending of a file's name, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def mistake(name: str, content: bytes) -> str:
    """Why a file cannot be kept; empty when it can.

    Args:
        name: Its name, as its sender calls it.
        content: What is in it.
    """
    if claims_secret(name):
        return _(
            "“{0}” says SECRET. Nothing above OFFICIAL is held here; enter only where it is kept."
        ).format(name)
    kind = ending(name)
    if kind not in ALLOWED:
        return _("“{0}” cannot be kept here. Choose a file that ends in one of: {1}.").format(
            name, ", ".join(sorted(ALLOWED))
        )
    if not agrees(kind, content):
        return _("“{0}” is not a {1} file inside. Save it again as what its name says.").format(
            name, kind.upper()
        )
    return ""


def agrees(kind: str, content: bytes) -> bool:
    """Is the content what the ending says?"""
    if kind in PLAIN_TEXT:
        return is_plain_text(content)
    if kind in OLD_OFFICE:
        return content.startswith(OLD_OFFICE_START) and MACROS_IN_OLD_OFFICE not in content
    if kind in OFFICE_XML or kind in OPEN_DOCUMENT:
        return is_office(kind, content)
    found = filetype.guess(content)
    is_named_right = found is not None and found.extension == DETECTED[kind]
    return is_named_right and not (kind == "pdf" and is_active_pdf(content))


def is_active_pdf(content: bytes) -> bool:
    """Does it bring scripts or start programs, as far as its names are written in the open?"""
    plain = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)
    return bool(ACTIVE_IN_PDF.search(plain))


def is_plain_text(content: bytes) -> bool:
    """Text that no browser takes for a page."""
    return b"\x00" not in content and not MARKUP.match(content.removeprefix(b"\xef\xbb\xbf"))


def is_office(kind: str, content: bytes) -> bool:
    """A document of an office program that brings no macros and is no larger unpacked than such documents are."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if not is_harmless(parts):
                return False
            if kind in OFFICE_XML:
                return OFFICE_XML[kind] in parts.namelist()
            with parts.open("mimetype") as stated:
                return stated.read(100).strip() == OPEN_DOCUMENT[kind]
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return False


def is_harmless(parts: zipfile.ZipFile) -> bool:
    """No macros or controls, no template from elsewhere, no path that climbs, no bomb."""
    listed = parts.infolist()
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_UNPACKED:
        return False
    names = [part.filename for part in listed]
    if any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in names):
        return False
    if any(ACTIVE_PART.search(name) for name in names):
        return False
    relations = [name for name in names if name.endswith("settings.xml.rels")]
    return not any(TEMPLATE_ELSEWHERE.search(parts.read(name)) for name in relations)
