"""The served application: one site, its assets and its public files, whatever host name a client sends."""

import os
from collections.abc import Callable, Iterable
from typing import Any

import frappe.app
from werkzeug.middleware.shared_data import SharedDataMiddleware

from papg.security.around import guarded

SITE = os.environ.get("SITE_NAME", "papg.localhost")
SITES = os.environ.get("SITES_PATH", ".")
ONE_YEAR = 365 * 24 * 3600

StartResponse = Callable[..., Any]


def fixed_site(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Answer for the one site of this server; a client can neither name another nor hide its address."""
    for header in ("HTTP_X_FRAPPE_SITE_NAME", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST"):
        environ.pop(header, None)
    return frappe.app.application(environ, start_response)


frappe.app._site = SITE
frappe.app._sites_path = SITES

# Names of built assets carry a hash of what is in them, so a browser may keep them for a year.
application = SharedDataMiddleware(
    guarded(fixed_site),
    {"/assets": os.path.join(SITES, "assets")},
    cache_timeout=ONE_YEAR,
)
