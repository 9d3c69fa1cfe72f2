"""Who gets into the realtime channel, and who hears what there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.provision.realtime_rig import (
    ACTION,
    ORIGIN,
    PARTNER,
    SECRETARY,
    SITE,
    Bench,
    running_bench,
    wait_until,
)


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


@pytest.mark.parametrize("sid", [None, "Guest", "expired", "barred"])
def test_nobody_gets_in_without_a_living_session(bench: Bench, sid: str | None) -> None:
    bench.web.sessions["expired"] = ("Guest", "Website User")
    assert bench.browser.try_to_open("tab", sid)["message"] == "Not logged in."


@pytest.mark.parametrize("origin", ["http://evil.example", "http://papg.localhost:8001", None])
def test_a_foreign_page_gets_no_connection_even_with_a_good_cookie(bench: Bench, origin: str | None) -> None:
    refusal = bench.browser.try_to_open("tab", "s1", origin=origin)
    assert refusal["message"] == "This address may not use the live channel."


@pytest.mark.parametrize(
    ("site", "reason"), [("", "Unknown site."), ("other.localhost", "Invalid namespace")]
)
def test_only_the_one_site_is_served(bench: Bench, site: str, reason: str) -> None:
    assert bench.browser.try_to_open("tab", "s1", site=site)["message"] == reason


def test_a_change_reaches_whoever_may_read_the_record_and_nobody_else(bench: Bench) -> None:
    bench.browser.open("secretary", "s1")
    bench.browser.open("partner", "p1")
    assert bench.browser.ask("secretary", "doc_subscribe", *ACTION) is True
    for event in ("doc_subscribe", "doc_open"):
        assert bench.browser.ask("partner", event, *ACTION) is False
    change = bench.update_action()
    bench.browser.wait_for("secretary", "doc_update", change)
    bench.mark("partner", PARTNER)
    assert bench.browser.heard("partner", "doc_update") == []


def test_a_record_of_others_and_an_absent_one_answer_alike(bench: Bench) -> None:
    bench.browser.open("partner", "p1")
    for name in (ACTION[1], "absent", "", "x" * 141, {"name": "x"}, None):
        assert bench.browser.ask("partner", "doc_subscribe", ACTION[0], name) is False


def test_a_slash_in_a_doctype_cannot_open_the_room_of_another_record(bench: Bench) -> None:
    bench.web.readable.add((SECRETARY, "PAPG Action/a1", "b2"))
    bench.browser.open("secretary", "s1")
    assert bench.browser.ask("secretary", "doc_subscribe", "PAPG Action/a1", "b2") is False


def test_list_changes_go_to_readers_of_the_doctype_until_they_look_elsewhere(bench: Bench) -> None:
    bench.browser.open("secretary", "s1")
    bench.browser.open("partner", "p1")
    assert bench.browser.ask("secretary", "doctype_subscribe", ACTION[0]) is True
    assert bench.browser.ask("partner", "doctype_subscribe", ACTION[0]) is False
    bench.redis.publish("list_update", f"doctype:{ACTION[0]}", {"change": 1})
    bench.browser.wait_for("secretary", "list_update", {"change": 1})
    bench.browser.order(do="send", tab="secretary", id=0, event="doctype_unsubscribe", words=[ACTION[0]])
    # Answers keep their order: once this one is in, the farewell before it has been read.
    assert bench.browser.ask("secretary", "doc_subscribe", *ACTION) is True
    bench.redis.publish("list_update", f"doctype:{ACTION[0]}", {"change": 2})
    bench.mark("secretary", SECRETARY)
    bench.mark("partner", PARTNER)
    assert bench.browser.heard("secretary", "list_update") == [{"change": 1}]
    assert bench.browser.heard("partner", "list_update") == []


def test_a_personal_message_reaches_only_that_person_in_every_tab(bench: Bench) -> None:
    for tab, sid in (("one", "s1"), ("two", "s1"), ("partner", "p1")):
        bench.browser.open(tab, sid)
    bench.redis.publish("notification", f"user:{SECRETARY}", {"number": 1})
    for tab in ("one", "two"):
        bench.browser.wait_for(tab, "notification", {"number": 1})
    bench.mark("partner", PARTNER)
    assert bench.browser.heard("partner", "notification") == []


def test_messages_to_all_stay_at_the_desk_and_those_of_other_sites_outside(bench: Bench) -> None:
    bench.browser.open("secretary", "s1")
    bench.browser.open("partner", "p1")
    bench.redis.publish("version-update", "all", {"of": "another site"}, site="other.localhost")
    for no_room in ("", None):
        bench.redis.publish("version-update", no_room, {"of": "no room"})
    bench.redis.publish("version-update", "all", {"of": "this site"})
    bench.redis.publish("message", "website", {"for": "everybody"})
    for tab, user in (("secretary", SECRETARY), ("partner", PARTNER)):
        bench.browser.wait_for(tab, "message", {"for": "everybody"})
        bench.mark(tab, user)
    assert bench.browser.heard("secretary", "version-update") == [{"of": "this site"}]
    assert bench.browser.heard("partner", "version-update") == []


def test_only_the_person_a_task_was_announced_to_hears_its_progress(bench: Bench) -> None:
    bench.browser.open("secretary", "s1")
    bench.browser.open("partner", "p1")
    assert bench.browser.ask("secretary", "task_subscribe", "pack-1") is False
    bench.redis.publish("task_started", f"user:{SECRETARY}", {"task_id": "pack-1"})
    bench.redis.publish("task_started", f"user:{PARTNER}", {"task_id": "pack-1"})
    bench.mark("partner", PARTNER)
    assert bench.browser.ask("secretary", "task_subscribe", "pack-1") is True
    assert bench.browser.ask("partner", "task_subscribe", "pack-1") is False
    bench.redis.publish("task_progress", "task_progress:pack-1", {"task_id": "pack-1", "percent": 40})
    bench.browser.wait_for("secretary", "task_progress", {"task_id": "pack-1", "percent": 40})
    bench.mark("partner", PARTNER)
    assert bench.browser.heard("partner", "task_progress") == []


def test_viewers_of_a_record_see_each_other_and_nobody_else_sees_them(bench: Bench) -> None:
    bench.web.sessions["c1"] = ("chair@a", "System User")
    bench.web.readable.add(("chair@a", *ACTION))
    for tab, sid in (("secretary", "s1"), ("chair", "c1"), ("partner", "p1")):
        bench.browser.open(tab, sid)
    record = {"doctype": ACTION[0], "docname": ACTION[1]}
    assert bench.browser.ask("secretary", "doc_open", *ACTION) is True
    assert bench.browser.ask("partner", "doc_open", *ACTION) is False
    assert bench.browser.ask("chair", "doc_open", *ACTION) is True
    bench.browser.wait_for("secretary", "doc_viewers", {**record, "users": [SECRETARY, "chair@a"]})
    bench.browser.order(do="close", tab="chair")
    wait_until(
        lambda: bench.browser.heard("secretary", "doc_viewers")[-1] == {**record, "users": [SECRETARY]},
        "the secretary sees the chair leave",
    )
    bench.mark("partner", PARTNER)
    assert bench.browser.heard("partner", "doc_viewers") == []


def test_a_right_withdrawn_and_announced_ends_hearing_with_the_very_next_change(bench: Bench) -> None:
    bench.browser.open("secretary", "s1")
    for event, words in (("doc_subscribe", ACTION), ("doc_open", ACTION), ("doctype_subscribe", ACTION[:1])):
        assert bench.browser.ask("secretary", event, *words) is True
    assert bench.is_heard("secretary", SECRETARY)
    bench.browser.lines.clear()
    bench.web.readable.clear()
    bench.redis.leave(SECRETARY)
    bench.update_action()
    bench.redis.publish("list_update", f"doctype:{ACTION[0]}")
    bench.mark("secretary", SECRETARY)
    assert bench.browser.ask("secretary", "doc_subscribe", *ACTION) is False
    bench.update_action()
    bench.mark("secretary", SECRETARY)
    assert bench.browser.heard("secretary", "doc_update") == []
    assert bench.browser.heard("secretary", "list_update") == []


def test_an_answer_given_before_a_right_was_withdrawn_opens_no_door_after_it(bench: Bench) -> None:
    bench.browser.open("secretary", "s1")
    held = bench.web.hold_next()
    bench.browser.order(do="send", tab="secretary", id=1000, event="doc_subscribe", words=ACTION)
    wait_until(lambda: bench.web.held is None, "the web server has decided")
    bench.web.readable.clear()
    next_round = bench.web.hold_next()
    bench.redis.leave(SECRETARY)
    wait_until(lambda: bench.web.held is None, "the next round of questions has begun")
    held.set()
    wait_until(lambda: bench.browser.found(id=1000), "the subscription is answered")
    assert bench.browser.found(id=1000)[0]["answer"] is False
    assert not bench.is_heard("secretary", SECRETARY)
    next_round.set()


def test_a_session_ended_while_its_tab_was_being_let_in_does_not_stay(bench: Bench) -> None:
    held = bench.web.hold_next()
    url = f"http://127.0.0.1:{bench.browser.port}/{SITE}"
    bench.browser.order(do="open", tab="secretary", url=url, cookie="sid=s1", origin=ORIGIN)
    wait_until(lambda: bench.web.held is None, "the web server has decided")
    bench.web.sessions.clear()
    bench.redis.leave(SECRETARY)
    bench.server.wait_for("rights asked again")
    held.set()
    wait_until(lambda: bench.browser.found(tab="secretary", state="disconnected"), "the tab is disconnected")


def test_whoever_keeps_the_right_hears_on_after_a_leave_message(bench: Bench) -> None:
    bench.browser.open("secretary", "s1")
    assert bench.browser.ask("secretary", "doc_subscribe", *ACTION) is True
    bench.redis.leave(SECRETARY, site="other.localhost")
    bench.redis.leave(SECRETARY)
    wait_until(
        lambda: bench.update_action() and bench.browser.heard("secretary", "doc_update"), "changes come again"
    )
    assert bench.server.logged("rights asked again") == 1


@pytest.mark.parametrize("session", [None, (PARTNER, "Website User")])
def test_a_leave_message_disconnects_tabs_whose_session_is_no_longer_that_persons(
    bench: Bench, session: tuple[str, str] | None
) -> None:
    bench.browser.open("secretary", "s1")
    bench.web.sessions.pop("s1")
    if session:
        bench.web.sessions["s1"] = session
    bench.redis.leave(SECRETARY)
    wait_until(lambda: bench.browser.found(tab="secretary", state="disconnected"), "the tab is disconnected")


def test_rights_are_asked_again_in_time_without_any_message(quick_bench: Bench) -> None:
    quick_bench.web.sessions["c1"] = ("chair@a", "System User")
    quick_bench.web.readable.add(("chair@a", *ACTION))
    for tab, sid in (("secretary", "s1"), ("chair", "c1")):
        quick_bench.browser.open(tab, sid)
        assert quick_bench.browser.ask(tab, "doc_subscribe", *ACTION) is True
    quick_bench.web.readable.discard((SECRETARY, *ACTION))
    quick_bench.web.sessions["s1"] = (SECRETARY, "Website User")
    wait_until(lambda: not quick_bench.is_heard("secretary", SECRETARY), "the secretary stops hearing")
    assert quick_bench.is_heard("chair", "chair@a")
    quick_bench.redis.publish("version-update", "all")
    quick_bench.mark("secretary", SECRETARY)
    assert quick_bench.browser.heard("secretary", "version-update") == []
