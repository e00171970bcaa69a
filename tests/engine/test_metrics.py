"""What `/metrics` counts, who may read it, and that it tells of nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.setting_values import SettingError
from bot.settings import Settings
from tests.engine.agents import Listening
from tests.rows import each_row
from tests.standing import Standing, standing

TOKEN = "t" * 32
BEARER = {"Authorization": f"Bearer {TOKEN}"}
MARK = "qzmarkqz"


@pytest.fixture
def app(last_resort: LastResort, built: Path) -> Iterator[Standing]:
    with standing(SafetyNet(last_resort, Listening()), built, metrics_token=TOKEN) as running:
        yield running


def numbers(app: Standing) -> dict[str, float]:
    answer = app.call("GET", "/metrics")
    assert answer.status == 200
    rows = [line.rpartition(" ") for line in answer.body.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in rows}


def test_answers_turns_and_cards_are_counted(app: Standing, last_resort: LastResort) -> None:
    before = numbers(app)
    app.say("hello")
    app.call("GET", "/nowhere")
    after = numbers(app)
    grown = {name for name, value in after.items() if value > before.get(name, 0.0)}
    assert {'signpost_answers_total{status="2xx"}', 'signpost_answers_total{status="4xx"}'} <= grown
    assert (after["signpost_turns_total"], after["signpost_cards_total"], after["signpost_ready"]) == (1, 0, 1)


def test_asking_how_it_is_counts_as_no_answer(app: Standing) -> None:
    numbers(app)
    app.call("GET", "/healthz")
    assert numbers(app)["signpost_answer_seconds_count"] == 0


def test_a_card_of_last_resort_is_counted(last_resort: LastResort, built: Path) -> None:
    with standing(SafetyNet(last_resort), built) as app:
        app.say("hello")
        assert numbers(app)["signpost_cards_total"] == 1


def test_nothing_that_anybody_sent_is_in_it(app: Standing) -> None:
    app.say(f"hello {MARK}", f"sender-{MARK}")
    app.call("GET", f"/{MARK}", headers={"X-Mark": MARK})
    assert MARK.encode() not in app.call("GET", "/metrics").body


@each_row(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://127.0.0.1"}, 401),
        ({"Via": "1.1 proxy"}, 401),
        ({"X-Forwarded-For": "203.0.113.9"}, 401),
        ({"Host": "hub.example"}, 401),
        ({"Host": "hub.example", **BEARER}, 200),
        ({"Via": "1.1 proxy", "Authorization": "Bearer wrong"}, 401),
    ],
)
def test_it_is_for_this_machine_or_the_token(app: Standing, headers: dict[str, str], status: int) -> None:
    assert app.call("GET", "/metrics", headers=headers).status == status


def test_a_refusal_is_a_line_in_the_log_once_a_minute(app: Standing, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(3):
        app.call("GET", "/metrics", headers={"X-Forwarded-Mark": MARK})
        app.call("GET", "/metrics", headers={"Via": "1.1 proxy", "Authorization": f"Bearer {MARK}"})
    said = [record.getMessage() for record in caplog.records if record.name == "bot.metrics"]
    assert said == ["a call was refused (no token)", "a call was refused (a wrong token)"]
    assert MARK not in caplog.text


def test_where_it_is_off_there_is_nothing(last_resort: LastResort, built: Path) -> None:
    with standing(SafetyNet(last_resort, Listening()), built, metrics="off") as app:
        assert app.call("GET", "/metrics").status == 404


@each_row(
    ("found", "says"),
    [
        ({"SIGNPOST_METRICS": "open"}, "SIGNPOST_METRICS is 'open'"),
        ({"SIGNPOST_METRICS": "token"}, "SIGNPOST_METRICS_TOKEN is not set"),
        ({"SIGNPOST_METRICS_TOKEN": "short"}, "SIGNPOST_METRICS_TOKEN is shorter"),
    ],
)
def test_a_wrong_door_is_refused_by_its_name(found: dict[str, str], says: str) -> None:
    with pytest.raises(SettingError, match=says):
        Settings.read(found)
