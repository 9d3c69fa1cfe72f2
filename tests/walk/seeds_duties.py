"""The lists of a duty, and rows of progress of both groups."""

from papg.testing.factories import make
from papg.testing.meetings import acting_as
from tests.walk.rows import Field
from tests.walk.seeds_membership import SECRETARIES, group_name

LABEL = "an entry"
DUTY = "Duty of the walk"
HISTORY = "a rule: history is not changed"
# Record type: its fields with words, and the one that is changed.
LISTS: dict[str, tuple[tuple[str, ...], str]] = {
    "PAPG Duty Framework": (("title", "legislation"), "version"),
    "PAPG Workstream": (("title",), "title"),
    "PAPG Duty Requirement": (("expectation",), "expectation"),
}


def sow(field: Field) -> None:
    """An entry of each list, and for each group a row of two days: the first is history."""
    needed = make_duty()
    for record, (texts, changed) in LISTS.items():
        sow_entry(field, record, texts, changed, needed[record])
    requirement = make("PAPG Duty Requirement", **needed["PAPG Duty Requirement"] | {"code": "W.9"}).name
    for letter in ("A", "B"):
        sow_progress(field, letter, "history", requirement, "2026-01-01", barred={"write": HISTORY})
        sow_progress(field, letter, "the latest", requirement, "2026-04-01")
        values = {"papg_group": group_name(letter), "requirement": requirement, "as_at": "2026-07-01"}
        new = make("PAPG Duty Progress", insert=False, **values)
        field.add_new("PAPG Duty Progress", "new", letter, new.as_dict(no_nulls=True))


def make_duty() -> dict[str, dict[str, str]]:
    """A duty with a workstream for the entries to hang on; what each kind of entry needs."""
    duty = make("PAPG Duty Framework", title=DUTY).name
    block = make("PAPG Workstream", framework=duty, label="W", title="Workstream of the walk").name
    return {
        "PAPG Duty Framework": {},
        "PAPG Workstream": {"framework": duty, "label": "X"},
        "PAPG Duty Requirement": {"workstream": block, "code": "W.1"},
    }


def sow_entry(
    field: Field, record: str, texts: tuple[str, ...], changed: str, needed: dict[str, str]
) -> None:
    """An entry nothing hangs on, and one to be made."""
    words = field.writer(record, LABEL)
    doc = make(record, **{name: words(name) for name in texts}, **needed)
    field.add(record, doc.name, LABEL, change={changed: words("a change")})
    label = "a new entry"
    other = {name: f"{value}2" if name in ("label", "code") else value for name, value in needed.items()}
    made = make(record, insert=False, **{name: field.writer(record, label)(name) for name in texts}, **other)
    field.add_new(record, label, "", made.as_dict(no_nulls=True))


def sow_progress(
    field: Field, letter: str, label: str, requirement: str, as_at: str, barred: dict[str, str] | None = None
) -> None:
    """A row of progress with words in every text, its table included."""
    record = "PAPG Duty Progress"
    words = field.writer(record, label, letter)
    step = {name: words(name) for name in ("next_step", "owner_as_typed", "due_as_typed")}
    with acting_as(SECRETARIES[letter]):
        doc = make(
            record,
            papg_group=group_name(letter),
            requirement=requirement,
            as_at=as_at,
            progress=words("progress"),
            evidence=words("evidence"),
            next_steps=[step],
        )
    field.add(record, doc.name, label, letter, change={"evidence": words("a change")}, barred=barred or {})
