"""Telling another system that something changed: where a call may go, and when it is tried again."""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from papg.rules.wording import Sentence, Verdict, _, unless

# After each try that failed; after the last one it is given up.
WAITS = (
    *(timedelta(minutes=minutes) for minutes in (1, 5, 15)),
    *(timedelta(hours=hours) for hours in (1, 4, 12, 24)),
)
LEAST_SECRET = 20
# Addresses of the newer kind that stand for one of the older.
TRANSLATED = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))


def check(address: str, secret: str, is_inside_allowed: bool) -> Verdict:
    """Say whether another system may be told at this address.

    Decides: over an encrypted connection, by the name or number of one machine, with a secret nobody guesses by
    which the receiver knows the sender. Own rule under the Protect & Prepare Groups guidance, Membership Etiquette
    (what is shared with whom).

    Args:
        address: where calls are to go.
        secret: what they are signed with.
        is_inside_allowed: the site says that its calls may stay on its own machine, for tests and demonstrations.
    """
    parts = _parts(address)
    schemes = ("http", "https") if is_inside_allowed else ("https",)
    scheme = _("“{0}” is no address that begins with https://. Calls go over an encrypted connection only.")
    host = _("“{0}” names no machine, or more than that. Give a name, and a port and a path if need be.")
    short = _("The secret has {0} characters. Give at least {1}, drawn at random.")
    return Verdict.of(
        unless(parts is not None and parts[0] in schemes, scheme.format(address)),
        unless(parts is not None and bool(parts[1]), host.format(address)),
        _inside(parts[1] if parts else "", is_inside_allowed),
        unless(len(secret) >= LEAST_SECRET, short.format(len(secret), LEAST_SECRET)),
    )


def may_reach(number: str) -> bool:
    """Say whether a machine stands on the public network, by its number.

    Decides: nothing of the council's own network, of this machine or of those who run it is called, whatever name
    leads there. Own rule under the guidance on Membership Etiquette.
    """
    found = ip_address(number)
    if isinstance(found, IPv6Address):
        within = found.ipv4_mapped or found.sixtofour or (found.teredo and found.teredo[1])
        if within or any(found in network for network in TRANSLATED):
            return False
    return found.is_global and not found.is_multicast


def next_try(failed: int, last: datetime) -> datetime | None:
    """Return when a call that failed so many times is tried again; None when it is given up.

    Own rule under the guidance on Action Plans (what was agreed is followed until it is done): a receiver that is
    down for a day misses nothing.
    """
    return last + WAITS[failed - 1] if 0 < failed <= len(WAITS) else None


def _parts(address: str) -> tuple[str, str] | None:
    """Scheme and machine; the machine is empty where anything but a port and a path stands beside it."""
    try:
        parts = urlsplit(address)
        is_plain = not (parts.username or parts.password or parts.fragment) and parts.port != 0
    except ValueError:
        return None
    is_written_plainly = address.isascii() and address.isprintable() and not set(address) & set(" \\{}<>\"'")
    return parts.scheme, (parts.hostname or "") if is_plain and is_written_plainly else ""


def _inside(machine: str, is_inside_allowed: bool) -> Sentence | None:
    refused = _("{0} is no machine on the public network. Calls to machines inside are not made.")
    try:
        number: IPv4Address | IPv6Address | None = ip_address(machine)
    except ValueError:
        number = None
    is_inside = machine == "localhost" or (number is not None and not may_reach(str(number)))
    return refused.format(machine) if machine and is_inside and not is_inside_allowed else None
