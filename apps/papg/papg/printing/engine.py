"""From HTML to an accessible PDF that depends on nothing outside itself."""

import logging
from pathlib import Path
from typing import Any

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

PUBLIC = Path(__file__).resolve().parent.parent / "public"
ASSETS = "papg-asset:///"
PICTURE = "data:image/"
VARIANT = "pdf/ua-1"

# What a page names and does not get is refused on purpose; the library would write a warning for each.
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)


class OwnAssets(URLFetcher):
    """Gives a page the app's own public files and pictures that stand in it: no network, no other file."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",))

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Contents of a public file of the app, or of a picture in the page itself.

        Raises:
            ValueError: The address leads anywhere else; the page is made without it.
        """
        if url.startswith(PICTURE):
            return super().fetch(url, headers)
        file = (PUBLIC / url.removeprefix(ASSETS)).resolve()
        if not url.startswith(ASSETS) or not file.is_relative_to(PUBLIC) or not file.is_file():
            raise ValueError(f"Not a public file of the app: {url}")
        return URLFetcherResponse(url, file.read_bytes())


def render_pdf(html: str, title: str, language: str) -> bytes:
    """Make a tagged PDF for reading on screen and aloud.

    Args:
        html: A whole page. It may name files of the app's public folder; nothing else is fetched.
        title: Title of the document, shown by viewers in place of the file name.
        language: Language tag such as `en-GB`.
    """
    document = HTML(string=html, base_url=ASSETS, url_fetcher=OwnAssets()).render(**options())
    document.metadata.title = title
    document.metadata.lang = language
    # Text of a record may hold tags that speak of the document; only the title and the language are ours to give.
    document.metadata.authors, document.metadata.keywords = [], []
    document.metadata.description = document.metadata.generator = None
    return document.write_pdf(**options())


def options() -> dict[str, Any]:
    return {"pdf_variant": VARIANT}
