"""What an answer shows beside the record its address names, told by whoever gathers it."""

import frappe


def tell(record_type: str, name: str, detail: str = "") -> None:
    """This record is in the answer that is being made; the trail names it when the answer goes out."""
    told().append((record_type, name, detail))


def told() -> list[tuple[str, str, str]]:
    """Record type, name and a detail of everything told of in this request."""
    if not hasattr(frappe.local, "papg_seen"):
        frappe.local.papg_seen = []
    return frappe.local.papg_seen
