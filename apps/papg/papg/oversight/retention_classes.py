"""The classes of records a schedule of retention speaks of: where each is stored and which days begin a period.

Each day is an expression over the record's row `t`, its group `g` and, for what hangs on one, its meeting `m`.
"""

from dataclasses import dataclass, field

from papg.oversight.triggers import LOG
from papg.permissions import rights
from papg.rules.retention import DELETE, REMOVE_PERSONAL_DATA, REVIEW
from papg.rules.trail import KEPT_YEARS

DISSOLVED = {"Group dissolved": "g.dissolved_on"}
OF_MEETING = "left join `tabPAPG Meeting` m on m.name = t.meeting"
HELD_ON = "if(t.status = 'Planned', null, t.starts_at)"
PAPERS = "Papers of meetings"
MEMBERS = "Members' personal data"
ACCOUNTS = "Accounts of leavers"
TRAIL = "The trail"
# Accounts cleaned before carry an address at this name, which by agreement belongs to nobody.
LEAVERS = "leavers.invalid"
HAS_FILE = """exists (
    select 1 from `tabPAPG Meeting Paper` paper
    where paper.parent = t.name and paper.parenttype = 'PAPG Meeting' and ifnull(paper.file, '') != ''
)"""
# Accounts by every position they were ever named for, the deputies' rows included.
POSITIONS_HELD = """join (
    select user, papg_group, ifnull(left_on, '9999-12-31') as ended_on from `tabPAPG Member` where user != ''
    union all
    select deputy.user, member.papg_group,
        least(ifnull(deputy.valid_to, '9999-12-31'), ifnull(member.left_on, '9999-12-31'))
    from `tabPAPG Member Deputy` deputy join `tabPAPG Member` member on member.name = deputy.parent
    where deputy.user != ''
) h on h.user = t.name"""


@dataclass(frozen=True)
class RecordClass:
    """One class of records.

    Attributes:
        record: Record type.
        events: Day that begins the period, as SQL, by the name of the event.
        title: SQL of what its readers know a record by.
        meeting: SQL of the meeting a record hangs on.
        join: Further tables.
        only: SQL of which records are meant.
        actions: What may be done with them.
        last_number: SQL that is true for a record whose number would be given again.
        least_years: No rule may be shorter.
    """

    record: str
    events: dict[str, str] = field(default_factory=dict)
    title: str = "t.title"
    meeting: str = "null"
    join: str = ""
    only: str = "1=1"
    actions: tuple[str, ...] = (DELETE, REVIEW)
    last_number: str = "0"
    least_years: int = 0


