"""Text of records on paper."""

import pytest

from papg.printing.text import rich, slug


def test_running_text_keeps_its_tags() -> None:
    text = '<p>One <strong>two</strong></p><ol><li data-list="bullet">three</li></ol>'
    assert rich(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<img src="http://somewhere.example/x.png">', ""),
        ('<p style="position: fixed" class="papg-marking">x</p>', "<p>x</p>"),
        ("<style>@page { margin: 0 }</style><p>x</p>", "<p>x</p>"),
        ("<script>alert(1)</script>x", "x"),
        ('<meta name="pdfkit-page-size" content="A3">x', "x"),
        ('<a href="javascript:x" onclick="x">y</a>', "<a>y</a>"),
        ("<h1>Heading</h1>", '<p class="subheading">Heading</p>'),
        ("5 < 6 & 7", "5 &lt; 6 &amp; 7"),
        (None, ""),
    ],
)
def test_what_fetches_hides_or_restyles_is_taken_out(text: str | None, expected: str) -> None:
    assert rich(text) == expected


def test_a_file_name_is_plain() -> None:
    assert slug("Harbour Protect & Prepare Group (2026)") == "harbour-protect-and-prepare-group-2026"
