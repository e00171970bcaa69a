"""RapidPro: its External API channel sends here, and gets the reply as a text that it receives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.engine.safety_net import SafetyNet
from bot.sms import answering
from bot.sms.segmentation.fitting import Fitted
from bot.sms.settings import RapidPro, SmsSettings
from tests.engine.agents import Listening
from tests.running import JSON
from tests.sms.talking import about
from tests.sms.texting import ANN, BOB, TICKET, Gateway, rapidpro
from tests.standing import Standing, standing

BASE = "/c/ex/8eb23e93"


def as_json(app: Standing, **found: Any) -> int:
    said = {"id": 7, "text": "hello", "to": ANN, "quick_replies": ["a"], **found}
    headers = {**JSON, "Authorization": f"Token {TICKET}"}
    return app.call("POST", "/webhooks/sms/rapidpro", json.dumps(said).encode(), headers).status


def test_a_text_gets_its_reply_as_one_received_from_the_same_contact(
    app: Standing, agent: Listening, other_side: Gateway
) -> None:
    answer = rapidpro(app.call, "i want to stop taking heroin", "+447700900123")
    assert (answer.status, answer.json) == (200, {"status": "accepted"})
    found = [(got.path, got.form) for got in other_side.wait(3)]
    assert found == [
        (f"{BASE}/receive", {"from": "+447700900123", "text": "Hello."}),
        (f"{BASE}/sent", {"id": "1001"}),
        (f"{BASE}/delivered", {"id": "1001"}),
    ]
    assert agent.heard == ["i want to stop taking heroin"]


def test_the_contact_is_named_as_rapidpro_names_it(app: Standing, other_side: Gateway) -> None:
    rapidpro(app.call, "hello", "07700900456")
    assert other_side.wait(1)[0].form["from"] == "07700900456"


def test_our_own_reply_that_a_flow_sends_back_has_failed_and_is_not_answered(
    app: Standing, net: SafetyNet, other_side: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    """RapidPro has made our channel the contact's, so that what the flow passes on comes to us."""
    said = "FRANK knows about drugs: 0300 123 6600."
    net.agent = about("smalltalk", said=said)
    rapidpro(app.call, "who knows about drugs")
    other_side.wait(3)
    for message_id in ("1002", "1003", "1003"):
        assert rapidpro(app.call, f"The helper says:\n{said}", message_id=message_id).status == 200
    failed = [(got.path, got.form) for got in other_side.wait(6)[3:]]
    assert failed == [(f"{BASE}/failed", {"id": name}) for name in ("1002", "1003", "1003")]
    assert caplog.text.count("set the contact's channel back") == 1
    assert "0300" not in caplog.text


def test_with_a_mark_what_lacks_it_has_failed_and_what_has_it_is_answered_without_it(
    net: SafetyNet, built: Path, agent: Listening, other_side: Gateway, no_time_passes: None
) -> None:
    """A later flow's message, of which nothing but the mark tells that no person wrote it."""
    settings = SmsSettings(rapidpro=RapidPro(f"{other_side.url}{BASE}", TICKET, mark="ask:"))
    with standing(net, built, sms=settings) as app:
        rapidpro(app.call, "Your appointment is on Monday at 10.", message_id="1001")
        for message_id, text in (("1002", "ask: i want to stop drinking"), ("1003", "Ask:  hello")):
            rapidpro(app.call, text, message_id=message_id)
        got = [(each.path, each.form.get("id")) for each in other_side.wait(7)]
    assert got[0] == (f"{BASE}/failed", "1001")
    assert [path for path, _ in got[1:]].count(f"{BASE}/receive") == 2
    assert agent.heard == ["i want to stop drinking", "hello"]


def test_json_is_taken_too(app: Standing, agent: Listening, other_side: Gateway) -> None:
    assert as_json(app) == 200
    assert other_side.wait(3)[1].form == {"id": "7"}
    assert agent.heard == ["hello"]


def test_several_texts_come_in_order(app: Standing, other_side: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "fit", lambda messages: Fitted(("One.", "Two."), (), ()))
    rapidpro(app.call, "hello")
    assert [got.form.get("text") for got in other_side.wait(4)] == ["One.", "Two.", None, None]


def test_the_same_again_is_taken_and_answered_once(app: Standing, agent: Listening, other_side: Gateway) -> None:
    assert {rapidpro(app.call, "hello").status for _ in range(3)} == {200}
    other_side.wait(3)
    other_side.stays(3)
    assert len(agent.heard) == 1


def test_parts_of_one_message_have_its_id_and_are_two(app: Standing, agent: Listening) -> None:
    rapidpro(app.call, "i am on the gear")
    rapidpro(app.call, "and i want off it")
    assert agent.heard == ["i am on the gear", "and i want off it"]


def test_two_people_who_both_text_help_are_both_answered(app: Standing, other_side: Gateway) -> None:
    for contact in (ANN, BOB):
        rapidpro(app.call, "help", contact)
    other_side.wait(6)
    assert [got.form["from"] for got in other_side.got if got.path.endswith("receive")] == [ANN, BOB]


def test_a_courier_that_is_down_gets_it_again(app: Standing, other_side: Gateway) -> None:
    other_side.next = [502]
    assert rapidpro(app.call, "hello").status == 200
    paths = [got.path for got in other_side.wait(4)]
    assert paths == [f"{BASE}/receive", f"{BASE}/receive", f"{BASE}/sent", f"{BASE}/delivered"]


@pytest.mark.parametrize(
    "found", [{"id": "x"}, {"id": ""}, {"to": ""}, {"to": ["+447700900123"]}, {"text": None}, {"id": {"a": 1}}]
)
def test_what_is_not_of_the_shape_is_malformed(app: Standing, agent: Listening, found: dict[str, Any]) -> None:
    assert as_json(app, **found) == 400
    assert agent.heard == []
