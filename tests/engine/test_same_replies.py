"""The same actions in this process and behind the SDK's own server give the same replies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.engine.in_process import InProcessAction, Runner
from bot.settings import ROOT
from rig.ports import free_port
from tests.conversing import domain as domain_as_dict
from tests.conversing import entity, rules
from tests.rows import each_row
from tests.running import call, environment
from tests.waiting import PATIENCE, until


@pytest.fixture(scope="module")
def endpoint(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EndpointConfig]:
    """`rasa run actions` is this server of the SDK."""
    port = free_port()
    output = (tmp_path_factory.mktemp("actions") / "output.txt").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "rasa_sdk", "--actions", "actions", "--port", str(port)],
        cwd=ROOT,
        env=environment(SIGNPOST_DIRECTORY=str(built)),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        wait_for(port, process)
        yield EndpointConfig(f"http://127.0.0.1:{port}/webhook")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=PATIENCE)
        output.close()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    def answers() -> bool:
        assert process.poll() is None
        try:
            return call(port, "GET", "/health").status == 200
        except OSError:
            return False

    until(answers, step=0.2)


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.from_dict(domain_as_dict())


TURNS = [
    ("emergency", "he wont wake up", [entity("danger", "cannot-wake")], {}),
    ("emergency", "gas", [entity("danger", "gas")], {}),
    ("crisis", "i want to die", [], {}),
    ("treatment", "need help with drink", [entity("substance", "alcohol")], {}),
    ("treatment", "im 15", [entity("own_age", "15")], {}),
    ("treatment", "in portsmouth", [entity("place", "portsmouth")], {}),
    ("family", "my son", [entity("doubt", "emergency")], {}),
    ("report", "dealing on the train", [], {}),
    ("signs", "signs of cuckooing", [], {}),
    ("service_info", "is samaritans free", [entity("service", "samaritans")], {}),
    ("service_info", "DrugFAM number", [entity("service", "drugfam")], {}),
    ("ask_open", "are they open", [], {"services": ["frank"], "route": "advice", "topic": "advice"}),
    ("repeat_number", "again", [], {"services": ["inclusion-havant"], "route": "treatment", "topic": "treatment"}),
    ("no_phone", "no phone", [], {"route": "emergency", "topic": "emergency", "danger": "fit"}),
    ("nearer", "nearer", [], {"services": ["inclusion-havant"], "area": "southampton"}),
    ("start_again", "start again", [], {"services": ["frank"], "missed": 2.0, "young": True}),
    ("nlu_fallback", "flurb", [], {"missed": 1.0}),
    ("greet", "hi", [], {}),
]


def tracker_of(
    domain: Domain, intent: str, text: str, entities: list[Any], slots: dict[str, Any]
) -> DialogueStateTracker:
    tracker = DialogueStateTracker("a", domain.slots)
    for name, value in slots.items():
        tracker.update(SlotSet(name, value))
    said = UserUttered(text, intent={"name": intent, "confidence": 0.9}, entities=entities, input_channel="rest")
    tracker.update(said)
    return tracker


async def outcome(action: RemoteAction, domain: Domain, tracker: DialogueStateTracker) -> list[dict[str, Any]]:
    """What is said and what is remembered, without the moment at which it happened."""
    nlg = TemplatedNaturalLanguageGenerator(domain.responses)
    events = await action.run(CollectingOutputChannel(), nlg, tracker, domain)
    return [{name: value for name, value in event.as_dict().items() if name != "timestamp"} for event in events]


@pytest.mark.process
@pytest.mark.usefixtures("actions_directory")
@each_row(("intent", "text", "entities", "slots"), TURNS, ids=[f"{row[0]}-{row[1]}" for row in TURNS])
async def test_both_give_the_same_messages_and_remember_the_same(
    endpoint: EndpointConfig, domain: Domain, intent: str, text: str, entities: list[Any], slots: dict[str, Any]
) -> None:
    name = rules()[intent][0]
    ours = await outcome(
        InProcessAction(name, Runner("actions")), domain, tracker_of(domain, intent, text, entities, slots)
    )
    theirs = await outcome(RemoteAction(name, endpoint), domain, tracker_of(domain, intent, text, entities, slots))
    assert ours == theirs
    assert [row["data"]["custom"]["signpost"] for row in ours if row["event"] == "bot" and row["data"].get("custom")]


def test_the_endpoint_that_is_shipped_is_the_sdks_own() -> None:
    from tests.conversing import read_yaml

    assert read_yaml("endpoints.yml")["action_endpoint"]["url"] == "http://127.0.0.1:5055/webhook"
