"""Papers on the pages of partners: beside their item, with their marking, and only for who may read them."""

from collections.abc import Iterator
from typing import Any

import frappe
import pytest
from frappe.utils import today
from werkzeug.exceptions import NotFound
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from papg.api.partner import meetings, pages, papers, rendering, views
from papg.testing import cast
from papg.testing.acting import acting_as, answering, counted_queries
from papg.testing.factories import make, make_meeting


@pytest.fixture
def group(site: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The group of the partner, whose session has a token; the framework asks a request how files are sent."""
    for module in (pages, rendering):
        monkeypatch.setattr(module, "get_csrf_token", lambda: "token-of-the-session")
    cast.install()
    with answering(Request(EnvironBuilder("/").get_environ())):
        yield cast.group("A")


def with_papers(group: str, count: int = 1, issued: bool = True) -> Any:
    """A meeting with so many papers for its second item and one for none."""
    doc = make_meeting(
        group,
        agenda=[{"title": "Threat update"}, {"title": "Evacuation plan"}],
        papers=[{"title": f"Plan {number}", "item_number": 2} for number in range(count)]
        + [{"title": "Map of the centre"}],
    )
    if issued:
        frappe.db.set_value("PAPG Meeting", doc.name, "agenda_issued_on", today())
    for row in doc.papers:
        attach(doc, row)
    return doc


def attach(doc: Any, row: Any) -> None:
    file = make(
        "File",
        file_name=f"{frappe.generate_hash(length=8)}.txt",
        content=f"Text of {row.title}",
        attached_to_doctype=doc.doctype,
        attached_to_name=doc.name,
    )
    frappe.db.set_value("PAPG Meeting Paper", row.name, "file", file.file_url)


def test_each_paper_stands_beside_its_item_with_the_marking_of_the_meeting(group: str) -> None:
    meeting = with_papers(group)
    with acting_as(cast.PARTNER):
        found = meetings.agenda_with_papers(meeting.name)
        html = views.meeting(meeting.name).html()
    assert [[paper.title for paper in item.papers] for item in found["agenda"]] == [[], ["Plan 0"]]
    assert [paper.title for paper in found["papers"]] == ["Map of the centre"]
    assert html.count("OFFICIAL-SENSITIVE</span>") == 2
    assert "Papers for no single item" in html


def test_a_paper_is_handed_out_as_a_download_once_the_agenda_is_issued(group: str) -> None:
    issued, planned = with_papers(group), with_papers(group, issued=False)
    with acting_as(cast.PARTNER):
        answer = papers.download(issued.papers[0].name)
        with pytest.raises(NotFound):
            papers.download(planned.papers[0].name)
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")


@pytest.mark.parametrize("in_audience", [True, False])
def test_a_paper_of_a_restricted_item_is_for_its_audience_alone(group: str, in_audience: bool) -> None:
    person = cast.PARTNER if in_audience else cast.SECRETARY
    item = make(
        "PAPG Restricted Item",
        meeting=with_papers(group).name,
        title="Visit",
        audience=[{"member": cast.member(person)}],
        papers=[{"title": "Plan of the visit"}],
    )
    attach(item, item.papers[0])
    with acting_as(cast.PARTNER):
        html = views.meeting(item.meeting).html()
        assert ("Plan of the visit" in html) is in_audience
        if in_audience:
            assert papers.download(item.papers[0].name).status_code == 200
        else:
            with pytest.raises(NotFound):
                papers.download(item.papers[0].name)


def test_a_meeting_costs_the_same_with_3_and_with_30_papers(group: str) -> None:
    costs = []
    for count in (3, 30):
        meeting = with_papers(group, count)
        with acting_as(cast.PARTNER):
            views.meeting(meeting.name).html()
            with counted_queries() as queries:
                html = views.meeting(meeting.name).html()
        costs.append(len(queries))
        assert html.count('href="/partner/paper/') == count + 1
    assert costs[0] == costs[1]
