"""The lists of the council: an entry of each."""

from papg.testing.factories import make
from tests.walk.rows import Field

LABEL = "an entry"
# Record type: the field that names an entry, a field with words, and what else an entry needs.
LISTS: dict[str, tuple[str, str, dict[str, str]]] = {
    "PAPG Organisation Type": ("type_name", "notes", {}),
    "PAPG Organisation": ("organisation_name", "local_context", {"organisation_type": "Police"}),
    "PAPG Business Area": ("area_name", "guidance", {}),
    "PAPG Tier": ("tier_name", "meaning", {}),
    "PAPG Strand": ("strand_name", "definition", {}),
    "PAPG Marking": ("marking", "handling", {}),
    "PAPG Guidance": ("title", "summary", {}),
    "PAPG Terms Heading": ("heading", "prompt", {}),
    "PAPG Rating": ("rating_name", "meaning", {}),
    "PAPG Obstacle": ("obstacle_name", "notes", {}),
    "PAPG Follow Up": ("title", "notes", {}),
    "PAPG Audience": ("audience_name", "notes", {}),
    "PAPG Premises Threshold": ("threshold_name", "notes", {}),
    "PAPG Exemption": ("section", "notes", {"act": "Act of the walk", "title": "Of the walk"}),
    "PAPG Retention Rule": (
        "title",
        "why",
        {"record_class": "Minutes", "trigger_event": "Agreed", "period_years": "6", "action": "Review"},
    ),
}


def sow(field: Field) -> None:
    """An entry of each list, and one to be made."""
    for record, (name, text, needed) in LISTS.items():
        words = field.writer(record, LABEL)
        doc = make(record, **{name: words(name), text: words(text), **needed})
        field.add(record, doc.name, LABEL, change={text: words("a change")})
        label = "a new entry"
        made = make(record, insert=False, **{name: field.writer(record, label)(name), **needed})
        field.add_new(record, label, "", made.as_dict(no_nulls=True))
