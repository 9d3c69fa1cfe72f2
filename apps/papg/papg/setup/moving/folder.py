"""The folder: one file a record, the same bytes for the same record, and a file that says what the folder is."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

import frappe

from papg.setup.moving.content import Content
from papg.setup.moving.kinds import all_kinds

MARK = "customising.json"
WHAT = {"about": "A council's customising of Protect & Prepare", "format": 1}
UNFIT = re.compile(r'[%/\\:*?"<>|\x00-\x1f]|^\.')


class NoFolder(frappe.ValidationError):
    """The folder cannot be written or read as one of customising."""


def place(record: str, name: str) -> Path:
    """Where in the folder a record lies."""
    fit = UNFIT.sub(lambda found: f"%{ord(found[0]):02X}", name)
    return Path(frappe.scrub(record)) / f"{fit}.json"


def text(content: Content) -> str:
    return json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def write(folder: Path, contents: Iterable[Content]) -> int:
    """Write the folder anew; files of an earlier export that are no longer true go.

    Raises:
        NoFolder: It holds something else.
    """
    if folder.exists() and not folder.is_dir():
        raise NoFolder(f"{folder} is a file. Name a folder.")
    is_empty = not folder.exists() or all(entry.name.startswith(".") for entry in folder.iterdir())
    if not is_empty and not (folder / MARK).exists():
        raise NoFolder(
            f"{folder} holds other files. Name a folder that is new, empty or of an earlier export."
        )
    wanted = {place(content["doctype"], content["name"]): text(content) for content in contents}
    for kind in all_kinds():
        for file in (folder / frappe.scrub(kind)).glob("*.json"):
            if file.relative_to(folder) not in wanted:
                file.unlink()
    for file, said in {Path(MARK): text(WHAT), **wanted}.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(said, encoding="utf-8")
    return len(wanted)


def read(folder: Path) -> dict[Path, Content | str]:
    """What each file holds, or in words why it cannot be read.

    Raises:
        NoFolder: It is no export.
    """
    if not (folder / MARK).is_file():
        raise NoFolder(
            f"{folder} holds no export: there is no {MARK} in it. Name the folder of export-config."
        )
    files = sorted(file for file in folder.glob("*/*.json") if not file.parent.name.startswith("."))
    return {file.relative_to(folder): read_file(file) for file in files}


def read_file(file: Path) -> Content | str:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as trouble:
        return f"It is not JSON: {trouble}."
    if not isinstance(content, dict) or not all(
        isinstance(content.get(key), str) and content[key] for key in ("doctype", "name")
    ):
        return "It says no “doctype” and “name”. Export it again."
    return content
