"""Templates people write hold the record as its reader may see it, and nothing of the framework."""

from collections.abc import Iterator
from types import SimpleNamespace

import frappe
import pytest
import requests
from frappe.email.doctype.email_template.email_template import get_email_template
from frappe.model.document import Document

from papg.printing import framework
from papg.templating import seam
from papg.testing import cast, pdf
from papg.testing.acting import acting_as
from papg.testing.factories import make
from provision.served import Served

SECRET = "Cormorant-4417"
# Each would give a value, a document or a connection in the framework's own environment.
ATTEMPTS = (
    "{{ frappe }}",
    "{{ frappe.db }}",
    "{{ frappe.db.sql('select name from tabUser') }}",
    "{{ frappe.db.get_value('User', 'Administrator', 'name') }}",
    "{{ frappe.db.commit() }}",
    "{{ frappe.db.set_value('User', 'Administrator', 'bio', 'x') }}",
    "{{ frappe.get_doc('User', 'Administrator').name }}",
    "{{ frappe.get_all('User') }}",
    "{{ frappe.get_list('User') }}",
    "{{ frappe.make_get_request('http://127.0.0.1:1') }}",
    "{{ frappe.make_post_request('http://127.0.0.1:1') }}",
    "{{ frappe.sendmail(recipients='a@b.example') }}",
    "{{ frappe.session.user }}",
    "{{ frappe.render_template('{{ 7*7 }}') }}",
    "{{ get_doc('User', 'Administrator') }}",
    "{{ get_all('User') }}",
    "{{ get_toc() }}",
    "{{ doc.get_doc() }}",
    "{{ doc.as_dict() }}",
    "{{ doc.db_set('title', 'x') }}",
    "{{ doc.run_method('validate') }}",
    "{{ doc.meta.name }}",
    "{{ doc.flags.in_print }}",
    "{{ doc.update({'title': 'x'}) }}",
    "{{ doc.pop('title') }}",
    "{{ doc['update']({'title': 'x'}) }}",
    "{{ doc.__class__ }}",
    "{{ doc['__class__'] }}",
    "{{ doc|attr('__class__') }}",
    "{{ ''['__class__'].mro() }}",
    "{{ ''|attr('__class__') }}",
    "{{ _.__globals__ }}",
    "{{ papg_print['__globals__'] }}",
    "{{ nowdate['__globals__']['frappe'] }}",
    "{{ range.__self__ }}",
    "{{ cycler.__init__ }}",
    "{{ lipsum }}",
    "{{ self._TemplateReference__context }}",
    "{{ meta.name }}",
    "{{ alert.name }}",
    "{% include 'templates/includes/avatar_macro.html' %}",
    "{% import 'templates/print_formats/standard_macros.html' as m %}{{ m.frappe }}",
)
TEXTS = ("Data", "Small Text", "Text", "Long Text", "Text Editor")
ORDINARY = (
    "{{ doc.title }}, due {{ doc.due_on | day }}{% for row in doc.updates %}, {{ row.note }}{% endfor %}"
)


@pytest.fixture(autouse=True)
def people(site: None) -> Iterator[None]:
    cast.install()
    seam.install()
    frappe.local.jenv = None
    yield
    frappe.local.jenv = None


@pytest.fixture
def action() -> Document:
    return make(
        "PAPG Action", papg_group=cast.group("A"), title="Check the bollards & gates", due_on="2026-06-14"
    )


def print_format(html: str, record_type: str = "PAPG Action") -> str:
    """A print format as it may be stored already, whoever wrote it."""
    doc = frappe.new_doc("Print Format")
    doc.update(
        {
            "name": frappe.generate_hash(),
            "doc_type": record_type,
            "custom_format": 1,
            "standard": "No",
            "print_format_type": "Jinja",
            "html": html,
        }
    )
    doc.db_insert()
    return doc.name


def as_pdf(doc: Document, html: str, user: str = cast.SECRETARY) -> str:
    """What is on the paper somebody gets of a record with this print format."""
    name = print_format(html, doc.doctype)
    with acting_as(user):
        return pdf.text(framework.download_pdf(doc.doctype, doc.name, name).get_data())


def by_print_format(doc: Document, template: str) -> str:
    """The print view of the desk with this format."""
    name = print_format(f"[[{template}]]", doc.doctype)
    shown = framework.get_html_and_style(doc.doctype, doc.name, name)["html"]
    return str(shown)


def by_letterhead(doc: Document, template: str) -> str:
    """The letterhead, rendered as the framework's print view does it."""
    return frappe.utils.jinja.render_template(f"[[{template}]]", {"doc": doc.as_dict()})


def by_notification(doc: Document, template: str) -> str:
    """The text of a notification, with what the framework gives it."""
    alert = frappe.new_doc("Notification", subject="Reminder")
    context = {"doc": doc, "alert": alert, "comments": None, "frappe": SimpleNamespace(db=frappe.db)}
    return frappe.render_template(f"[[{template}]]", context)


def by_email_template(doc: Document, template: str) -> str:
    stored = frappe.new_doc("Email Template")
    stored.update({"name": frappe.generate_hash(), "subject": "Reminder", "response": f"[[{template}]]"})
    stored.db_insert()
    # Its context is the record itself; the others have it under `doc`.
    return get_email_template(stored.name, frappe.as_json({**doc.as_dict(), "doc": doc.as_dict()}))["message"]


