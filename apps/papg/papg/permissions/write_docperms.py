"""Carries a change of `rights.csv` into the files of the record types: `python -m papg.permissions.write_docperms`."""

import json
from pathlib import Path

from papg.permissions import rights, roles
from papg.permissions.wiring import APP, scrub


def file_of(record: str) -> Path:
    """File of a record type."""
    return next(APP.glob(f"*/doctype/{scrub(record)}/{scrub(record)}.json"))


def main() -> None:
    for record in rights.shipped():
        file = file_of(record)
        content = json.loads(file.read_text())
        content["permissions"] = roles.docperms(record)
        file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
