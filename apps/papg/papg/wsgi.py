"""The served application: one site, its assets and its public files, whatever host name a client sends."""

import os
from collections.abc import Callable, Iterable
from typing import Any

import frappe.app
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.middleware.shared_data import SharedDataMiddleware

from papg.security import login_seam
from papg.security.around import guarded

SITE = os.environ.get("SITE_NAME", "papg.localhost")
SITES = os.environ.get("SITES_PATH", ".")
ONE_YEAR = 365 * 24 * 3600

StartResponse = Callable[..., Any]


def is_behind_proxy() -> bool:
    """Does every request come through the shipped proxy, which alone is told this server's address?"""
    return os.environ.get("BEHIND_PROXY") == "1"


def tell_address(environ: dict[str, Any]) -> None:
    """Leave the framework one address to read, that of the connection, whatever else the client wrote."""
    for header in ("HTTP_REMOTE_ADDR", "HTTP_X_REAL_IP", "HTTP_FORWARDED"):
        environ.pop(header, None)
    environ["HTTP_X_FORWARDED_FOR"] = environ.get("REMOTE_ADDR", "")


def fixed_site(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Answer for the one site of this server; a client can neither name another nor hide its address."""
    for header in ("HTTP_X_FRAPPE_SITE_NAME", "HTTP_X_FORWARDED_HOST"):
        environ.pop(header, None)
    tell_address(environ)
    return frappe.app.application(environ, start_response)


frappe.app._site = SITE
frappe.app._sites_path = SITES

login_seam.install()

served: Callable[..., Iterable[bytes]] = fixed_site
if is_behind_proxy():
    # The proxy writes both headers itself; one value of each, the last, is its own.
    served = ProxyFix(fixed_site, x_for=1, x_proto=1, x_host=0)

# Names of built assets carry a hash of what is in them, so a browser may keep them for a year.
application = SharedDataMiddleware(
    guarded(served), {"/assets": os.path.join(SITES, "assets")}, cache_timeout=ONE_YEAR
)
