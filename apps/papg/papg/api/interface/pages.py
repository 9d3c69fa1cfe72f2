"""The page `/interface`: the document of the interface, to be read."""

from frappe import _
from frappe.utils.jinja_globals import bundled_asset
from werkzeug.wrappers import Response

from papg.api.front_door import rendering

PATH = "interface"
# What Swagger UI needs beyond the pages of the front door: its script and the document.
POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
    "img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


class InterfacePage:
    """Answers `/interface`; the gate has let the request pass."""

    def __init__(self, path: str, http_status_code: int | None = None) -> None:
        self.path = path.strip("/ ")

    def can_render(self) -> bool:
        """Is this address ours?"""
        return self.path == PATH

    def render(self) -> Response:
        """The page; what it shows the browser asks for itself, with the reader's session."""
        context = {
            "swagger_script": bundled_asset("interface.bundle.js"),
            "swagger_sheet": bundled_asset("interface.bundle.css"),
        }
        page = rendering.Page("interface.html", _("The interface for programs"), context)
        headers = {**rendering.HEADERS, "Content-Security-Policy": POLICY}
        return Response(page.html(), mimetype="text/html", headers=headers)
