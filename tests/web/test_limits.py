"""How much may be said, how often, and that danger is answered whatever was said before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bot.engine.safety_net import SafetyNet
from bot.settings import Settings
from tests.engine.agents import Listening
from tests.running import Answer
from tests.standing import Standing, standing
from tests.web.speaking import leave, press, say, start

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
IN_DANGER = ["my mate wont wake up", "hes stopped breathing and gone blue", "il est inconscient et ne respire plus"]


@pytest.fixture
def tight(net: SafetyNet, built: Path, no_time_passes: None) -> Iterator[Standing]:
    """Takes three a minute of each, five in all, and 100 characters."""
    with standing(net, built, web_rate=3, web_rate_all=5, web_longest=100) as running:
        yield running


def submit(app: Standing, message: str, conversation: str = "") -> Answer:
    return app.call("POST", "/", urlencode({"message": message, "conversation": conversation}).encode(), FORM)


def use_up(app: Standing, conversation: str, times: int) -> None:
    assert [say(app, conversation, "hello").status for _ in range(times)] == [200] * times


@pytest.mark.parametrize(
    "said", ["a" * 1000, "é" * 1000, "😀" * 1000, " " * 1000], ids=["a", "accent", "emoji", "space"]
)
def test_a_thousand_characters_are_taken_and_one_more_is_not(app: Standing, said: str) -> None:
    assert Settings().web_longest == 1000
    assert say(app, start(app), said).status == 200
    answer = say(app, start(app), said + "b")
    assert (answer.status, answer.json["code"]) == (413, "too_long")
    assert "1000" in answer.json["say"]
    assert "1000" in answer.json["error"]


def test_the_longest_that_can_be_set_fits_into_a_body_whatever_its_letters(net: SafetyNet, built: Path) -> None:
    """As JSON without other letters than ASCII, an emoji is twelve characters."""
    with standing(net, built, web_longest=4000) as app:
        assert say(app, start(app), "😀" * 4000).status == 200


def test_too_many_in_one_conversation_are_refused_and_another_goes_on(tight: Standing, agent: Listening) -> None:
    first, other = start(tight), start(tight)
    use_up(tight, first, 3)
    answer = say(tight, first, "hello")
    assert (answer.status, answer.json["code"]) == (429, "too_many")
    assert 1 <= int(answer.headers["retry-after"]) <= 20
    assert say(tight, other, "hello").status == 200
    assert len(agent.heard) == 4


def test_too_many_in_all_are_refused_and_told_that_it_is_not_them(tight: Standing) -> None:
    use_up(tight, start(tight), 3)
    use_up(tight, start(tight), 2)
    answer = say(tight, start(tight), "hello")
    assert (answer.status, answer.json["code"]) == (429, "busy")
    assert 1 <= int(answer.headers["retry-after"]) <= 12


def test_new_conversations_are_no_way_around_the_rate(tight: Standing) -> None:
    statuses = [say(tight, start(tight), "hello").status for _ in range(7)]
    assert statuses == [200] * 5 + [429] * 2


@pytest.mark.parametrize("said", IN_DANGER)
def test_danger_is_answered_in_spite_of_both_rates(tight: Standing, agent: Listening, said: str) -> None:
    first, other = start(tight), start(tight)
    use_up(tight, first, 3)
    use_up(tight, other, 2)
    for token in (first, other, start(tight)):
        assert say(tight, token, said).status == 200
    assert agent.heard[-3:] == [said] * 3


@pytest.mark.parametrize("said", IN_DANGER)
def test_danger_is_answered_in_spite_of_the_length(tight: Standing, agent: Listening, said: str) -> None:
    long = f"{said}. {'we were at home ' * 100}"
    assert say(tight, start(tight), long).status == 200
    assert submit(tight, long).status == 200
    assert len(agent.heard) == 2


@pytest.mark.parametrize("said", IN_DANGER)
def test_danger_is_no_way_into_a_conversation_that_was_left(tight: Standing, said: str) -> None:
    token = start(tight)
    leave(tight, token)
    answer = say(tight, token, said)
    assert (answer.status, answer.json["code"]) == (410, "ended")
    assert "999" in answer.json["say"]


def test_beginning_and_leaving_are_never_refused(tight: Standing) -> None:
    tokens = [start(tight) for _ in range(20)]
    assert {leave(tight, token).status for token in tokens} == {204}


def test_the_page_shows_a_message_that_was_too_long_again(tight: Standing, agent: Listening) -> None:
    said = "<b>it is</b> " * 20
    answer = submit(tight, said)
    page = answer.body.decode()
    assert (answer.status, agent.heard) == (413, [])
    assert f">{said.replace('<', '&lt;').replace('>', '&gt;')}</textarea>" in page
    assert "Make it shorter and send it again." in page


def test_the_page_counts_the_end_of_a_line_as_one(tight: Standing, agent: Listening) -> None:
    assert submit(tight, "a\r\n" * 50).status == 200
    assert "\r" not in agent.heard[0]


def test_the_page_shows_a_message_that_came_too_soon_again(tight: Standing) -> None:
    for _ in range(5):
        assert submit(tight, "hello").status == 200
    answer = submit(tight, "what about my brother")
    assert answer.status == 429
    assert int(answer.headers["retry-after"]) >= 1
    assert b">what about my brother</textarea>" in answer.body
    assert b'href="tel:999"' in answer.body


def test_a_button_of_the_start_counts_as_a_message(tight: Standing) -> None:
    token = start(tight)
    assert [press(tight, token, "/treatment").status for _ in range(4)] == [200, 200, 200, 429]
