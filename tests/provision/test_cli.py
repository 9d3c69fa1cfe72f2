"""The commands behind the Makefile tell what they do, and do nothing then."""

import pytest

from provision import cli

ASKED = [name for name in cli.COMMANDS if name not in cli.WITH_THEIR_OWN_HELP]


@pytest.mark.parametrize("name", ASKED)
def test_a_command_asked_for_help_says_what_it_does_and_starts_nothing(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(arguments: list[str]) -> int:
        raise AssertionError(f"{name} was started with {arguments}")

    told.__doc__ = cli.COMMANDS[name].__doc__
    monkeypatch.setitem(cli.COMMANDS, name, told)
    assert cli.main([name, "--help"]) == 0
    assert len(capsys.readouterr().out.strip()) > 20


def test_a_command_nobody_knows_gets_the_list_of_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["wlak"]) == 2
    assert "walk-mutants" in capsys.readouterr().out
