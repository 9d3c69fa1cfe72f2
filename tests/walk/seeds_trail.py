"""A row of the trail and a seal, dated so late that nothing the walk leaves behind comes before them in a list."""

from datetime import datetime
from unittest.mock import patch

import frappe

from papg.oversight import sealing, trail, triggers
from papg.oversight.triggers import LOG, SEAL
from papg.rules.trail import Seal
from tests.walk.rows import Field

LATE = datetime(2099, 1, 1, 9, 30)
LABEL = "a row"


def sow(field: Field) -> None:
    """One of each."""
    words = field.writer(LOG, LABEL)
    entry = trail.Entry("Opened", "somebody@harbour.example", door=words("door"), detail=words("detail"))
    with patch.object(trail, "now_datetime", return_value=LATE):
        trail.write([entry])
    field.add(LOG, last_name(LOG), LABEL, attempt={"detail": "something else"})
    words = field.writer(SEAL, LABEL)
    with patch.object(sealing, "now_datetime", return_value=LATE):
        sealing.store(Seal(0, words("hour"), ((1, "0" * 64),), "", words("hash")))
    field.add(SEAL, last_name(SEAL), LABEL, attempt={"hash": "something else"})


def last_name(record: str) -> str:
    return str(frappe.db.sql(f"select max(name) from `tab{record}`")[0][0])


def take_away() -> None:
    """Take both out past the guards of the trail: after an hour so late no other would ever be sealed."""
    frappe.db.rollback()
    triggers.drop()
    frappe.db.delete(LOG, {"at": (">=", LATE)})
    frappe.db.delete(SEAL, {"hour": ("like", "Canary%")})
    triggers.install()
    frappe.db.commit()
