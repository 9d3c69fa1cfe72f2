"""Writes `docs/roles-and-access.md` from the table of rights: `python -m papg.permissions.write_roles_page`."""

from pathlib import Path

from papg.permissions import rights, roles_page
from papg.permissions.wiring import APP

PAGE = APP.parents[2] / "docs" / "roles-and-access.md"
PREFACE = Path(__file__).with_name("roles_page.md")


def page() -> str:
    """The whole page."""
    lists = [record for record in rights.shipped() if roles_page.is_for_all(record)]
    others = [record for record in rights.shipped() if record not in lists]
    named = roles_page.named(sorted(lists))
    return PREFACE.read_text().format(
        by_role="\n".join(roles_page.by_role()),
        partners="\n".join(roles_page.for_position("Partner")),
        deputies="\n".join(roles_page.for_position("Deputy")),
        boards="\n".join(roles_page.for_position("Board")),
        records="\n".join(line for record in others for line in roles_page.table_of(record)).rstrip(),
        lists=named[0].upper() + named[1:],
        conditions="\n".join(conditions()),
        nobody="\n".join(roles_page.nobody()),
    )


def conditions() -> list[str]:
    """What each condition of the table means, in the order of the table."""
    used = dict.fromkeys(grant.when for grant in rights.written() if not roles_page.is_for_all(grant.record))
    rows = [[when[0].upper() + when[1:], roles_page.CONDITIONS[when]] for when in used]
    return roles_page.as_table(["In the tables", "Means"], rows)


def main() -> None:
    PAGE.write_text(page())


if __name__ == "__main__":
    main()
