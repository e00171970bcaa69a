"""The web channel over the trained bot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bot.engine.engine import Engine
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from directory.store import Directory
from tests.holding import faults
from tests.running import FORM, route
from tests.standing import Standing, standing
from tests.web.speaking import leave, say, start


@pytest.fixture
def ready(engine: Engine, last_resort: LastResort, built: Path) -> Iterator[Standing]:
    with standing(SafetyNet(last_resort), built, load=lambda: engine) as app:
        yield app.wait()


def test_leaving_empties_the_tracker_store(ready: Standing, engine: Engine, town_directory: Directory) -> None:
    token, other = start(ready), start(ready)
    for each in (token, other):
        reply = say(ready, each, "i want to stop taking heroin can someone help me").json
        assert (route(reply), faults(reply, town_directory)) == ("treatment", [])
    leave(ready, token)
    held = engine.tracker_store.conversations.keys()
    assert token not in held
    assert other in held
    leave(ready, other)


@pytest.mark.parametrize("chosen", ["/treatment", "/family", "/advice", "/report", "/emergency"])
def test_a_button_of_the_start_gets_a_reply_of_its_own(ready: Standing, chosen: str) -> None:
    page = ready.call("POST", "/", urlencode({"start": chosen}).encode(), FORM)
    assert page.status == 200
    shown = re.findall(r'<div class="bubble"[^>]*>(.*?)</div>', page.body.decode(), re.DOTALL)
    assert shown
    assert "did not understand" not in " ".join(shown)
    assert ('<div class="card"' in page.body.decode()) is (chosen == "/emergency")


def test_danger_on_the_page_shows_999_first(ready: Standing) -> None:
    page = ready.call("POST", "/", urlencode({"message": "my mate wont wake up"}).encode(), FORM).body.decode()
    card = page.partition('<div class="card"')[2].partition("</div>")[0]
    assert 'href="tel:999"' in card
