"""The site as a council serves it: behind the shipped proxy, over HTTPS, with a second factor."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import frappe
import pytest
import requests

from papg.security import limits
from papg.testing import cast
from provision import served
from provision.instance import Instance, free_ports
from provision.served import Served
from tests.journeys.stories import committed
from tests.provision import proxy_rig
from tests.provision.proxy_rig import Front
from tests.security import front_door

KEY = re.compile(r'class="key">([A-Z2-7 ]+)<')


@pytest.fixture(scope="module")
def front(server: Served, connection: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """A second web server of the same site, which trusts the proxy before it."""
    with committed(), behind_proxy(server.instance) as port:
        folder = tmp_path_factory.mktemp("front")
        ports = {"WEB_PORT": str(port)}
        with proxy_rig.before(server.instance, folder, **ports, DOOR="600r/m", DOOR_BURST="100") as found:
            yield found


@contextmanager
def behind_proxy(instance: Instance) -> Iterator[int]:
    """A web server that is told it stands behind a proxy; its port."""
    [port] = free_ports(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BEHIND_PROXY", "1")
        patch.setenv("WEB_PORT", str(port))
        process = served.begin(instance, "web")
        try:
            served.wait(Served(instance, {"web": process}))
            patch.undo()
            yield port
        finally:
            served.end(process)


@pytest.fixture(autouse=True)
def strict(front: Front, server: Served) -> Iterator[None]:
    with front_door.nobody_excepted(server.instance):
        yield


def form(front: Front, path: str, cookies: dict[str, str], **fields: str) -> requests.Response:
    headers = {"Accept": "text/html", "Origin": f"https://{proxy_rig.NAME}:{front.https_port}"}
    answer = front.ask("POST", path, data=fields, cookies=cookies, headers=headers)
    cookies.update(answer.cookies.get_dict())
    return answer


def test_somebody_logs_in_through_it_and_opens_the_desk(front: Front) -> None:
    cookies: dict[str, str] = {}
    first = form(front, "/login", cookies, email=cast.SECRETARY, password=cast.PASSWORD)
    assert first.headers["Location"] == "/second-factor"
    shown = KEY.search(front.ask("GET", "/second-factor", cookies=cookies).text)
    assert shown
    second = form(front, "/second-factor", cookies, code=front_door.code_of(shown[1].replace(" ", "")))
    assert second.headers["Location"] == "/app"
    for answer, name in ((first, "papg_step"), (second, "sid")):
        [cookie] = [c for c in answer.raw.headers.getlist("Set-Cookie") if c.startswith(f"{name}=")]
        assert {"Secure", "HttpOnly"} <= {part.strip() for part in cookie.split(";")}
    desk = front.ask("GET", "/app", cookies=cookies, headers={"Accept": "text/html"})
    assert desk.status_code == 200
    assert "frappe.boot" in desk.text
    script = re.search(r'src="(/assets/[^"]+\.js)"', desk.text)
    assert script
    assert front.ask("GET", script[1]).status_code == 200


def test_the_address_that_is_counted_is_the_one_the_proxy_saw(front: Front) -> None:
    for header in ("X-Forwarded-For", "X-Real-IP", "Remote-Addr", "Forwarded"):
        front.ask("GET", "/login", headers={header: "192.0.2.7"})
    prefix = frappe.cache.make_key(f"papg_limit:{limits.GUEST_CALLS}:").decode()
    seen = {key.decode().removeprefix(prefix) for key in frappe.cache.keys(f"{prefix}*")}
    assert seen == {"127.0.0.1"}


def test_the_live_server_answers_through_it(front: Front) -> None:
    answer = front.ask("GET", "/socket.io/?EIO=4&transport=polling")
    assert answer.status_code in (200, 400, 403)
    assert "nginx" not in answer.text
