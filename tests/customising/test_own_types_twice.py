"""A record of a type the council made is sent twice and made once, like those that come with the app."""

import frappe

from papg.permissions import external_ids
from papg.testing import cast
from tests.customising.conftest import Key
from tests.customising.test_own_types import FIELDS, make_type
from tests.journeys.rest import said

TYPE = "Street Note"


def test_a_record_of_the_councils_own_type_is_made_once_by_its_id(key: Key) -> None:
    answer = make_type(key(cast.ADMINISTRATOR), TYPE)
    assert answer.status_code == 200, said(answer)
    carried = {field["fieldname"]: field for field in answer.json()["data"]["fields"]}
    assert carried[external_ids.FIELD].items() >= external_ids.AS_FIELD.items()
    assert len(carried) == len(FIELDS) + 1
    frappe.db.rollback()
    assert frappe.db.has_index(f"tab{TYPE}", external_ids.INDEX)
    sent = {"papg_group": cast.group("A"), "place_visited": "Quay", external_ids.FIELD: "street-1"}
    secretary = key(cast.SECRETARY)
    first = secretary.create(TYPE, **sent)
    assert secretary.create(TYPE, **sent)["name"] == first["name"]
    assert secretary.names(TYPE, external_id="street-1") == {first["name"]}
