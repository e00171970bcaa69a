"""Nothing that another town says, on any channel, speaks of the first: replies, cards, texts, slips, pages, errors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from actions.intents import INTENTS
from actions.replies.plan import Plan
from actions.replies.rendering import Renderer
from actions.replies.turn import PLACES
from bot.engine import last_resort
from bot.engine.safety_net import SafetyNet
from bot.sms import wording as sms_wording
from bot.sms.segmentation.fitting import fit
from bot.web.contacts import TakeAway, slip
from directory.errors import DirectoryError
from directory.hsds.export import export
from directory.listing import full
from directory.source import read_folder
from directory.store import Directory
from tests.conversing import Conversation, entity, responses, rules
from tests.rows import each_row
from tests.running import text as what_is_read
from tests.standing import standing
from tests.towns.towns import Town

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
CHANNELS = ("rest", "sms", "kiosk")
FILLED = {"steps": "Do this.", "dont": "Not that.", "signs": "A sign.", "place": "Nearby", "opening": "They are open."}
FILLED |= {"detail": "that", "closes": "today at 5pm", "opens": "today at 9am", "closed": "this one", "until": "Monday"}
WHO: dict[str, list[Any]] = {
    "somebody": [],
    "who is young": [entity("own_age", "15")],
    "about a child": [entity("other_age", "14")],
    "who drinks": [entity("substance", "alcohol")],
}
AFTER = ("someone_else", "ask_where", "ask_open", "nearer", "no_phone", "cant_talk", "repeat_number", "what_happens")
PAGES = ("/", "/privacy", "/accessibility", "/people", "/kiosk", "/kiosk.js", "/widget.js", "/beside.js", "/away")


def said(town: Town, channel: str) -> Iterator[tuple[str, str]]:
    """Every reply by its name, of each service where it speaks of any."""
    wording = {**responses(), **town.directory.wording}
    renderer = Renderer(wording, town.directory, channel=channel, at=NOW, places=dict.fromkeys(PLACES, "by the door"))
    for name in (name for name in wording if not name.startswith("utter_card_")):
        whole = "{service" in renderer.wording(name)
        for service in town.directory.service_ids() if whole else [None]:
            values = {**FILLED, "elsewhere": town.directory.needs.hub or ""}
            rendered = renderer.render(Plan("advice", (name,), values=values, service=service))
            yield f"{name} {service or ''}", "\n".join(rendered.messages)


@each_row("channel", CHANNELS)
def test_no_reply_does(town: Town, channel: str) -> None:
    found = dict(said(town, channel))
    assert len(found) > 300
    assert {name: words for name, text in found.items() if (words := town.foreign(text))} == {}


@each_row("who", list(WHO))
def test_no_conversation_does(town: Town, who: str) -> None:
    found = {}
    for intent in (name for name in INTENTS if name in rules()):
        for channel in CHANNELS:
            talk = Conversation(channel)
            replies = [talk.hear(intent, entities=WHO[who]), *(talk.hear(name, name) for name in AFTER)]
            found[f"{intent} {channel}"] = "\n".join(map(what_is_read, replies))
    assert {name: words for name, text in found.items() if (words := town.foreign(text))} == {}


def test_no_text_slip_or_card_of_a_service_does(town: Town) -> None:
    wording = {**responses(), **town.directory.wording}
    for service in town.directory.service_ids():
        lines = slip(TakeAway().of(town.directory, [service], at=NOW))
        renderer = Renderer(wording, town.directory, channel="sms", at=NOW)
        rendered = renderer.render(Plan("service_info", ("utter_service",), service=service))
        texts = fit([*({"text": text} for text in rendered.messages), {"custom": {"signpost": {"language": "en"}}}])
        assert town.foreign("\n".join([*lines, *texts.now, *texts.more])) == [], service


def test_the_last_resort_and_the_texts_of_the_line_itself_do_not(town: Town) -> None:
    card = last_resort.load(town.target)
    texts = [text for text in vars(sms_wording.load(town.target)).values() if isinstance(text, str)]
    spoken = [*card.card, *card.emergency, *(line for lines in card.openings.values() for line in lines), card.despair]
    assert town.foreign("\n".join([*spoken, *texts])) == []
    assert town.directory.town.name in "\n".join(texts)


def test_no_page_does(town: Town) -> None:
    net = SafetyNet(last_resort.load(town.target))
    with standing(net, town.target) as app:
        pages = {page: app.call("GET", page) for page in PAGES}
        ids = ",".join(town.directory.service_ids())
        pages["contacts"] = app.call("GET", f"/kiosk/contacts?services={ids}")
        pages["an answer"] = app.call(
            "POST", "/", b"message=hello", {"Content-Type": "application/x-www-form-urlencoded"}
        )
        pages["a refusal"] = app.call("POST", "/webhooks/web/message", b"{}", {"Content-Type": "application/json"})
    assert f"Who can help around {town.directory.town.name}" in pages["/"].body.decode()
    assert {page: words for page, got in pages.items() if (words := town.foreign(got.body.decode()))} == {}


def test_nothing_that_its_staff_sees_does(town: Town) -> None:
    shown = [line for one in _services(town.directory) for line in full(town.directory, one, at=NOW)]
    # Where else a service serves may be said.
    assert town.foreign("\n".join(line for line in shown if not line.startswith("Service areas"))) == []
    exported = [{**row, "service_areas": None} for row in export(town.directory, at=NOW)]
    assert town.foreign(json.dumps(exported)) == []


def _services(directory: Directory) -> Iterator[Any]:
    return (directory.service(service_id) for service_id in directory.service_ids())


def test_no_error_does(town: Town) -> None:
    with pytest.raises(DirectoryError) as raised:
        town.directory.service(f"{town.id}-coucil")
    assert town.foreign(str(raised.value)) == []
    assert read_folder(town.source, town.id).problems == []
