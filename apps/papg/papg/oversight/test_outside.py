"""A call outside goes to the machine that was looked at, and never inside."""

import pytest

from papg.oversight import outside


@pytest.mark.parametrize(
    ("numbers", "is_reached"),
    [(["127.0.0.1"], False), (["93.184.215.14", "10.0.0.1"], False), (["93.184.215.14"], True)],
)
def test_a_name_that_leads_inside_is_not_called(
    numbers: list[str], is_reached: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All machines behind a name are looked at, and the call goes to one that was."""
    found = [(2, 1, 6, "", (number, 443)) for number in numbers]
    monkeypatch.setattr(outside.socket, "getaddrinfo", lambda *args, **kwargs: found)
    if is_reached:
        assert outside.machine("portal.council.example", 443, is_inside_allowed=False) == numbers[0]
    else:
        with pytest.raises(outside.NotReachedError, match="public network"):
            outside.post("https://portal.council.example/", b"{}", {}, is_inside_allowed=False)
