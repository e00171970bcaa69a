"""The server with a good agent, with none, and with a directory that goes away."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from bot.engine.agent import load_engine
from bot.engine.engine import ModelMissing
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from directory.paths import last_resort_file
from tests.engine.agents import Listening
from tests.running import route, text
from tests.standing import Standing, standing
from tests.waiting import until


@pytest.fixture
def target(built: Path, tmp_path: Path) -> Path:
    """A directory file that the test may take away."""
    for source in (built, last_resort_file(built)):
        shutil.copy(source, tmp_path / source.name)
    return tmp_path / built.name


@pytest.fixture
def net(last_resort: LastResort) -> SafetyNet:
    return SafetyNet(last_resort)


@pytest.fixture
def without_model(net: SafetyNet, target: Path) -> Iterator[Standing]:
    with standing(net, target) as app:
        yield app


@pytest.fixture
def with_agent(net: SafetyNet, target: Path) -> Iterator[Standing]:
    with standing(net, target) as app:
        net.agent = Listening()
        yield app


def test_without_a_model_health_is_503_and_names_what_to_do(without_model: Standing) -> None:
    until(lambda: without_model.call("GET", "/healthz").json["problems"] != ["loading"])
    health = without_model.call("GET", "/healthz")
    assert (health.status, health.json["status"]) == (503, "starting")
    assert any("make train" in problem for problem in health.json["problems"])


def test_without_a_model_people_get_the_card(without_model: Standing, last_resort: LastResort) -> None:
    assert without_model.say("who can help me") == last_resort.messages("a", emergency=False)


def test_without_a_model_a_red_flag_gets_999(without_model: Standing) -> None:
    reply = without_model.say("my mate wont wake up")
    assert (route(reply), text(reply)[:12]) == ("emergency", "Call 999 now")


def test_without_a_model_the_page_answers_too(without_model: Standing) -> None:
    page = without_model.call("POST", "/", b"message=help", {"Content-Type": "application/x-www-form-urlencoded"})
    assert page.status == 200
    assert b'href="tel:999"' in page.body


def test_with_an_agent_health_is_ok(with_agent: Standing) -> None:
    health = with_agent.call("GET", "/healthz")
    assert (health.status, health.json["status"]) == (200, "ok")
    assert health.json["directory_built"]


def test_a_directory_that_is_taken_away_leaves_the_last_good_one_in_use(with_agent: Standing, target: Path) -> None:
    before = with_agent.call("GET", "/healthz").json["directory_built"]
    target.unlink()
    health = with_agent.call("GET", "/healthz")
    assert (health.status, health.json["directory_built"]) == (200, before)
    assert any("last good one stays" in problem for problem in health.json["problems"])


def test_a_directory_that_never_was_is_503_and_the_card_still_stands(net: SafetyNet, tmp_path: Path) -> None:
    with standing(net, tmp_path / "none.sqlite") as app:
        health = app.call("GET", "/healthz")
        assert health.status == 503
        assert any("signpost directory build" in problem for problem in health.json["problems"])
        assert route(app.say("who can help me")) == "fallback"


def test_a_clock_that_is_too_early_shows_in_health(with_agent: Standing) -> None:
    with time_machine.travel("2001-01-01T00:00:00+00:00", tick=True):
        health = with_agent.call("GET", "/healthz")
    assert any("clock" in problem for problem in health.json["problems"])


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/webhooks/rest/webhook", 405),
        ("DELETE", "/", 405),
        ("POST", "/healthz", 405),
        ("GET", "/conversations/a/tracker", 404),
        ("GET", "/domain", 404),
        ("POST", "/model/parse", 404),
        ("GET", "/webhooks/rest/", 200),
    ],
)
def test_other_addresses_are_refused_in_one_line(with_agent: Standing, method: str, path: str, status: int) -> None:
    """Rasa's own HTTP API is never on."""
    answer = with_agent.call(method, path)
    assert answer.status == status
    assert isinstance(answer.json, dict)
    assert b"Traceback" not in answer.body


def test_a_folder_without_a_model_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="there is no model in "):
        load_engine(tmp_path)


@pytest.mark.parametrize("content", [b"", b"not an archive", b"\x1f\x8b\x08\x00broken"])
def test_a_broken_model_is_refused_in_one_line(tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    import rasa.core.actions.action as rasa_actions

    monkeypatch.setattr(rasa_actions, "action_for_name_or_text", rasa_actions.action_for_name_or_text)
    (tmp_path / "signpost-0.tar.gz").write_bytes(content)
    with pytest.raises(ModelMissing, match=r"signpost-0\.tar\.gz is damaged"):
        load_engine(tmp_path)
