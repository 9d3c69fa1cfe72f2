"""How the realtime server bears wrong settings, neighbours that go away, and floods."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.provision.realtime_rig import ACTION, ORIGIN, SECRETARY, SERVER, Bench, running_bench, wait_until


@pytest.fixture(scope="module")
def shared_bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with running_bench(tmp_path_factory.mktemp("bench")) as bench:
        yield bench


@pytest.fixture
def bench(shared_bench: Bench) -> Bench:
    shared_bench.reset()
    return shared_bench


@pytest.fixture
def quick_bench(tmp_path: Path) -> Iterator[Bench]:
    """A bench of its own, which asks for rights again every second."""
    with running_bench(tmp_path, recheck=1) as bench:
        yield bench


@pytest.fixture
def own_bench(tmp_path: Path) -> Iterator[Bench]:
    """A bench of its own, for tests that stop parts of it."""
    with running_bench(tmp_path) as bench:
        yield bench


def run_server(**settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["node", str(SERVER)], env=os.environ | settings, capture_output=True, text=True, timeout=20
    )


@pytest.mark.parametrize("host", ["0", "192.0.2.10", "localhost"])
def test_it_listens_on_the_loopback_address_and_refuses_every_other(host: str) -> None:
    ended = run_server(REALTIME_HOST=host)
    assert ended.returncode == 1
    assert ended.stderr == (
        f'The realtime server listens on 127.0.0.1 only; REALTIME_HOST is "{host}". '
        "Set REALTIME_HOST=127.0.0.1 or leave it out.\n"
    )


def test_a_wrong_setting_is_named_without_repeating_the_password() -> None:
    ended = run_server(FRAPPE_REDIS_QUEUE="//:secret-word@127.0.0.1")
    assert ended.returncode == 1
    assert ended.stderr.startswith("FRAPPE_REDIS_QUEUE is not a Redis address.")
    assert "secret-word" not in ended.stderr


@pytest.mark.parametrize("origin", ["*", "localhost:8000", "http://localhost:8000/app", ""])
def test_only_whole_origins_can_be_allowed(origin: str) -> None:
    ended = run_server(
        FRAPPE_REDIS_QUEUE="redis://127.0.0.1",
        WEB_URL="http://127.0.0.1:8000",
        ALLOWED_ORIGINS=f"{ORIGIN},{origin}",
    )
    assert ended.returncode == 1
    assert ended.stderr == (
        f'ALLOWED_ORIGINS holds "{origin}". Write scheme, host and port, such as http://localhost:8000.\n'
    )


def test_a_session_cookie_is_never_sent_to_another_machine() -> None:
    ended = run_server(FRAPPE_REDIS_QUEUE="redis://127.0.0.1", WEB_URL="http://198.51.100.7:8000")
    assert (ended.returncode, ended.stderr.splitlines()) == (
        1,
        [
            'WEB_URL is "http://198.51.100.7:8000". '
            "Name the web server of this machine, such as http://127.0.0.1:8000."
        ],
    )


def test_a_busy_port_is_named_in_one_line(bench: Bench) -> None:
    ended = run_server(**bench.server.settings)
    port = bench.server.settings["REALTIME_PORT"]
    assert ended.returncode == 1
    assert ended.stderr == f"Port {port} cannot be used (EADDRINUSE). Free it or set another REALTIME_PORT.\n"


def test_a_web_server_that_is_away_refuses_people_and_rooms_until_it_is_back(bench: Bench) -> None:
    bench.browser.open("before", "s1")
    bench.web.away_for = ("frappe.realtime",)
    assert bench.browser.ask("before", "doc_subscribe", *ACTION) is False
    refusal = bench.browser.try_to_open("during", "s1")
    assert refusal["message"] == "The web server does not answer. Try again later."
    bench.web.away_for = ()
    assert bench.browser.ask("before", "doc_subscribe", *ACTION) is True


@pytest.mark.parametrize("what", ["get_user_info", "can_subscribe"])
def test_while_the_web_server_is_away_nothing_is_heard_and_afterwards_all_is_as_before(
    quick_bench: Bench, what: str
) -> None:
    quick_bench.browser.open("secretary", "s1")
    assert quick_bench.browser.ask("secretary", "doc_subscribe", *ACTION) is True
    quick_bench.web.away_for = (what,)
    wait_until(lambda: not quick_bench.is_heard("secretary", SECRETARY), "the room is left")
    quick_bench.web.away_for = ()
    wait_until(lambda: quick_bench.is_heard("secretary", SECRETARY), "the room is entered again")


def test_a_tab_comes_back_and_hears_again_after_the_server_was_restarted(own_bench: Bench) -> None:
    own_bench.browser.open("secretary", "s1")
    assert own_bench.browser.ask("secretary", "doc_subscribe", *ACTION) is True
    assert own_bench.server.stop() < 2
    assert own_bench.server.logged("left") == 1
    own_bench.server.start()
    own_bench.wait_until_heard()
    wait_until(
        lambda: len(own_bench.browser.found(tab="secretary", state="connected")) == 2, "the tab is back"
    )
    assert own_bench.browser.ask("secretary", "doc_subscribe", *ACTION) is True
    own_bench.browser.wait_for("secretary", "doc_update", own_bench.update_action())


def test_after_a_restart_of_redis_messages_flow_and_rights_lost_meanwhile_are_gone(own_bench: Bench) -> None:
    own_bench.browser.open("secretary", "s1")
    assert own_bench.browser.ask("secretary", "doc_subscribe", *ACTION) is True
    own_bench.redis.stop()
    own_bench.server.wait_for("redis is away")
    own_bench.web.readable.clear()
    own_bench.redis.start()
    own_bench.wait_until_heard()
    own_bench.server.wait_for("rights asked again")
    assert not own_bench.is_heard("secretary", SECRETARY)


def test_the_hundredth_room_makes_the_oldest_give_way(bench: Bench) -> None:
    names = [f"r{number}" for number in range(100)]
    bench.web.readable |= {(SECRETARY, ACTION[0], name) for name in names}
    bench.browser.open("secretary", "s1")
    assert all(bench.browser.ask("secretary", "doc_subscribe", ACTION[0], name) for name in names)
    for name in names:
        bench.redis.publish("doc_update", f"doc:{ACTION[0]}/{name}", {"name": name})
    bench.mark("secretary", SECRETARY)
    assert bench.browser.heard("secretary", "doc_update") == [{"name": name} for name in names[4:]]


def test_a_flood_of_subscriptions_is_stopped_before_it_reaches_the_web_server(bench: Bench) -> None:
    bench.browser.open("partner", "p1")
    for number in range(200):
        bench.browser.order(do="send", tab="partner", id=1000 + number, event="doc_subscribe", words=ACTION)
    wait_until(
        lambda: all(bench.browser.found(id=1000 + number) for number in range(200)), "all are answered"
    )
    asked = [path for path in bench.web.asked if "can_subscribe_doc" in path]
    assert 120 <= len(asked) < 200


def test_a_message_too_large_to_be_a_name_ends_the_connection(bench: Bench) -> None:
    bench.browser.open("partner", "p1")
    bench.browser.order(do="send", tab="partner", id=1, event="doc_subscribe", words=["x" * 20_000, "y"])
    wait_until(lambda: bench.browser.found(tab="partner", state="disconnected"), "the connection ends")


def test_neither_cookies_nor_messages_are_logged(bench: Bench) -> None:
    bench.web.sessions["s1-secret"] = bench.web.sessions["s1"]
    bench.browser.open("secretary", "s1-secret")
    bench.redis.publish("notification", f"user:{SECRETARY}", {"text": "words-of-the-message"})
    bench.redis.connection.publish("events", "words-of-the-message")
    bench.mark("secretary", SECRETARY)
    bench.server.wait_for("message not understood")
    assert "s1-secret" not in str(bench.server.log)
    assert "words-of-the-message" not in str(bench.server.log)


def test_with_redis_away_from_the_start_the_server_waits_and_still_ends_in_time(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.server.start()
    bench.server.wait_for("redis is away")
    try:
        bench.browser.open("secretary", "s1")
    finally:
        assert bench.server.stop() < 2
        bench.browser.close()
    assert bench.server.logged("fault") == 0