WAYS = (by_print_format, by_letterhead, by_notification, by_email_template)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("template", ATTEMPTS)
def test_nothing_of_the_framework_is_in_a_stored_template(
    way: object, template: str, action: Document
) -> None:
    """Each gives nothing or a refusal that says so; never a value."""
    before = frappe.db.get_value("PAPG Action", action.name, "title")
    with acting_as(cast.SECRETARY):
        try:
            made = way(action, template)  # type: ignore[operator]
        except frappe.ValidationError as refusal:
            assert "This template cannot be used" in str(refusal) or "Illegal template" in str(refusal)
        else:
            shown = made[made.index("[[") + 2 : made.index("]]")]
            assert shown in ("", "None"), shown
    assert frappe.db.get_value("PAPG Action", action.name, "title") == before


@pytest.mark.parametrize("way", WAYS[:3])
def test_an_ordinary_template_says_what_is_in_the_record(way: object, action: Document) -> None:
    with acting_as(cast.SECRETARY):
        made = way(action, ORDINARY)  # type: ignore[operator]
    assert "due 14 June 2026" in made
    assert "Check the bollards" in made


def test_a_letter_is_filled_from_the_record_itself(action: Document) -> None:
    with acting_as(cast.SECRETARY):
        made = by_email_template(action, "{{ title }}, {{ due_on }}")
    assert made == "[[Check the bollards &amp; gates, 2026-06-14]]"


def test_the_framework_as_it_comes_would_give_it_all(action: Document) -> None:
    """What the other tests refuse is there without our environment, or they would prove nothing."""
    theirs = seam.theirs()
    template = type(theirs).from_string(theirs, "{{ frappe.db.get_value('User', 'Administrator', 'name') }}")
    assert template.render() == "Administrator"


# The record as its reader may see it


def test_a_field_above_the_readers_level_is_not_there(action: Document) -> None:
    action.db_set("obstacle", SECRET)
    assert SECRET in as_pdf(action, "{{ doc.obstacle }}")
    frappe.db.set_value("DocField", {"parent": "PAPG Action", "fieldname": "obstacle"}, "permlevel", 1)
    frappe.clear_cache(doctype="PAPG Action")
    made = as_pdf(action, "[[{{ doc.obstacle }}]] {{ doc.title }}")
    assert SECRET not in made
    assert "[[]] Check the bollards" in made


def test_a_record_out_of_reach_is_empty(action: Document) -> None:
    action.db_set("obstacle", SECRET)
    with acting_as(cast.NEIGHBOUR):
        for way in (by_letterhead, by_notification):
            assert way(action, "{{ doc.obstacle }}{{ doc.title }}") == "[[]]"
        assert by_email_template(action, "{{ obstacle }}{{ title }}") == "[[]]"


def test_a_restricted_item_is_not_reached_from_its_meeting() -> None:
    meeting = make("PAPG Meeting", papg_group=cast.group("A"), agenda=[{"title": "Open actions"}])
    make("PAPG Restricted Item", meeting=meeting.name, title=SECRET, discussion=f"<p>{SECRET}</p>")
    made = as_pdf(
        frappe.get_doc("PAPG Meeting", meeting.name),
        "{% for key, value in doc.items() %}{{ key }}={{ value }} {% endfor %}",
    )
    assert "Open actions" in made
    assert SECRET not in made


def test_a_paper_of_the_app_inside_a_councils_format_asks_for_the_readers_right() -> None:
    group = frappe.get_doc("PAPG Group", cast.group("A"))
    made = as_pdf(group, "{{ papg_print(doc, 'PAPG Coverage') }}")
    assert "Required seats" in made
    forged = "{{ papg_print({'doctype': 'PAPG Group', 'name': '" + cast.group("B") + "'}, 'PAPG Coverage') }}"
    with pytest.raises(frappe.DoesNotExistError):
        as_pdf(group, forged)


# What is typed into records


def test_a_template_typed_into_any_field_prints_as_it_was_typed(action: Document) -> None:
    typed = "{{77*77}} {% raw %}"
    texts = [field.fieldname for field in action.meta.fields if field.fieldtype in TEXTS]
    assert len(texts) >= 5
    action.db_set(dict.fromkeys(texts, typed))
    listed = " ".join("[[{{ doc." + name + " }}]]" for name in texts)
    made = as_pdf(action, listed)
    assert made.count(f"[[{typed}]]") == len(texts)
    assert "5929" not in made


def test_the_frameworks_own_layout_prints_what_was_typed(action: Document) -> None:
    action.db_set({"title": "{{77*77}}", "obstacle": "{{ frappe.db.sql('select 1') }}"})
    with acting_as(cast.SECRETARY):
        made = pdf.text(framework.download_pdf("PAPG Action", action.name).get_data())
    assert "{{77*77}}" in made
    assert "5929" not in made


def test_formatted_text_prints_formatted_and_plain_text_escaped(action: Document) -> None:
    with acting_as(cast.SECRETARY):
        shown = by_letterhead(action, "{{ doc.title }}")
    assert shown == "[[Check the bollards &amp; gates]]"


# What goes on as before


def test_pages_of_the_framework_are_rendered_as_before(server: Served) -> None:
    answer = requests.get(f"{server.url}/login", timeout=60)
    assert answer.status_code == 200
    assert 'id="login_email"' in answer.text
    assert "{{" not in answer.text


def test_a_slip_of_the_pen_is_said_while_a_template_is_stored() -> None:
    with pytest.raises(frappe.ValidationError, match="Syntax error in template"):
        frappe.utils.jinja.validate_template("{% if doc.title %}")


def test_the_environment_stays_when_the_language_changes(action: Document) -> None:
    from frappe.translate import print_language

    with print_language("cy"), acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError):
        by_letterhead(action, "{{ frappe.db.sql('select 1') }}")


def test_both_hooks_put_the_environment_in_place() -> None:
    for hook in ("before_request", "before_job"):
        assert "papg.templating.seam.install" in frappe.get_hooks(hook)
