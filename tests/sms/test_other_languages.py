"""Texts in other languages over the trained bot: danger gets 999, and what is calm gets no alarm."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.engine.engine import Engine
from bot.engine.last_resort import LastResort
from bot.engine.reply import signpost_of
from bot.engine.safety_net import SafetyNet
from bot.sms.answering import Answering
from bot.sms.message import Inbound
from bot.sms.wording import load
from bot.understanding.red_flags.rules import load as rules
from tests.rows import each_row

TABLE = YAML(typ="safe").load(Path(__file__).with_name("other_languages.yml"))
ANSWERED = frozenset(rules("languages")["languages"])
CALM, DANGER = (
    [(language, text) for language, rows in TABLE.items() for text in rows[kind]] for kind in ("calm", "danger")
)
# Ofcom's for drama.
NUMBERS = (f"+447700900{last:03d}" for last in itertools.count())


@pytest.fixture
def net(engine: Engine, last_resort: LastResort) -> SafetyNet:
    return SafetyNet(last_resort, engine.agent)


async def texted(net: SafetyNet, built: Path, text: str) -> tuple[str, ...]:
    """What somebody new gets."""
    line = Answering(net, load(built), rate=1000, rate_all=1000)
    return (await line.answer(Inbound("test", "1", next(NUMBERS), text))).texts


def test_each_language_with_sentences_of_ours_is_tried() -> None:
    assert set(TABLE) >= ANSWERED
    assert min(len(rows["calm"]) for rows in TABLE.values()) >= 10
    assert min(len(rows["danger"]) for rows in TABLE.values()) >= 4


@each_row(("language", "text"), CALM)
async def test_a_calm_text_in_another_language_gets_no_alarm(
    net: SafetyNet, built: Path, language: str, text: str
) -> None:
    sent = await texted(net, built, text)
    # "In danger? Call 999." may stand at the end of anything; nothing begins with it, and no text is of it alone.
    assert [said for said in sent if "999" in said[:60]] == []


@each_row(("language", "text"), CALM)
async def test_the_page_raises_none_either(net: SafetyNet, language: str, text: str) -> None:
    messages = await net.answer(text, "somebody", channel="web")
    net.forget("somebody")
    assert signpost_of(messages).route != "emergency"
    assert "999" not in messages[0]["text"]


@each_row(("language", "text"), DANGER)
async def test_danger_in_another_language_gets_999_in_the_first_text(
    net: SafetyNet, built: Path, language: str, text: str
) -> None:
    first, *_ = await texted(net, built, text)
    assert "999" in first[:80]
