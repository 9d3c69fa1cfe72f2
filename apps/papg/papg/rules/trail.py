"""The trail of who saw what: what a row and an hour amount to, and what shows that either was tampered with."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from papg.rules.wording import _

# Whose opening is noted.
WATCHED = ("PAPG Minutes", "PAPG Minutes Version", "PAPG Restricted Item", "PAPG Restricted Document")
GRACE = timedelta(minutes=5)
KEPT_YEARS = 6
DISPOSED = "Disposed"
COLUMNS = (
    *("name", "at", "hour", "kind", "user", "record_type", "record_name"),
    *("papg_group", "door", "address", "detail"),
)

Row = Mapping[str, object]


@dataclass(frozen=True)
class Seal:
    """What was there when an hour was closed.

    `digests` holds number and digest of each row, so that a row that is gone or changed can be named.
    """

    number: int
    hour: str
    digests: tuple[tuple[int, str], ...]
    previous_hash: str
    hash: str


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was sealed: a sentence with a slot for each value."""

    text: str
    number: int
    hour: str = ""


def hour_of(at: datetime) -> str:
    """The hour a row belongs to (*own rule* under the guidance on Minutes)."""
    return at.strftime("%Y-%m-%d %H:00")


def is_closed(hour: str, now: datetime) -> bool:
    """Can nothing be added to an hour any more? Five minutes of grace let a slow answer in.

    An own rule under the guidance on Minutes: what is told about them must hold as well as they do.
    """
    return now >= datetime.fromisoformat(hour) + timedelta(hours=1) + GRACE


def digest(row: Row) -> str:
    """What a row amounts to: it changes whenever anything in it does (own rule under the guidance on Minutes)."""
    values = [str(row.get(column) if row.get(column) is not None else "") for column in COLUMNS]
    return sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()


def seal(number: int, hour: str, rows: Sequence[Row], previous_hash: str) -> Seal:
    """Close an hour: the digests of its rows, bound to the seal before (own rule under the guidance on Minutes)."""
    digests = tuple(sorted((_number(row), digest(row)) for row in rows))
    return Seal(number, hour, digests, previous_hash, seal_hash(hour, digests, previous_hash))


def seal_hash(hour: str, digests: Sequence[tuple[int, str]], previous_hash: str) -> str:
    """What a sealed hour amounts to (own rule under the guidance on Minutes)."""
    whole = [hour, [list(entry) for entry in digests], previous_hash]
    return sha256(json.dumps(whole).encode()).hexdigest()


def may_dispose(before: datetime, now: datetime) -> bool:
    """May rows before this time be removed? Not until they were kept six years (own rule, guidance on Minutes)."""
    return before <= _years_earlier(now, KEPT_YEARS)


def check(seals: Sequence[Seal], rows: Sequence[Row], last_seal: int, last_row: int) -> list[Finding]:
    """Everything that is not as it was sealed (own rule under the guidance on Minutes).

    Args:
        seals: All seals there are.
        rows: All rows there are.
        last_seal: The last number given to a seal.
        last_row: The last number given to a row.

    Returns:
        One finding for each seal that is missing, altered or out of order and each row that is missing, altered or
        added. Nothing when the trail is whole.
    """
    in_order = sorted(seals, key=lambda one: one.number)
    return [*_of_seals(in_order, last_seal), *_of_rows(in_order, rows, last_row)]


def _of_seals(seals: Sequence[Seal], last_seal: int) -> Iterator[Finding]:
    known = {one.number for one in seals}
    for number in range(1, max([last_seal, *known]) + 1):
        if number not in known:
            yield Finding(_("Seal {0} is missing."), number)
    hashes = {one.hash for one in seals}
    before = None
    for one in seals:
        if seal_hash(one.hour, one.digests, one.previous_hash) != one.hash:
            yield Finding(_("Seal {0} of {1} was altered."), one.number, one.hour)
        elif not _follows(one, before):
            is_known = one.previous_hash in hashes or not one.previous_hash
            out_of_order = _("Seal {0} of {1} is out of order.")
            does_not_fit = _("Seal {0} of {1} does not fit the one before it.")
            yield Finding(out_of_order if is_known else does_not_fit, one.number, one.hour)
        before = one


def _follows(one: Seal, before: Seal | None) -> bool:
    """Is this the seal after that one? Where one is missing in between, nothing can be said of the hash."""
    if before is None:
        return one.number > 1 or not one.previous_hash
    is_later = one.hour > before.hour
    return is_later and (one.number != before.number + 1 or one.previous_hash == before.hash)


def _of_rows(seals: Sequence[Seal], rows: Sequence[Row], last_row: int) -> Iterator[Finding]:
    there = {_number(row): row for row in rows}
    sealed = {number: (sealed, one.hour) for one in seals for number, sealed in one.digests}
    disposed = _disposed_before(rows)
    last_hour = max((one.hour for one in seals), default="")
    kept = {one.hour for one in seals if any(number in there for number, _digest in one.digests)}
    for number in range(1, max([last_row, *there, *sealed], default=0) + 1):
        row = there.get(number)
        wanted, hour = sealed.get(number, ("", ""))
        if row is None and not wanted:
            yield Finding(_("Row {0} is missing: it was removed before its hour was sealed."), number)
        elif row is None and (hour >= disposed or hour in kept):
            yield Finding(_("Row {0} of {1} is missing."), number, hour)
        elif row is not None and wanted and digest(row) != wanted:
            yield Finding(_("Row {0} of {1} was altered."), number, hour)
        elif row is not None and not wanted and str(row["hour"]) <= last_hour:
            yield Finding(_("Row {0} of {1} was added after its hour was sealed."), number, str(row["hour"]))


def _disposed_before(rows: Iterable[Row]) -> str:
    """Hours before this one were removed by the rule of retention, as the trail itself says."""
    noted = [row for row in rows if row["kind"] == DISPOSED]
    return max((str(row["record_name"]) for row in noted if _was_due(row)), default="")


def _was_due(row: Row) -> bool:
    at = row["at"] if isinstance(row["at"], datetime) else datetime.fromisoformat(str(row["at"]))
    return may_dispose(datetime.fromisoformat(str(row["record_name"])), at)


def _number(row: Row) -> int:
    return int(str(row["name"]))


def _years_earlier(day: datetime, years: int) -> datetime:
    """The same day some years before; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
