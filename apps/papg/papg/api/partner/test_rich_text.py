"""The allow-list of rich text."""

import pytest

from papg.api.partner.rich_text import rich_text


@pytest.mark.parametrize(
    "stored",
    [
        '<img src="x" onerror="alert(1)">',
        "<script>alert(1)</script>",
        '<a href="javascript:alert(1)">Plan</a>',
        '<p style="background: url(x)" onclick="alert(1)">Plan</p>',
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<!-- <img src=x onerror=alert(1)> -->",
    ],
)
def test_what_is_not_on_the_list_is_gone(stored: str) -> None:
    shown = str(rich_text(stored))
    assert not any(
        part in shown for part in ("<script", "<img", "<svg", "<style", "javascript:", " on", " style")
    )


def test_markup_inside_a_json_list_is_cleaned_as_well() -> None:
    assert str(rich_text('["<img src=x onerror=alert(1)>"]')) == '[""]'


def test_text_lists_tables_and_links_are_kept() -> None:
    stored = (
        '<p>The <strong>plan</strong> &amp; <a href="https://example.org/">its source</a></p>'
        '<ol><li data-list="bullet">One</li></ol><table><tbody><tr><td colspan="2">Red</td></tr></tbody></table>'
    )
    assert str(rich_text(stored)) == stored


def test_headings_come_below_those_of_the_page() -> None:
    assert str(rich_text("<h1 id='x'>Sites</h1>")) == "<h4>Sites</h4>"


def test_no_text_is_no_markup() -> None:
    assert str(rich_text(None)) == ""
