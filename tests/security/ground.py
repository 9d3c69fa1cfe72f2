"""What stands in two groups side by side before the tests of the doors begin, and the words that may not get out."""

from dataclasses import dataclass
from pathlib import Path

import frappe
from frappe.core.doctype.file.utils import make_home_folder

from papg.testing import cast
from papg.testing.factories import make, make_action, make_meeting

CANARIES = {"A": "Kittiwake-2207", "B": "Guillemot-3310"}
SECRETARIES = {"A": cast.SECRETARY, "B": cast.THREE}


@dataclass(frozen=True)
class Plot:
    """The records of one group; each says the group's canary."""

    group: str
    meeting: str
    agenda_row: str
    action: str
    restricted: str
    file: str
    file_url: str
    comment: str
    canary: str

    def records(self) -> dict[str, str]:
        """Record types and names."""
        return {
            "PAPG Meeting": self.meeting,
            "PAPG Action": self.action,
            "PAPG Restricted Item": self.restricted,
        }


def lay_out_folders() -> None:
    """The framework's two folders, without which it takes no file; a test before may have taken them away."""
    if not frappe.db.exists("File", "Home"):
        make_home_folder()


def sow(letter: str) -> Plot:
    """Records of one group, written by its secretary."""
    canary = CANARIES[letter]
    frappe.set_user(SECRETARIES[letter])
    group = cast.group(letter)
    meeting = make_meeting(group, title=f"Meeting {canary}", agenda=[{"title": f"Item {canary}"}])
    action = make_action(group, title=f"Action {canary}", description=f"Do {canary}")
    restricted = make("PAPG Restricted Item", meeting=meeting.name, title=f"Part 2 {canary}")
    file = attached(meeting.name, canary)
    comment = meeting.add_comment("Comment", f"Remark {canary}")
    frappe.set_user("Administrator")
    return Plot(
        group,
        meeting.name,
        meeting.agenda[-1].name,
        action.name,
        restricted.name,
        file.name,
        file.file_url,
        comment.name,
        canary,
    )


def attached(meeting: str, canary: str) -> frappe.model.document.Document:
    """A paper of a meeting whose text is the canary."""
    fields = {"attached_to_doctype": "PAPG Meeting", "attached_to_name": meeting}
    return frappe.get_doc(
        {"doctype": "File", "file_name": "paper.txt", "content": f"Text of {canary}", **fields}
    ).insert()


def public_files() -> set[str]:
    """Names of all files anybody could fetch."""
    return {path.name for path in Path(frappe.get_site_path("public", "files")).iterdir()}
