"""Partners at the served site, without a browser."""

import re
from typing import Any

import requests

from papg.testing import cast


class Visitor(requests.Session):
    """A browser without scripts, at the served site."""

    def __init__(self, url: str, user: str | None = None) -> None:
        super().__init__()
        self.url = url
        if user:
            self.login = self.post(f"{url}/api/method/login", data={"usr": user, "pwd": cast.PASSWORD})
            assert self.login.status_code == 200, self.login.text

    def page(self, path: str, **kwargs: Any) -> requests.Response:
        return self.get(f"{self.url}{path}", allow_redirects=False, **kwargs)

    def fill_in(self, path: str, **fields: str) -> requests.Response:
        """Send a form of a page, with the token a page carries."""
        token = re.search(r'name="csrf_token" value="(\w+)"', self.page("/partner").text)
        assert token
        data = {"csrf_token": token[1], **fields}
        return self.post(f"{self.url}{path}", data=data, allow_redirects=False)
