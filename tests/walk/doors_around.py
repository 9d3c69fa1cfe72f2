"""Doors that are about something else and mention records."""

from collections.abc import Callable

from papg.testing import cast
from tests.walk.answers import Answer
from tests.walk.seeds_duties import DUTY
from tests.walk.visitors import Visitor

MANY = 500
GROUP = "PAPG Group"
WORD = "Canary"
UNFOLDED = {
    "label": GROUP,
    "parent": GROUP,
    "is_root": 1,
    "tree_method": "papg.membership.tree.get_tree_nodes",
}


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
    return visitor.call("frappe.desk.treeview.get_all_nodes", doctype=GROUP, **UNFOLDED)


def whole_tree_of_the_framework(visitor: Visitor) -> Answer:
    arguments = {**UNFOLDED, "tree_method": "frappe.desk.treeview.get_children"}
    return visitor.call("frappe.desk.treeview.get_all_nodes", doctype=GROUP, **arguments)


def own_tree(visitor: Visitor) -> Answer:
    return visitor.call("papg.membership.tree.get_tree_nodes", doctype=GROUP, parent=GROUP, is_root=1)


def action_plan(visitor: Visitor) -> Answer:
    return visitor.get("frappe.desk.query_report.run", report_name="PAPG Action Plan", filters={})


def progress_of(letter: str) -> Callable[[Visitor], Answer]:
    """The report on a duty of one of the groups."""

    def ask(visitor: Visitor) -> Answer:
        filters = {"papg_group": cast.group(letter), "framework": DUTY, "as_at": "2026-12-31"}
        return visitor.get("frappe.desk.query_report.run", report_name="PAPG Progress as at", filters=filters)

    return ask


def coverage(visitor: Visitor) -> Answer:
    filters = {"show": "All seats"}
    return visitor.get("frappe.desk.query_report.run", report_name="PAPG Coverage of groups", filters=filters)


def attendance(visitor: Visitor) -> Answer:
    return visitor.get("frappe.desk.query_report.run", report_name="PAPG Attendance of members", filters={})


def health(visitor: Visitor) -> Answer:
    return visitor.get("frappe.desk.query_report.run", report_name="PAPG Group health", filters={})


def calendar_of_actions(visitor: Visitor) -> Answer:
    return visitor.get("papg.actions.board.due", start="2020-01-01", end="2040-12-31")


def calendar_of_referrals(visitor: Visitor) -> Answer:
    return visitor.get("papg.oversight.referrals.happening", start="2020-01-01", end="2040-12-31")


def withheld(visitor: Visitor) -> Answer:
    return visitor.get("frappe.desk.query_report.run", report_name="PAPG Withheld", filters={})


def report(name: str) -> Callable[[Visitor], Answer]:
    """A report on every group."""
    return lambda visitor: visitor.get("frappe.desk.query_report.run", report_name=name, filters={})


def report_as_a_file(name: str, filters: dict[str, str]) -> Callable[[Visitor], Answer]:
    """A report taken home."""

    def ask(visitor: Visitor) -> Answer:
        how = {"report_name": name, "filters": filters, "file_format_type": "CSV"}
        return visitor.call("frappe.desk.query_report.export_query", visible_idx=list(range(MANY)), **how)

    return ask


def small_list(visitor: Visitor) -> Answer:
    return visitor.get("frappe.desk.reportview.get_list", doctype="PAPG Meeting", fields=["*"], limit=MANY)


def notes(visitor: Visitor) -> Answer:
    return visitor.call(
        "frappe.desk.doctype.notification_log.notification_log.get_notification_logs", limit=50
    )


def letters_waiting(visitor: Visitor) -> Answer:
    return visitor.rest("GET", "Email Queue", params={"fields": '["*"]', "limit_page_length": MANY})


def prepared_reports(visitor: Visitor) -> Answer:
    return visitor.call(
        "frappe.desk.reportview.get", doctype="Prepared Report", fields=["name", "report_name"]
    )


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
    ("whole tree of the framework", whole_tree_of_the_framework),
    ("tree of ours", own_tree),
    ("small list", small_list),
    ("notes to oneself", notes),
    ("letters waiting", letters_waiting),
    ("prepared reports", prepared_reports),
    ("action plan as a file", report_as_a_file("PAPG Action Plan", {})),
    ("action plan", action_plan),
    ("progress on a duty, A", progress_of("A")),
    ("progress on a duty, B", progress_of("B")),
    ("coverage of groups", coverage),
    ("health of groups", health),
    ("attendance of members", attendance),
    ("what is withheld", withheld),
    ("measures", report("PAPG Measures")),
    ("priorities", report("PAPG Priorities")),
    ("whom activity has reached", report("PAPG Activity by audience")),
    ("premises by tier", report("PAPG Premises by tier")),
    ("calendar of actions", calendar_of_actions),
    ("calendar of referrals", calendar_of_referrals),
    ("tagged records", tagged),
    ("notifications", notifications),
    ("versions", versions),
    ("deleted records", deleted),
    ("comments", comments),
    ("start of the desk", start_of_the_desk),
)
