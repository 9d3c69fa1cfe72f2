"""Whatever a program can make can be sent twice: the record type carries the id, as it is defined in one place."""

import json

from papg.permissions import external_ids, rights
from provision.paths import APPS

APP = APPS / "papg" / "papg"


def test_every_record_type_somebody_may_make_carries_the_id() -> None:
    types = [json.loads(file.read_text()) for file in APP.glob("*/doctype/*/*.json")]
    carried = {
        one["name"]: field
        for one in types
        for field in one["fields"]
        if field["fieldname"] == external_ids.FIELD
    }
    makeable = {name for name in rights.shipped() if any(rights.granting(name, "create"))}
    assert set(carried) == makeable
    assert all(field == external_ids.AS_FIELD for field in carried.values())
