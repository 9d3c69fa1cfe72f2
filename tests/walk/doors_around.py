"""Doors that are about something else and mention records."""

from collections.abc import Callable

from papg.testing import cast
from tests.walk.answers import Answer
from tests.walk.seeds_duties import DUTY
from tests.walk.visitors import Visitor

MANY = 500
GROUP = "PAPG Group"
WORD = "Canary"


def files(visitor: Visitor) -> Answer:
    return visitor.rest("GET", "File", params={"fields": '["*"]', "limit_page_length": MANY})


def files_in_view(visitor: Visitor) -> Answer:
    columns = ["`tabFile`.`name`", "`tabFile`.`file_name`", "`tabFile`.`attached_to_name`"]
    return visitor.call("frappe.desk.reportview.get", doctype="File", fields=columns, page_length=MANY)


def files_by_text(visitor: Visitor) -> Answer:
    return visitor.get("frappe.core.api.file.get_files_by_search_text", text="txt")


def files_in_folder(visitor: Visitor) -> Answer:
    return visitor.get(
        "frappe.core.api.file.get_files_in_folder", folder="Home/Attachments", page_length=MANY
    )


def global_search(visitor: Visitor) -> Answer:
    return visitor.get("frappe.utils.global_search.search", text=WORD, limit=MANY)


def web_search(visitor: Visitor) -> Answer:
    return visitor.get("frappe.utils.global_search.web_search", text=WORD, limit=MANY)


def tree(visitor: Visitor) -> Answer:
    return visitor.get("frappe.desk.treeview.get_children", doctype=GROUP, parent="", is_root=True)


def whole_tree(visitor: Visitor) -> Answer:
    arguments = {"label": GROUP, "parent": "", "tree_method": "frappe.desk.treeview.get_children"}
    return visitor.get("frappe.desk.treeview.get_all_nodes", doctype=GROUP, **arguments)


def action_plan(visitor: Visitor) -> Answer:
    return visitor.get("frappe.desk.query_report.run", report_name="PAPG Action Plan", filters={})


def progress_of(letter: str) -> Callable[[Visitor], Answer]:
    """The report on a duty of one of the groups."""

    def ask(visitor: Visitor) -> Answer:
        filters = {"papg_group": cast.group(letter), "framework": DUTY, "as_at": "2026-12-31"}
        return visitor.get("frappe.desk.query_report.run", report_name="PAPG Progress as at", filters=filters)

    return ask


def withheld(visitor: Visitor) -> Answer:
    return visitor.get("frappe.desk.query_report.run", report_name="PAPG Withheld", filters={})


def tagged(visitor: Visitor) -> Answer:
    return visitor.get("frappe.desk.doctype.tag.tag.get_documents_for_tag", tag="#walk")


def notifications(visitor: Visitor) -> Answer:
    return visitor.get("frappe.desk.notifications.get_open_count", doctype=GROUP, name="x")


def versions(visitor: Visitor) -> Answer:
    return visitor.rest("GET", "Version", params={"fields": '["*"]', "limit_page_length": MANY})


def deleted(visitor: Visitor) -> Answer:
    return visitor.rest("GET", "Deleted Document", params={"fields": '["*"]', "limit_page_length": MANY})


def comments(visitor: Visitor) -> Answer:
    return visitor.rest("GET", "Comment", params={"fields": '["*"]', "limit_page_length": MANY})


def start_of_the_desk(visitor: Visitor) -> Answer:
    return visitor.ask("GET", "/app")


AROUND: tuple[tuple[str, Callable[[Visitor], Answer]], ...] = (
    ("list of files", files),
    ("files in a list view", files_in_view),
    ("files by text", files_by_text),
    ("files in a folder", files_in_folder),
    ("global search", global_search),
    ("search of the website", web_search),
    ("tree", tree),
    ("whole tree", whole_tree),
    ("action plan", action_plan),
    ("progress on a duty, A", progress_of("A")),
    ("progress on a duty, B", progress_of("B")),
    ("what is withheld", withheld),
    ("tagged records", tagged),
    ("notifications", notifications),
    ("versions", versions),
    ("deleted records", deleted),
    ("comments", comments),
    ("start of the desk", start_of_the_desk),
)
