"""`python -m tests.clients`: two clients nobody here wrote live through a year of a group on a site of its own."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from provision.instance import Instance
from provision.say import line
from tests.clients import connector, node
from tests.clients.client import Client
from tests.clients.journey import STEPS
from tests.clients.year import PEOPLE, YEAR, Account, Year, day, lived
from tests.journeys.on_a_day import living_site

Make = Callable[[str], Client]


@contextmanager
def connectors(url: str) -> Iterator[Make]:
    yield partial(connector.Connector, url)


CLIENTS = {"frappe-connector (Python)": connectors, "frappe-js-sdk (Node)": node.running}


def main() -> int:
    """Live the year once with each client; 1 if a step of either did not go as it should."""
    instance = Instance(os.environ.get("PAPG_INSTANCE", "test"))
    account = Account()
    for name, clients in CLIENTS.items():
        line(f"{name}, April {YEAR} to March {YEAR + 1}")
        with living_site(instance, day(4, 1)) as calendar, clients(calendar.url) as make:
            people = {user: make(key) for user, key in calendar.keys(*PEOPLE).items()}
            lived(Year(people, calendar.turn_to), STEPS, account, line)
    return told(account)


def told(account: Account, say: Callable[[str], None] = line) -> int:
    """Say what it came to; 1 unless every step passed."""
    say(account.last_line())
    return int(not account.is_clean)


if __name__ == "__main__":
    sys.exit(main())
