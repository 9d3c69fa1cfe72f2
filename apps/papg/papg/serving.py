"""Where the web server may listen."""

import ipaddress
import sys

import frappe

SNAPSHOT = "15.0.0-dev"


def is_loopback(host: str) -> bool:
    """Is this an address only this machine can reach?"""
    if host == "localhost" or host.startswith("unix:"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def refuse_unsafe_address(bind: str) -> None:
    """Stop the server when it would answer the network on a framework that gets no more fixes.

    Args:
        bind: Address as the web server takes it, `host:port` or `unix:path`.

    Raises:
        SystemExit: The framework is the pinned snapshot and the address is not of the loopback range.
    """
    host = bind if bind.startswith("unix:") else bind.rpartition(":")[0]
    if frappe.__version__ != SNAPSHOT or is_loopback(host):
        return
    sys.exit(
        f"Stopped: this framework is a snapshot without security fixes, so it does not listen on {bind}. "
        "Use 127.0.0.1, or run on a maintained framework (docs/operations.md)."
    )
