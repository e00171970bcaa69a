"""Conversations at a kiosk: those of the page, with the places around it beside each message."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine.safety_net import SafetyNet
from bot.web.kiosk.settings import KioskSettings, Places
from tests.engine.agents import Listening, Raising
from tests.standing import Standing, standing
from tests.web.speaking import as_bytes, at_the_kiosk, leave, post, press, say, start

PLACES = Places(phone="by the front door", desk="on your left")
BESIDE = {"places": {"nearest_phone": "by the front door", "staff_desk": "on your left"}}


@pytest.fixture
def hub(net: SafetyNet, built: Path) -> Iterator[Standing]:
    with standing(net, built, kiosk=KioskSettings(PLACES)) as running:
        yield running


def test_at_the_kiosk_the_places_stand_beside_each_message_and_each_button(hub: Standing, agent: Listening) -> None:
    token = start(hub)
    at_the_kiosk(hub, token, "i have no phone")
    post(hub, "message", as_bytes(conversation=token, start="/report", channel="kiosk"))
    assert (agent.heard, agent.senders) == (["i have no phone", "/report"], [token, token])
    assert (agent.channels, agent.beside) == (["kiosk", "kiosk"], [BESIDE, BESIDE])


def test_elsewhere_they_do_not(hub: Standing, agent: Listening) -> None:
    say(hub, start(hub), "i have no phone")
    press(hub, start(hub), "/report")
    post(hub, "message", as_bytes(conversation=start(hub), message="hello", channel="web"))
    assert (agent.channels, agent.beside) == (["web"] * 3, [None] * 3)


def test_a_hub_that_set_no_place_has_a_kiosk_all_the_same(app: Standing, agent: Listening) -> None:
    assert at_the_kiosk(app, start(app), "hello").status == 200
    assert (agent.channels, agent.beside) == (["kiosk"], [None])


def test_a_page_cannot_choose_the_places(hub: Standing, agent: Listening) -> None:
    beside = {"places": {"staff_desk": "elsewhere"}, "metadata": {"places": {"staff_desk": "elsewhere"}}}
    post(hub, "message", as_bytes(conversation=start(hub), message="hello", channel="kiosk", **beside))
    assert agent.beside == [BESIDE]


def test_two_kiosks_are_two_conversations(hub: Standing, agent: Listening) -> None:
    first, other = start(hub), start(hub)
    at_the_kiosk(hub, first, "hello")
    at_the_kiosk(hub, other, "/treatment")
    at_the_kiosk(hub, first, "/treatment")
    assert agent.heard[1:] == ["treatment", "/treatment"]
    assert len({first, other}) == 2


def test_what_is_offered_at_the_start_counts_at_the_kiosk_that_pressed_it_alone(
    hub: Standing, agent: Listening, net: SafetyNet
) -> None:
    agent.buttons = ()
    first, other = start(hub), start(hub)
    post(hub, "message", as_bytes(conversation=first, start="/family", channel="kiosk"))
    at_the_kiosk(hub, other, "/family")
    assert agent.heard == ["/family", "family"]
    assert net.offered.keys() == []


def test_leaving_a_kiosk_erases_as_everywhere(hub: Standing, net: SafetyNet) -> None:
    token, other = start(hub), start(hub)
    for each in (token, other):
        at_the_kiosk(hub, each, "hello")
    assert leave(hub, token).status == 204
    assert net.offered.keys() == [other]
    assert at_the_kiosk(hub, token, "hello").json["code"] == "ended"


def test_no_place_and_no_word_of_a_kiosk_is_logged(
    hub: Standing, net: SafetyNet, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    net.agent = Raising()
    token = start(hub)
    assert at_the_kiosk(hub, token, "qqmarkqq").status == 200
    assert [mark for mark in ("qqmarkqq", PLACES.phone, PLACES.desk, token) if mark in caplog.text] == []
