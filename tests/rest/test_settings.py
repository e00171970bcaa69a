"""Who may use REST comes from the environment, and is refused by name."""

from __future__ import annotations

import pytest

from bot.rest.settings import RestSettings
from bot.setting_values import SettingError

TOKEN = "t" * 32


@pytest.mark.parametrize("token", ["", "short", "x" * 31])
def test_a_token_that_could_be_guessed_is_refused(token: str) -> None:
    with pytest.raises(SettingError, match="SIGNPOST_REST_TOKEN is shorter than 32 characters"):
        RestSettings.read({"SIGNPOST_REST_TOKEN": token})


@pytest.mark.parametrize(("given", "who"), [({}, "loopback"), ({"SIGNPOST_REST": "off"}, "off")])
def test_who_may_use_rest_can_be_set(given: dict[str, str], who: str) -> None:
    assert RestSettings.read(given).access == who


def test_where_only_the_token_opens_there_has_to_be_one() -> None:
    assert RestSettings.read({"SIGNPOST_REST": "token", "SIGNPOST_REST_TOKEN": TOKEN}).access == "token"
    with pytest.raises(SettingError, match="SIGNPOST_REST is 'token', but SIGNPOST_REST_TOKEN is not set"):
        RestSettings.read({"SIGNPOST_REST": "token"})


@pytest.mark.parametrize("wrong", ["", "on", "Loopback", "yes", "127.0.0.1"])
def test_a_wrong_word_for_rest_is_refused(wrong: str) -> None:
    with pytest.raises(SettingError, match=r"SIGNPOST_REST is .*: give loopback, token or off"):
        RestSettings.read({"SIGNPOST_REST": wrong})


def test_the_token_is_not_shown() -> None:
    assert TOKEN not in repr(RestSettings.read({"SIGNPOST_REST_TOKEN": TOKEN}))
