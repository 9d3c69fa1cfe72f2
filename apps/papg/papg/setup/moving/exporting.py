"""Writes what the council customised on this site into a folder."""

from collections.abc import Iterator
from pathlib import Path

from papg.setup.moving import content, folder
from papg.setup.moving.content import Content
from papg.setup.moving.kinds import all_kinds, names


def export(into: Path) -> int:
    """Write the council's customising so far as it differs from what the app ships.

    Returns:
        How many records were written.

    Raises:
        NoFolder: The folder holds something else.
    """
    return folder.write(into, customising())


def customising() -> Iterator[Content]:
    """Every record the council customised, as it goes into a file."""
    kinds = all_kinds()
    shipped = content.shipped(kinds.values())
    for kind in kinds.values():
        for name in names(kind):
            found = content.of(kind, name)
            if found and found != shipped.get((kind.record, name)):
                yield found
