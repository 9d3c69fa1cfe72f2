"""The engine: an accessible PDF, and not one request or file beyond the app's own assets."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from papg.printing.engine import ASSETS, PUBLIC, OwnAssets, render_pdf
from papg.testing import pdf

PAGE = '<!doctype html><html lang="cy"><head><title>From the page</title></head><body>{}</body></html>'


@contextmanager
def listener() -> Iterator[tuple[int, list[str]]]:
    """A server of this machine that notes what it is asked for."""
    asked: list[str] = []

    class Notes(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Notes)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port, asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_pdf_has_a_title_a_language_and_a_structure_to_be_read_aloud_by() -> None:
    made = render_pdf(PAGE.format("<h1>Heading</h1><p>Text</p>"), "Minutes of meeting 12", "en-GB")
    root = pdf.root(made)
    assert pdf.title(made) == "Minutes of meeting 12"
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert [tag for tag in pdf.tags(made) if tag in ("/H1", "/P")] == ["/H1", "/P"]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


FETCHING = (
    '<img src="http://127.0.0.1:{port}/image.png">',
    '<link rel="stylesheet" href="http://127.0.0.1:{port}/style.css">',
    '<style>@import url("http://127.0.0.1:{port}/import.css");</style>',
    "<style>p {{ background: url(http://127.0.0.1:{port}/background.png) }}</style><p>Text</p>",
    '<style>@font-face {{ font-family: F; src: url("http://127.0.0.1:{port}/font.woff2") }}'
    "p {{ font-family: F }}</style><p>Text</p>",
    '<object data="http://127.0.0.1:{port}/object.svg"></object>',
    '<embed src="http://127.0.0.1:{port}/embed.svg">',
    '<iframe src="http://127.0.0.1:{port}/frame.html"></iframe>',
    '<a rel="attachment" href="http://127.0.0.1:{port}/attached.txt">file</a>',
    '<link rel="attachment" href="http://127.0.0.1:{port}/attached.txt">',
    '<base href="http://127.0.0.1:{port}/"><img src="relative.png">',
    '<svg><image href="http://127.0.0.1:{port}/inside.png"/></svg>',
    '<meta name="pdfkit-header-html" content="http://127.0.0.1:{port}/header.html">',
    '<meta http-equiv="refresh" content="0; url=http://127.0.0.1:{port}/next.html">',
)


@pytest.mark.parametrize("html", FETCHING)
def test_nothing_is_fetched_from_the_network(html: str) -> None:
    with listener() as (port, asked):
        made = render_pdf(PAGE.format(html.format(port=port) + "<p>Still here</p>"), "Title", "en-GB")
    assert asked == []
    assert "Still here" in pdf.text(made)


@pytest.mark.parametrize("attribute", ["src", "href"])
def test_no_other_file_of_the_machine_is_read(attribute: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("CANARY-FILE")
    tag = "img" if attribute == "src" else 'a rel="attachment"'
    made = render_pdf(PAGE.format(f'<{tag} {attribute}="{secret.as_uri()}"></a>'), "Title", "en-GB")
    assert b"CANARY-FILE" not in made
    assert "/EmbeddedFiles" not in pdf.root(made).get("/Names", {})


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x",
        "file:///etc/passwd",
        "data:text/plain,hello",
        f"{ASSETS}../hooks.py",
        f"{ASSETS}images/../../hooks.py",
        f"{ASSETS}/etc/passwd",
        f"{ASSETS}no-such-file.svg",
        ASSETS,
        str(PUBLIC / "images" / "logo.svg"),
    ],
)
def test_an_address_outside_the_public_folder_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="Not a public file of the app"):
        OwnAssets().fetch(url)


def test_a_public_file_of_the_app_may_be_used() -> None:
    assert OwnAssets().fetch(f"{ASSETS}images/logo.svg").read() == (PUBLIC / "images/logo.svg").read_bytes()


def test_a_page_cannot_speak_for_the_document() -> None:
    html = '<meta name="author" content="Somebody"><meta name="keywords" content="One, two"><p>Text</p>'
    made = render_pdf(PAGE.format(html), "Ours", "en-GB")
    assert pdf.title(made) == "Ours"
    assert b"Somebody" not in made
