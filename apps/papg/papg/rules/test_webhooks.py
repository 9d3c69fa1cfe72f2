"""Where another system may be told that something changed, and when it is tried again."""

from datetime import datetime, timedelta

import pytest

from papg.rules.webhooks import LEAST_SECRET, WAITS, check, may_reach, next_try

GOOD = "https://portal.council.example/hook?from=papg"
SECRET = "x" * LEAST_SECRET
NOON = datetime(2026, 6, 14, 12)


@pytest.mark.parametrize("address", [GOOD, "https://portal.council.example:8443", "https://93.184.215.14/x"])
def test_a_machine_on_the_public_network_is_told_over_an_encrypted_connection(address: str) -> None:
    assert check(address, SECRET, is_inside_allowed=False)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://portal.council.example/", "begins with https://"),
        ("ftp://portal.council.example/", "begins with https://"),
        ("//portal.council.example/", "begins with https://"),
        ("", "begins with https://"),
        ("https://", "names no machine"),
        ("https:///path", "names no machine"),
        ("https://user:word@portal.council.example/", "names no machine"),
        ("https://portal.council.example/#part", "names no machine"),
        ("https://portal.council.example:99999/", "begins with https://"),
        ("https://portal.council.example/{{ doc.title }}", "names no machine"),
        ("https://portal.council.example/\r\nHost: x", "names no machine"),
        ("https://portal.council.example\\@127.0.0.1/", "names no machine"),
        ("https://localhost/", "no machine on the public network"),
        ("https://127.0.0.1/", "no machine on the public network"),
        ("https://[::1]/", "no machine on the public network"),
        ("https://10.0.0.7:8443/", "no machine on the public network"),
    ],
)
def test_any_other_address_is_refused_with_what_to_do(address: str, message: str) -> None:
    assert message in " ".join(check(address, SECRET, is_inside_allowed=False).refusals)


def test_a_site_for_tests_may_tell_its_own_machine() -> None:
    assert check("http://127.0.0.1:8123/hook", SECRET, is_inside_allowed=True)
    assert not check("ftp://127.0.0.1/", SECRET, is_inside_allowed=True)


def test_the_secret_has_the_least_length_and_not_one_less() -> None:
    assert check(GOOD, SECRET, is_inside_allowed=False)
    assert "has 19 characters" in " ".join(check(GOOD, SECRET[1:], is_inside_allowed=False).refusals)


@pytest.mark.parametrize(
    ("number", "may"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        # The last number before, the first, the last and the first number after a private network.
        *(("172.15.255.255", True), ("172.16.0.0", False), ("172.31.255.255", False), ("172.32.0.0", True)),
        *(("127.0.0.1", False), ("0.0.0.0", False), ("10.1.2.3", False), ("192.168.0.1", False)),  # noqa: S104
        *(
            ("169.254.169.254", False),
            ("100.64.0.1", False),
            ("224.0.0.1", False),
            ("255.255.255.255", False),
        ),
        *(("::1", False), ("::", False), ("fe80::1", False), ("fd00::1", False), ("ff02::1", False)),
        *(("::ffff:127.0.0.1", False), ("::ffff:93.184.215.14", False), ("2002:7f00:1::1", False)),
        *(("64:ff9b::7f00:1", False), ("2001:0:53aa:64c:0:7fff:80ff:fffe", False)),
    ],
)
def test_only_machines_on_the_public_network_are_reached(number: str, may: bool) -> None:
    assert may_reach(number) is may


def test_each_failure_waits_longer_until_it_is_given_up() -> None:
    tries = [next_try(failed, NOON) for failed in range(1, len(WAITS) + 2)]
    assert tries[0] == NOON + timedelta(minutes=1)
    assert tries[:-1] == sorted(tries[:-1]) and tries[-1] is None  # type: ignore[type-var]
    assert sum(WAITS, timedelta()) > timedelta(days=1), "a receiver may be down for a day"
    assert next_try(0, NOON) is None
