"""Text of a report as its sections hold it; words of records are never taken for tags."""

from collections.abc import Iterable, Sequence

from frappe.utils import escape_html


def paragraph(words: str) -> str:
    """Words as a paragraph; none for none."""
    return f"<p>{escape_html(words)}</p>" if words else ""


def listed(lines: Iterable[str]) -> str:
    """Lines as a list."""
    rows = "".join(f"<li>{escape_html(line)}</li>" for line in lines)
    return f"<ul>{rows}</ul>" if rows else ""


def tabled(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as a table under a first row in bold, as the editor of a form writes a heading; empty cells stay empty."""
    body = [row_of(cell(value) for value in row) for row in rows]
    head = row_of(f"<strong>{escape_html(column)}</strong>" for column in columns)
    return f"<table><tbody>{head}{''.join(body)}</tbody></table>" if body else ""


def row_of(cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<td>{words}</td>' for words in cells)}</tr>"


def cell(value: object) -> str:
    return "" if value is None else escape_html(str(value))
