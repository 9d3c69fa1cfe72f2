"""One person at the served site who sends made-up requests, and gets back in when one of them led out."""

from dataclasses import dataclass

import requests

from tests.fuzz.message import Message
from tests.walk.answers import Answer
from tests.walk.people import GUEST, KEY, PROBE, Person
from tests.walk.visitors import SECONDS, Visitor

# What the cookie of a session says once the session has ended.
NOBODYS = {None, "", "Guest"}
CLOSED = "ConnectionError"


@dataclass
class Reply:
    """A request with what came back; no status when the request could not even be written."""

    person: str
    message: Message
    answer: Answer | None
    broken: str = ""

    @property
    def status(self) -> int:
        return self.answer.status if self.answer else 0

    @property
    def is_refused(self) -> bool:
        return self.status >= 400 or not self.answer


def sendable(value: str) -> str:
    """A header as it can go over the line. It stays text: the client reads the name of the host once more."""
    return value.encode("latin-1", "replace").decode("latin-1")


class Caller:
    """A person with a session, a key or neither."""

    def __init__(self, url: str, person: Person) -> None:
        self.url = url
        self.person = person
        self.visitor = Visitor(url, person)

    def send(self, message: Message) -> Reply:
        """Send one request, and once more if the server had just closed the connection it was sent on."""
        reply = self.sent(message)
        return self.sent(message) if reply.broken == CLOSED else reply

    def sent(self, message: Message) -> Reply:
        """Send one request."""
        how = message.sent()
        headers = {"X-Frappe-CSRF-Token": self.visitor.token, **how.pop("headers")}
        try:
            response = self.visitor.session.request(
                message.verb,
                f"{self.url}{message.address}",
                headers={name: sendable(value) for name, value in headers.items()},
                timeout=SECONDS,
                allow_redirects=False,
                **how,
            )
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidHeader, UnicodeError):
            return Reply(self.person.label, message, None)
        except requests.exceptions.RequestException as error:
            return Reply(self.person.label, message, None, type(error).__name__)
        self.come_back(response)
        return Reply(self.person.label, message, Answer.of(response))

    def come_back(self, response: requests.Response) -> None:
        """Log in again when the session has ended."""
        if self.person.way in (GUEST, KEY, PROBE):
            self.visitor.session.cookies.clear()
        elif {cookie.value for cookie in self.visitor.session.cookies if cookie.name == "sid"} & NOBODYS:
            self.visitor.session.cookies.clear()
            self.visitor.log_in()
