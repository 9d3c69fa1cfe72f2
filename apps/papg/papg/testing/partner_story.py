"""What partners and deputies read: two groups with meetings, minutes, restricted items and actions."""

from dataclasses import dataclass, field
from typing import Any

import frappe
from frappe.utils import add_to_date, get_datetime, today

from papg.testing import cast
from papg.testing.factories import make, make_action, make_meeting, make_minutes

MARKUP = 'Drill <img src=x onerror="alert(1)"> & "more"'
PAPER = b"%PDF-1.4 evacuation plan"


@dataclass
class Story:
    """Records the pages are read with, by the part they play."""

    names: dict[str, str] = field(default_factory=dict)
    made: list[tuple[str, str]] = field(default_factory=list)

    def add(self, part: str, doc: Any) -> Any:
        self.names[part] = doc.name
        self.made.append((doc.doctype, doc.name))
        return doc

    def __getitem__(self, part: str) -> str:
        return self.names[part]


def tell(story: Story) -> None:
    """Store two groups' meetings, minutes, restricted items and actions."""
    a, b = cast.group("A"), cast.group("B")
    held = story.add("meeting held", meeting_of(a, "Autumn review", -30))
    deputised = story.add("meeting deputised", meeting_of(a, "Winter review", -10, [deputised_row()]))
    coming = story.add("meeting coming", meeting_of(a, "Spring review", 20))
    foreign = story.add("meeting foreign", meeting_of(b, "Northgate review", -30))
    for part, meeting, stage in (
        ("agreed", held, "Agreed"),
        ("circulated", deputised, "Circulated"),
        ("draft", coming, "Draft"),
        ("foreign", foreign, "Agreed"),
    ):
        minutes = story.add(part, make_minutes(meeting.name, entries=[entry()]))
        frappe.db.set_value(
            "PAPG Minutes", minutes.name, {"stage": stage, "docstatus": int(stage == "Agreed")}
        )
    tell_restricted(story, held)
    story.add("own action", make_action(a, owner_member=cast.member(cast.PARTNER)))
    story.add("action with markup", make_action(a, owner_member=cast.member(cast.PARTNER)))
    story.add("spare action", make_action(a, owner_member=cast.member(cast.PARTNER)))
    story.add("other action", make_action(a, owner_member=cast.member(cast.MEMBER)))
    put_markup(story)


def put_markup(story: Story) -> None:
    """Markup as it would be stored if every guard on the way in had failed."""
    frappe.db.set_value("PAPG Action", story["action with markup"], "title", MARKUP)
    row = frappe.db.get_value("PAPG Minutes Entry", {"parent": story["agreed"]})
    said = '<p onclick="alert(1)">The plan was <strong>noted</strong>.</p><script>alert(1)</script>'
    frappe.db.set_value("PAPG Minutes Entry", row, {"title": MARKUP, "discussion": said})


def tell_restricted(story: Story, meeting: Any) -> None:
    """Two restricted items: one for the partner, one for the secretary alone."""
    for part, person in (("item for partner", cast.PARTNER), ("item for secretary", cast.SECRETARY)):
        audience = [{"member": cast.member(person)}]
        item = make("PAPG Restricted Item", meeting=meeting.name, title=part, audience=audience)
        story.add(part, item)
        frappe.db.set_value("PAPG Restricted Item", item.name, "discussion", f"<p>Said under {part}.</p>")


def meeting_of(group: str, title: str, days: int, attendance: list[dict[str, str]] | None = None) -> Any:
    """A meeting with an agenda that was issued and one paper."""
    doc = make_meeting(
        group,
        title=title,
        starts_at=add_to_date(get_datetime(today()), days=days, hours=14),
        ends_at=add_to_date(get_datetime(today()), days=days, hours=15, minutes=30),
        agenda=[{"title": "Evacuation plan"}],
        papers=[{"title": f"Paper for {title}"}],
        attendance=attendance or [],
    )
    file = frappe.get_doc(
        doctype="File",
        file_name=f"{frappe.generate_hash(length=8)}.pdf",
        content=PAPER,
        is_private=1,
        attached_to_doctype="PAPG Meeting",
        attached_to_name=doc.name,
    ).insert()
    frappe.db.set_value("PAPG Meeting", doc.name, "agenda_issued_on", add_to_date(today(), days=-40))
    frappe.db.set_value("PAPG Meeting Paper", doc.papers[0].name, "file", file.file_url)
    return doc


def deputised_row() -> dict[str, str]:
    post = cast.POSTS[cast.DEPUTY]
    member = {"member": cast.member(cast.MEMBER), "attendee_name": cast.POSTS[cast.MEMBER]}
    return {**member, "presence": "Deputised", "deputy": post, "deputy_user": cast.DEPUTY}


def entry() -> dict[str, Any]:
    return {
        "item_number": 1,
        "title": "Evacuation plan",
        "discussion": "<p>The plan was <strong>noted</strong>.</p>",
    }


def take_away(story: Story) -> None:
    """Remove the records; their own rules would keep most of them for good."""
    for record, name in reversed(story.made):
        for child in frappe.get_meta(record).get_table_fields():
            frappe.db.delete(child.options, {"parent": name})
        frappe.db.delete("File", {"attached_to_name": name})
        frappe.db.delete("PAPG Minutes Correction", {"minutes": name})
        frappe.db.delete(record, {"name": name})
