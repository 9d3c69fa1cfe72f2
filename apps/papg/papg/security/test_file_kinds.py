"""What may be inside a file that is kept."""

import io
import zipfile

import pytest

from papg.security import file_kinds
from papg.security.file_kinds import MOST_PARTS, MOST_UNPACKED, OLD_OFFICE_START, agrees

DOCX = {"word/document.xml": b"<w/>", "[Content_Types].xml": b"<t/>"}
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<c/>"}
PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog /OpenAction [2 0 R /Fit] >> endobj\n"
RELATION = b'<Relationship Type="http://x/attachedTemplate" Target="%s" TargetMode="%s"/>'


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_documents_without_anything_active_are_kept() -> None:
    assert agrees("docx", packed(**DOCX, **{"word/embeddings/chart.xlsx": b"x"}))
    assert agrees("odt", packed(**ODT))
    assert agrees("pdf", PDF)
    assert agrees("doc", OLD_OFFICE_START + b"text")


@pytest.mark.parametrize(
    "part",
    [
        "word/vbaProject.bin",
        "word/activeX/activeX1.xml",
        "word/embeddings/oleObject1.bin",
        "xl/macrosheets/sheet1.xml",
        "../../evil.sh",
        "/etc/evil",
    ],
)
def test_a_document_with_an_active_or_climbing_part_is_not_kept(part: str) -> None:
    assert not agrees("docx", packed(**DOCX, **{part: b"x"}))


@pytest.mark.parametrize("part", ["Basic/Standard/Module1.xml", "Scripts/python/x.py"])
def test_an_open_document_with_macros_is_not_kept(part: str) -> None:
    assert not agrees("odt", packed(**ODT, **{part: b"x"}))


@pytest.mark.parametrize(("mode", "is_kept"), [(b"External", False), (b"Internal", True)])
def test_a_document_with_a_template_from_elsewhere_is_not_kept(mode: bytes, is_kept: bool) -> None:
    relations = {"word/_rels/settings.xml.rels": RELATION % (b"http://evil.example/t.dotm", mode)}
    assert agrees("docx", packed(**DOCX, **relations)) is is_kept


def test_old_documents_with_macros_are_not_kept() -> None:
    assert not agrees("doc", OLD_OFFICE_START + "_VBA_PROJECT".encode("utf-16-le"))


@pytest.mark.parametrize(
    "active",
    [b"/S /JavaScript /JS (app.alert(1))", b"/S /Launch", b"/S /J#61vaScript", b"/Subtype /RichMedia"],
)
def test_a_pdf_with_scripts_or_programs_is_not_kept(active: bytes) -> None:
    assert not agrees("pdf", PDF + active + b" >>")


def test_a_bomb_is_not_kept_and_what_is_just_as_large_as_allowed_is(monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed(**DOCX)
    unpacked = sum(map(len, DOCX.values()))
    assert (MOST_PARTS, MOST_UNPACKED) == (5_000, 250_000_000)
    for name, just in (("MOST_UNPACKED", unpacked), ("MOST_PARTS", len(DOCX))):
        with monkeypatch.context() as patch:
            patch.setattr(file_kinds, name, just)
            assert agrees("docx", content)
            patch.setattr(file_kinds, name, just - 1)
            assert not agrees("docx", content)


def test_a_broken_archive_is_not_kept() -> None:
    assert not agrees("docx", packed(**DOCX)[:-20])
    assert not agrees("odt", b"PK\x03\x04 nothing")
