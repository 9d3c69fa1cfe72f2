"""The council's list of markings: what comes into it, and what an old one is treated as."""

import frappe
import pytest

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make

SENSITIVE = "OFFICIAL-SENSITIVE"


@pytest.mark.parametrize("name", ["SECRET", "Top Secret", "OFFICIAL – SECRET ANNEX"])
def test_nothing_above_official_comes_into_the_list(name: str) -> None:
    with acting_as(cast.ADMINISTRATOR):
        with pytest.raises(frappe.ValidationError, match="is not held here"):
            make("PAPG Marking", marking=name)
        entry = make("PAPG Marking", marking="OFFICIAL – LOCAL")
        with pytest.raises(frappe.ValidationError, match="is not held here"):
            frappe.rename_doc("PAPG Marking", entry.name, name)


def test_an_old_marking_says_which_one_in_use_it_is_treated_as() -> None:
    with acting_as(cast.ADMINISTRATOR):
        for target in (None, "RESTRICTED"):
            with pytest.raises(frappe.ValidationError, match="say which marking in use"):
                make("PAPG Marking", marking="IN CONFIDENCE", is_legacy=1, treated_as=target)
        assert make("PAPG Marking", marking="IN CONFIDENCE", is_legacy=1, treated_as=SENSITIVE).treated_as
        # What is in use is treated as itself.
        assert make("PAPG Marking", marking="OFFICIAL – LOCAL", treated_as=SENSITIVE).treated_as is None