CLASSES: dict[str, RecordClass] = {
    "Minutes": RecordClass(
        "PAPG Minutes",
        {"Agreed": "if(t.stage = 'Agreed', t.agreed_on, null)", "Meeting held": "m.starts_at"} | DISSOLVED,
        meeting="t.meeting",
        join=OF_MEETING,
    ),
    "Restricted items": RecordClass(
        "PAPG Restricted Item",
        {"Meeting held": "m.starts_at"} | DISSOLVED,
        meeting="t.meeting",
        join=OF_MEETING,
    ),
    "Decisions": RecordClass(
        "PAPG Decision",
        {"Decision taken": "t.decided_on"} | DISSOLVED,
        title="t.decision",
        meeting="t.meeting",
        # Minutes of a meeting in December may go round, and number their decisions, well into the next year.
        last_number="year(t.decided_on) >= year(%(today)s) - 1",
    ),
    "Meetings": RecordClass(
        "PAPG Meeting",
        {"Meeting held": HELD_ON} | DISSOLVED,
        meeting="t.name",
        # An agenda of last year's may still be issued, and would then take the number after the last of that year.
        last_number="""(ifnull(g.status, '') != 'Dissolved'
            and substring_index(t.reference, '/', 1) >= year(%(today)s) - 1
            and t.meeting_number = (
                select max(other.meeting_number) from `tabPAPG Meeting` other where other.papg_group = t.papg_group
                and other.reference like concat(substring_index(t.reference, '/', 1), '/%%')
            ))""",
    ),
    # Each of its meetings holds it back for as long as it is kept.
    "Series of meetings": RecordClass(
        "PAPG Meeting Series", {"Last day": "ifnull(t.until, t.first_on)"} | DISSOLVED
    ),
    "Proposed items": RecordClass(
        "PAPG Proposed Item", {"Last changed": "if(t.state != 'Proposed', t.modified, null)"} | DISSOLVED
    ),
    PAPERS: RecordClass(
        "PAPG Meeting", {"Meeting held": HELD_ON} | DISSOLVED, meeting="t.name", only=HAS_FILE
    ),
    "Terms of reference": RecordClass(
        "PAPG Terms of Reference",
        {"Superseded": "if(t.stage = 'Superseded', t.in_force_to, null)"} | DISSOLVED,
    ),
    "Actions": RecordClass(
        "PAPG Action",
        {
            "Done and closed": "if(t.stage = 'Closed', t.completed_on, null)",
            "Last changed": "if(t.stage in ('Closed', 'Dropped'), t.modified, null)",
        }
        | DISSOLVED,
        meeting="t.meeting",
    ),
    "Escalations": RecordClass(
        "PAPG Escalation",
        {"Last changed": "if(t.status in ('Closed', 'Withdrawn'), t.modified, null)"} | DISSOLVED,
        meeting="(select a.meeting from `tabPAPG Action` a where a.name = t.action)",
    ),
    "Priorities": RecordClass("PAPG Priority", DISSOLVED, title="t.priority"),
    "Activities": RecordClass("PAPG Activity", {"Activity held": "t.held_on"} | DISSOLVED),
    "Assessments": RecordClass("PAPG Maturity Assessment", {"Signed off": "t.signed_off_on"} | DISSOLVED),
    "Duty progress": RecordClass(
        "PAPG Duty Progress",
        {"As at": "t.as_at"} | DISSOLVED,
        # The latest row says how far the group is today, however old it is.
        only="""exists (
            select 1 from `tabPAPG Duty Progress` later where later.papg_group = t.papg_group
            and later.requirement = t.requirement and later.as_at > t.as_at
        ) or g.status = 'Dissolved'""",
    ),
    "Referrals": RecordClass(
        "PAPG Referral", {"Took place": "if(t.status = 'Settled', t.happens_on, null)"} | DISSOLVED
    ),
    "Restricted documents": RecordClass(
        "PAPG Restricted Document", {"Returned": "t.returned_on"} | DISSOLVED
    ),
    "Premises": RecordClass("PAPG Premises", {"Last day": "t.closed_on"} | DISSOLVED),
    "Measures": RecordClass("PAPG Measure", DISSOLVED),
    "Figures of measures": RecordClass("PAPG Measure Value", {"Period ended": "t.period_to"} | DISSOLVED),
    "Reports": RecordClass("PAPG Report", {"Issued": "t.issued_on"} | DISSOLVED),
    "Changes of structure": RecordClass(
        "PAPG Structure Change",
        {"Settled": "if(t.stage in ('Proposed', 'Adopted'), null, t.modified)"} | DISSOLVED,
    ),
    "Disclosure copies": RecordClass(
        "PAPG Disclosure Copy",
        {"Released": "t.released_on"} | DISSOLVED,
        meeting="(select s.meeting from `tabPAPG Minutes` s where s.name = t.minutes)",
    ),
    TRAIL: RecordClass(LOG, {"Hour sealed": "t.at"}, least_years=KEPT_YEARS),
    MEMBERS: RecordClass(
        "PAPG Member",
        {"Membership ended": "t.left_on"} | DISSOLVED,
        title="t.full_name",
        only="t.personal_data_removed_on is null and ifnull(t.ex_officio_group, '') = ''",
        actions=(REMOVE_PERSONAL_DATA, REVIEW),
    ),
    ACCOUNTS: RecordClass(
        "User",
        {"Membership ended": "max(h.ended_on)"},
        title="t.full_name",
        join=POSITIONS_HELD,
        only=f"t.name not like '%%@{LEAVERS}'",
        actions=(REMOVE_PERSONAL_DATA, REVIEW),
    ),
}


def is_here(record_class: str) -> bool:
    """Does this version keep records of the class?"""
    return record_class == ACCOUNTS or CLASSES[record_class].record in rights.records()
