"""Papers of meetings and restricted items, handed out to whoever may read the record they hang on."""

import os

import frappe
from frappe.utils.response import send_private_file
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from papg.api.partner.rendering import HEADERS
from papg.oversight import seen
from papg.permissions import policy

PRIVATE = "/private/files/"
HOLDERS = ("PAPG Meeting", "PAPG Restricted Item")


def download(name: str) -> Response:
    """The file of a paper, to be saved and never shown as part of the site.

    Args:
        name: Name of the paper's row.

    Raises:
        NotFound: There is no such paper, it has no file of its own, or it is not for this person.
    """
    file = file_of(name)
    url = file.file_url if file else ""
    if not url or url != PRIVATE + os.path.basename(url):
        raise NotFound
    seen.tell(file.attached_to_doctype, file.attached_to_name, file.file_name)
    response = send_private_file(url.removeprefix("/private"))
    for header, value in HEADERS.items():
        response.headers[header] = value
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers.set("Content-Disposition", "attachment", filename=file.file_name)
    return response


def file_of(name: str) -> frappe._dict | None:
    """Gatherer: the file a paper's row names, only if it was attached to the very record the row is part of."""
    where = policy.child_condition("PAPG Meeting Paper", HOLDERS)
    rows = frappe.db.sql(
        f"""
        select attached.file_url, attached.file_name, attached.attached_to_doctype, attached.attached_to_name
        from `tabPAPG Meeting Paper`
        join `tabFile` attached on attached.file_url = `tabPAPG Meeting Paper`.file
            and attached.attached_to_doctype = `tabPAPG Meeting Paper`.parenttype
            and attached.attached_to_name = `tabPAPG Meeting Paper`.parent
        where `tabPAPG Meeting Paper`.name = %s and {where}
        """,
        name,
        as_dict=True,
    )
    return rows[0] if rows else None
