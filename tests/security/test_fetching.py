"""A PDF is made of what is on the site: nothing a text names is fetched, and no page is taken from its reader."""

import socket
import threading
from collections.abc import Iterator

import frappe
import pytest

from tests.security.ground import Plot
from tests.security.visitors import Visitor

NOWHERE = "fedcba9876"
REFUSED = (400, 401, 403, 404)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """An address on this machine that notes whoever calls."""
    heard: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    is_over = threading.Event()

    def listen() -> None:
        while not is_over.is_set():
            try:
                connection, _address = server.accept()
            except TimeoutError:
                continue
            heard.append(connection.recv(200))
            connection.close()

    thread = threading.Thread(target=listen)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}", heard
    is_over.set()
    thread.join()
    server.close()


def test_a_print_fetches_nothing_that_a_text_names(
    listener: tuple[str, list[bytes]], secretary: Visitor, plots: dict[str, Plot]
) -> None:
    """The text is put into the table itself: the doors would not take it."""
    address, heard = listener
    text = (
        f'<img src="{address}/a.png"><link rel="stylesheet" href="{address}/b.css">'
        f'<meta name="pdfkit-page-size" content="A0"><p style="background: url({address}/c.png)">Text</p>'
    )
    frappe.db.rollback()
    frappe.db.set_value("PAPG Agenda Item", plots["A"].agenda_row, "title", text[:140])
    frappe.db.set_value("PAPG Meeting", plots["A"].meeting, "place", text[:140])
    frappe.db.commit()
    try:
        asked = {"doctype": "PAPG Meeting", "name": plots["A"].meeting}
        own = secretary.call("papg.printing.download.pdf", "GET", print_name="agenda", **asked)
        framework = secretary.call(
            "frappe.utils.print_format.download_pdf", "GET", **asked, format="Standard"
        )
        preview = secretary.see("/printview", params=asked)
    finally:
        frappe.db.set_value("PAPG Agenda Item", plots["A"].agenda_row, "title", f"Item {plots['A'].canary}")
        frappe.db.set_value("PAPG Meeting", plots["A"].meeting, "place", None)
        frappe.db.commit()
    assert own.content.startswith(b"%PDF") and framework.content.startswith(b"%PDF")
    assert preview.ok
    assert heard == []


def test_a_page_sent_by_its_reader_is_not_made_a_pdf(
    listener: tuple[str, list[bytes]], secretary: Visitor, partner: Visitor
) -> None:
    address, heard = listener
    page = f'<html><body><img src="{address}/x.png"></body></html>'
    for visitor in (secretary, partner):
        for endpoint, sent in (
            ("frappe.utils.print_format.report_to_pdf", {"html": page}),
            ("frappe.utils.print_format.download_multi_pdf", {"doctype": "PAPG Meeting", "name": "[]"}),
            ("frappe.utils.weasyprint.download_pdf", {"doctype": "PAPG Meeting", "name": NOWHERE}),
        ):
            assert visitor.call(endpoint, **sent).status_code in REFUSED, endpoint
    assert heard == []
