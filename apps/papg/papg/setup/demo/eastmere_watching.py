"""What the invented group watches: events, plans and licences, premises, and restricted documents kept elsewhere."""

from typing import Any

from frappe.utils import getdate

from papg.setup.demo.base import acting_as, day, email, insert, read

DAYS = (
    *("happens_on", "asked_on", "answer_by", "advised_on", "received_on", "returned_on", "shown_on"),
    "number_as_at",
)


def watch(group: str, members: dict[str, str]) -> None:
    """The secretary keeps them; the new edition of the yearly profile raises its review."""
    data = read("eastmere_watching")
    with acting_as(email("secretary")):
        for row in data["referrals"]:
            insert("PAPG Referral", papg_group=group, **dated(row))
        for row in data["premises"]:
            insert("PAPG Premises", papg_group=group, **dated(row))
        for row in data["documents"]:
            register(group, row, members)


def dated(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the file with its days counted from today."""
    return {name: day(value) if name in DAYS else value for name, value in row.items()}


def register(group: str, row: dict[str, Any], members: dict[str, str]) -> None:
    """One document; the owner of a review makes it a profile, in the edition of the year it came."""
    values = dated(row)
    owner = values.pop("review_owner", None)
    of_profile = {
        "is_yearly_profile": 1,
        "edition": str(getdate(values["received_on"]).year),
        "review_owner": members.get(owner or ""),
    }
    holders = [
        {**dated(holder), "member": members.get(holder.get("post", ""))} for holder in values.pop("holders")
    ]
    insert(
        "PAPG Restricted Document",
        papg_group=group,
        holders=[{name: value for name, value in holder.items() if name != "post"} for holder in holders],
        **values,
        **(of_profile if owner else {}),
    )
