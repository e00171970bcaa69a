"""How much may be said, how often, and that danger is answered whatever was said before."""

from __future__ import annotations

import http.client
import logging
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bot.engine.safety_net import SafetyNet
from bot.web.settings import WebSettings
from directory.store import Directory
from tests.engine.agents import Listening
from tests.rows import each_row
from tests.running import FORM, JSON, Answer
from tests.standing import Standing, standing
from tests.waiting import PATIENCE
from tests.web.speaking import ADDRESS, as_bytes, leave, press, say, start

IN_DANGER = ["my mate wont wake up", "hes stopped breathing and gone blue", "il est inconscient et ne respire plus"]


@pytest.fixture
def tight(net: SafetyNet, built: Path, no_time_passes: None) -> Iterator[Standing]:
    """Takes three a minute of each, five in all, and 100 characters."""
    with standing(net, built, web=WebSettings(rate=3, rate_all=5, longest=100)) as running:
        yield running


def submit(app: Standing, message: str, conversation: str = "") -> Answer:
    return app.call("POST", "/", urlencode({"message": message, "conversation": conversation}).encode(), FORM)


def use_up(app: Standing, conversation: str, times: int) -> None:
    assert [say(app, conversation, "hello").status for _ in range(times)] == [200] * times


@each_row("said", ["a" * 1000, "é" * 1000, "😀" * 1000, " " * 1000], ids=["a", "accent", "emoji", "space"])
def test_a_thousand_characters_are_taken_and_one_more_is_not(app: Standing, said: str) -> None:
    assert WebSettings().longest == 1000
    assert say(app, start(app), said).status == 200
    answer = say(app, start(app), said + "b")
    assert (answer.status, answer.json["code"]) == (413, "too_long")
    assert "1000" in answer.json["say"]
    assert "1000" in answer.json["error"]


def test_the_longest_that_can_be_set_fits_into_a_body_whatever_its_letters(net: SafetyNet, built: Path) -> None:
    """As JSON without other letters than ASCII, an emoji is twelve characters."""
    with standing(net, built, web=WebSettings(longest=4000)) as app:
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


def test_what_is_refused_is_a_line_in_the_log_once_a_minute_and_of_nobody(
    tight: Standing, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.web.chat")
    token = start(tight)
    use_up(tight, token, 3)
    for _ in range(3):
        say(tight, token, "hello again")
        say(tight, "made-up", "hello again")
    said = [record.getMessage() for record in caplog.records if record.name == "bot.web.chat"]
    assert said == [
        "a message was beyond a limit (too_many)",
        "a conversation was asked for that is none of ours (unknown)",
    ]


def test_new_conversations_are_no_way_around_the_rate(tight: Standing) -> None:
    statuses = [say(tight, start(tight), "hello").status for _ in range(7)]
    assert statuses == [200] * 5 + [429] * 2


@pytest.mark.parametrize("named", ["203.0.113.1", "198.51.100.{}, 203.0.113.1", "2001:db8::{}"])
def test_behind_a_proxy_one_address_leaves_the_others_their_share_however_many_connections_it_opens(
    net: SafetyNet, built: Path, no_time_passes: None, named: str
) -> None:
    with standing(net, built, web=WebSettings(rate_all=10)) as app:
        statuses = [say(app, start(app), "hello", **{"X-Forwarded-For": named.format(n)}).status for n in range(1, 11)]
        assert statuses == [200] * 5 + [429] * 5
        assert say(app, start(app), "hello", **{"X-Forwarded-For": "203.0.113.2"}).status == 200


@pytest.mark.parametrize("named", ["", "unknown", "127.0.0.1", "203.0.113.1,"])
def test_behind_a_proxy_that_names_nobody_each_connection_is_its_own(
    net: SafetyNet, built: Path, no_time_passes: None, named: str
) -> None:
    with standing(net, built, web=WebSettings(rate_all=10)) as app:
        statuses = [say(app, start(app), "hello", **{"X-Forwarded-For": named}).status for _ in range(11)]
        assert statuses == [200] * 10 + [429]


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


IN_DESPAIR = ["i feel like there is no point any more", "id rather not wake up tomorrow", "feeling suicidal"]


@pytest.mark.parametrize("said", IN_DESPAIR)
def test_despair_is_answered_in_spite_of_both_rates_and_the_length(
    tight: Standing, agent: Listening, said: str
) -> None:
    first, other = start(tight), start(tight)
    use_up(tight, first, 3)
    use_up(tight, other, 2)
    for token in (first, other, start(tight)):
        assert say(tight, token, said).status == 200
    assert say(tight, start(tight), f"{said}. {'we were at home ' * 100}").status == 200
    assert agent.heard[-4:-1] == [said] * 3


def test_despair_in_words_that_only_the_classifier_knows_is_answered_too(net: SafetyNet, tight: Standing) -> None:
    async def understand(text: str) -> dict[str, dict[str, str]]:
        return {"intent": {"name": "crisis" if "budgie" in text else "greet"}}

    net.understand = understand
    use_up(tight, start(tight), 3)
    use_up(tight, start(tight), 2)
    assert say(tight, start(tight), "i gave the budgie to next door").status == 200
    assert say(tight, start(tight), "hello").status == 429


@pytest.mark.parametrize("limit", ["too_many", "busy", "too_long"])
def test_whoever_is_refused_is_told_of_999_and_of_samaritans(
    tight: Standing, town_directory: Directory, limit: str
) -> None:
    token = start(tight)
    use_up(tight, token, {"too_many": 3, "busy": 3, "too_long": 0}[limit])
    if limit == "busy":
        use_up(tight, start(tight), 2)
        token = start(tight)
    answer = say(tight, token, "hello " * 50 if limit == "too_long" else "hello")
    contact = town_directory.service("samaritans").contact("phone")
    assert answer.json["code"] == limit
    assert contact
    assert "999" in answer.json["say"]
    assert f"Samaritans, {contact.value}" in answer.json["say"]


class Flood:
    """One client on connections of its own, each message in a fresh conversation."""

    def __init__(self, app: Standing, connections: int) -> None:
        self._app = app
        self._open = [http.client.HTTPConnection("127.0.0.1", app.port, timeout=PATIENCE) for _ in range(connections)]

    def send(self, times: int) -> set[int]:
        """The statuses that each connection got."""
        return {self._one(connection) for connection in self._open for _ in range(times)}

    def _one(self, connection: http.client.HTTPConnection) -> int:
        body = as_bytes(conversation=start(self._app), message="hello")
        connection.request("POST", f"{ADDRESS}/message", body, JSON)
        answer = connection.getresponse()
        answer.read()
        return answer.status

    def close(self) -> None:
        for connection in self._open:
            connection.close()


def test_one_client_on_many_connections_silences_nobody_else(net: SafetyNet, built: Path, no_time_passes: None) -> None:
    with standing(net, built, web=WebSettings(rate_all=60)) as app:
        flood = Flood(app, 20)
        assert flood.send(5) == {200, 429}
        assert [say(app, start(app), "who can help me").status for _ in range(3)] == [200] * 3
        flood.close()
