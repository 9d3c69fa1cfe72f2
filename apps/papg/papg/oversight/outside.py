"""A call to a machine outside: to the very machine that was looked at, and no further."""

import socket
import ssl
from urllib.parse import urlsplit

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError

from papg.rules import webhooks as rules

TIMEOUT = Timeout(connect=5, read=10)


class NotReachedError(Exception):
    """The call was not made, or not answered; the reason in plain words."""


def post(address: str, body: bytes, headers: dict[str, str], is_inside_allowed: bool) -> int:
    """Send a body to an address; the status of the answer, which is neither read nor followed elsewhere.

    The name is looked up once and the call goes to the number that was found, so that a name cannot lead outside when
    it is looked at and inside when it is called.

    Args:
        address: Where to; it was held against the rule.
        body: What is sent.
        headers: Beside those of the connection.
        is_inside_allowed: May the machine be one of the council's own network?

    Raises:
        NotReachedError: The machine is inside, or there was no answer.
    """
    parts = urlsplit(address)
    is_secure = parts.scheme == "https"
    port = parts.port or (443 if is_secure else 80)
    number = machine(parts.hostname or "", port, is_inside_allowed)
    target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    pool = secured(number, port, parts.hostname or "") if is_secure else HTTPConnectionPool(number, port)
    try:
        answer = pool.urlopen(
            "POST",
            target,
            body=body,
            headers={**headers, "Host": parts.netloc},
            timeout=TIMEOUT,
            retries=False,
            redirect=False,
            preload_content=False,
        )
        answer.release_conn()
        return answer.status
    except (HTTPError, OSError) as error:
        raise NotReachedError(type(error).__name__) from error
    finally:
        pool.close()


def secured(number: str, port: int, name: str) -> HTTPSConnectionPool:
    """A connection to a machine that shows a certificate for this name."""
    context = ssl.create_default_context()
    return HTTPSConnectionPool(number, port, ssl_context=context, server_hostname=name, assert_hostname=name)


def machine(name: str, port: int, is_inside_allowed: bool) -> str:
    """Number of the machine behind a name; all numbers behind it have to be outside.

    Raises:
        NotReachedError: The name is unknown, or leads to a machine inside.
    """
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise NotReachedError("no machine of this name") from error
    numbers = [number.partition("%")[0] for number in found]
    if not numbers or not (is_inside_allowed or all(rules.may_reach(number) for number in numbers)):
        raise NotReachedError("a machine that is not on the public network")
    return numbers[0]
