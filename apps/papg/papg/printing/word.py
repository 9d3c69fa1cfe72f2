"""A report as a Word document: the same words, headings, tables and marking as its PDF."""

from collections.abc import Iterable
from io import BytesIO

import docx
from bs4 import BeautifulSoup, NavigableString, Tag
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from frappe import _
from frappe.utils import now_datetime

from papg.printing.paper import Paper, language, printed
from papg.printing.report import DutyBlock, Section

WIDTH, HEIGHT, MARGIN = Mm(210), Mm(297), Mm(20)
FONT = "Arial"
LOOKS = {
    **{"strong": "bold", "b": "bold", "em": "italic", "i": "italic", "u": "underline", "s": "strike"},
    **{"sub": "subscript", "sup": "superscript"},
}


def word(paper: Paper) -> bytes:
    """The paper of a report as a .docx file."""
    document = docx.Document()
    set_page(document, paper)
    set_properties(document, paper)
    head(document, paper)
    for section in paper.content["sections"]:
        write_section(document, section)
    close(document, paper)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def set_page(document: Document, paper: Paper) -> None:
    """Size of the page, the marking at head and foot, and the number of the page."""
    page = document.sections[0]
    page.page_width, page.page_height = (HEIGHT, WIDTH) if paper.is_landscape else (WIDTH, HEIGHT)
    page.orientation = WD_ORIENT.LANDSCAPE if paper.is_landscape else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = MARGIN
    for place in (page.header, page.footer):
        line = place.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(paper.marking).bold = True
    number = page.footer.add_paragraph()
    number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    number.add_run(f"{_('Page')} ")
    add_field(number, "PAGE")
    number.add_run(f" {_('of')} ")
    add_field(number, "NUMPAGES")


def add_field(line: Paragraph, code: str) -> None:
    """A value the word processor works out, such as the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)


def set_properties(document: Document, paper: Paper) -> None:
    """Title and language; the author and the day of the library's own template are taken out."""
    about = document.core_properties
    about.title, about.language = paper.title, language()
    about.author = about.comments = about.keywords = about.last_modified_by = about.subject = ""
    about.created = about.modified = now_datetime()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), language())
    normal.element.get_or_add_rPr().append(tongue)


def head(document: Document, paper: Paper) -> None:
    """Group, title, what stands at the head of the report, and the recommendations."""
    content = paper.content
    document.add_paragraph(content["group_name"])
    document.add_heading(content["heading"], 1)
    said = [*([] if content["is_issued"] else content["standing"]), content["left_out"]]
    for sentence in filter(None, said):
        document.add_paragraph().add_run(sentence).bold = True
    marking = f"{paper.marking}. {paper.handling}" if paper.handling else paper.marking
    facts = [*content["facts"], (_("Marking"), marking)]
    table = new_table(document, [], facts)
    for row in table.rows:
        row.cells[0].paragraphs[0].runs[0].bold = True
    if content["recommendations"]:
        document.add_heading(_("Recommendations"), 2)
        document.add_paragraph(_("{0} is asked to:").format(content["body_name"]))
        for verb, text in content["recommendations"]:
            line = document.add_paragraph(style="List Bullet")
            line.add_run(verb).bold = True
            line.add_run(f" {text}")


def write_section(document: Document, section: Section) -> None:
    document.add_heading(section.heading, 2)
    for part in BeautifulSoup(section.body, "html.parser").children:
        write_part(document, part)
    if section.summary:
        document.add_paragraph(section.summary)
    for block in section.blocks:
        write_block(document, block)


def write_part(document: Document, part: Tag | NavigableString) -> None:
    """A paragraph, list or table of a section's text."""
    if isinstance(part, NavigableString):
        if part.strip():
            document.add_paragraph(str(part))
    elif part.name in ("ul", "ol"):
        write_list(document, part)
    elif part.name == "table":
        rows = [row.find_all(["td", "th"]) for row in part.find_all("tr")]
        write_table(document, rows, has_head=part.find("thead") is not None)
    else:
        line = document.add_paragraph(style="Quote" if part.name == "blockquote" else None)
        add_words(line, part, bold="subheading" in (part.get("class") or []))


def write_list(document: Document, part: Tag) -> None:
    """Points, with their numbers where the list has some: the word processor would count on from the list before."""
    number = 0
    for point in part.find_all("li"):
        is_bullet = part.name == "ul" or point.get("data-list") == "bullet"
        line = document.add_paragraph(style="List Bullet" if is_bullet else "List")
        if not is_bullet:
            number += 1
            line.add_run(f"{number}. ")
        add_words(line, point)


def write_table(document: Document, rows: list[list[Tag]], has_head: bool) -> None:
    """A table of a section's text."""
    if not rows:
        return
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for place, cell in zip(row.cells, cells, strict=False):
            add_words(place.paragraphs[0], cell)
    if has_head:
        repeat(table)


def write_block(document: Document, block: DutyBlock) -> None:
    """The requirements of a workstream in three columns."""
    document.add_heading(block.heading, 3)
    columns = (_("What the duty expects"), _("Progress so far"), _("Next steps and expected outcome"))
    table = new_table(document, columns, [["", "", ""] for _line in block.lines])
    for row, line in zip(table.rows[1:], block.lines, strict=True):
        fill(row.cells[0], line.expects)
        fill(row.cells[1], [*line.progress, *filter(None, [line.standing])])
        fill(row.cells[2], line.next_steps)


def fill(place: _Cell, points: list[str]) -> None:
    """Points of a cell, a paragraph each."""
    place.paragraphs[0].add_run(points[0] if points else "–")
    for point in points[1:]:
        place.add_paragraph(point)


def new_table(document: Document, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    """A table under its columns, if it has any."""
    named = list(columns)
    lines = [*([named] if named else []), *(list(row) for row in rows)]
    table = document.add_table(rows=len(lines), cols=max(map(len, lines)), style="Table Grid")
    for row, cells in zip(table.rows, lines, strict=True):
        for place, words in zip(row.cells, cells, strict=True):
            if words:
                place.paragraphs[0].add_run(words)
    if named:
        repeat(table)
    return table


def repeat(table: Table) -> None:
    """Let the first row head the columns, in bold and again on every page."""
    first = table.rows[0]
    properties = first._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    for place in first.cells:
        for line in place.paragraphs:
            for run in line.runs:
                run.bold = True


def add_words(line: Paragraph, part: Tag, bold: bool = False) -> None:
    """The words of a part with the look each has."""
    for text in part.descendants:
        if isinstance(text, Tag):
            if text.name == "br":
                line.add_run().add_break()
            continue
        run = line.add_run(" ".join(str(text).split("\n")))
        run.bold = bold or None
        for around in text.parents:
            if around is part:
                break
            if look := LOOKS.get(around.name):
                setattr(run.font, look, True)


def close(document: Document, paper: Paper) -> None:
    """Who issued the report, and for whom this copy was made."""
    content = paper.content
    if content["is_issued"]:
        document.add_heading(_("Issued"), 2)
        for sentence in content["standing"]:
            document.add_paragraph(sentence)
    if not paper.is_for_release:
        document.add_paragraph(printed())
