"""A kiosk over the trained bot: the places reach the words, and nothing of them stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine.engine import Engine
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.web.kiosk.settings import KioskSettings, Places
from directory.store import Directory
from tests.holding import faults
from tests.running import route, text
from tests.standing import Standing, standing
from tests.web.speaking import as_bytes, at_the_kiosk, leave, post, say, start

PLACES = Places("on the wall by the front door", "on your left", "in the red box by the lift")
SAID = (
    "The nearest phone is on the wall by the front door.",
    "The staff desk is on your left.",
    "The defibrillator is in the red box by the lift.",
)


@pytest.fixture
def hub(engine: Engine, last_resort: LastResort, built: Path) -> Iterator[Standing]:
    with standing(SafetyNet(last_resort), built, load=lambda: engine, kiosk=KioskSettings(PLACES)) as app:
        yield app.wait()


def test_in_an_emergency_without_a_phone_the_kiosk_says_where_things_are(
    hub: Standing, town_directory: Directory
) -> None:
    token = start(hub)
    at_the_kiosk(hub, token, "my mate has collapsed and wont wake up")
    reply = at_the_kiosk(hub, token, "i havent got a phone").json
    assert (route(reply), faults(reply, town_directory)) == ("emergency", [])
    assert "999" in text(reply)[:80]
    assert [line for line in text(reply).split("\n") if line in SAID] == list(SAID)


def test_the_page_of_the_same_server_says_none_of_it(hub: Standing) -> None:
    token = start(hub)
    say(hub, token, "my mate has collapsed and wont wake up")
    words = text(say(hub, token, "i havent got a phone").json)
    assert "999" in words
    assert [line for line in SAID if line in words] == []


def test_a_button_of_the_start_leads_where_it_says(hub: Standing) -> None:
    pressed = post(hub, "message", as_bytes(conversation=start(hub), start="/emergency", channel="kiosk"))
    assert route(pressed.json) == "emergency"


def test_of_a_kiosk_the_same_is_held_as_of_the_page_and_erased_when_it_is_left(hub: Standing, engine: Engine) -> None:
    kiosk, page = start(hub), start(hub)
    at_the_kiosk(hub, kiosk, "i want to stop taking heroin can someone help me")
    say(hub, page, "i want to stop taking heroin can someone help me")
    held = engine.tracker_store.conversations
    assert held.get(kiosk)
    assert held.get(kiosk) == held.get(page)
    for token in (kiosk, page):
        leave(hub, token)
        assert token not in held.keys()  # noqa: SIM118 - no mapping
