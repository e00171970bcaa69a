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
DESPAIR, HELP = (
    [(language, text) for language, rows in TABLE.items() for text in rows.get(kind, [])]
    for kind in ("despair", "help")
)
# Ofcom's for drama.
NUMBERS = (f"+447700900{last:03d}" for last in itertools.count())
# Who writes on a page is known by no number; the engine that tests share remembers them by this.
STRANGERS = (f"stranger-{place}" for place in itertools.count())


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


def test_each_of_them_has_a_wish_to_die_and_a_cry_for_help() -> None:
    assert {language for language, _ in DESPAIR} == {language for language, _ in HELP} == ANSWERED


@each_row(("language", "text"), DESPAIR)
async def test_a_wish_to_die_gets_999_in_its_language_then_who_listens_then_interpreters(
    net: SafetyNet, built: Path, language: str, text: str
) -> None:
    messages = await net.answer(text, next(STRANGERS), channel="kiosk")
    opening = [message["text"] for message in messages[:3]]
    assert signpost_of(messages).route == "crisis"
    assert signpost_of(messages).services[0] == "samaritans"
    assert messages[-1]["custom"]["signpost"]["languages"][:3] == [language] * 3
    assert [number in said for number, said in zip(("999", "116 123", "0300 123 6600"), opening, strict=True)] == [
        True
    ] * 3
    first, english, *rest = await texted(net, built, text)
    assert first.startswith("\n".join(opening[:2]))
    assert "116 123" in english
    assert opening[2] in (first.split("\n")[-1], *rest)


@each_row(("language", "text"), HELP)
async def test_help_alone_gets_999_in_its_language_and_who_has_people(
    net: SafetyNet, built: Path, language: str, text: str
) -> None:
    messages = await net.answer(text, next(STRANGERS), channel="web")
    assert signpost_of(messages).route == "about_bot"
    assert set(signpost_of(messages).services) >= {"frank", "samaritans"}
    assert messages[-1]["custom"]["signpost"]["languages"][0] == language
    assert "999" in messages[0]["text"]
    first, *_ = await texted(net, built, text)
    assert first.startswith(messages[0]["text"])


@each_row(("language", "text"), CALM)
async def test_a_calm_text_in_another_language_gets_no_alarm(
    net: SafetyNet, built: Path, language: str, text: str
) -> None:
    sent = await texted(net, built, text)
    # "In danger? Call 999." may stand at the end of anything; nothing begins with it, and no text is of it alone.
    assert [said for said in sent if "999" in said[:60]] == []


@each_row(("language", "text"), CALM)
async def test_the_page_raises_none_either(net: SafetyNet, language: str, text: str) -> None:
    messages = await net.answer(text, next(STRANGERS), channel="web")
    assert signpost_of(messages).route != "emergency"
    assert "999" not in messages[0]["text"]


@each_row(("language", "text"), DANGER)
async def test_danger_in_another_language_gets_999_in_the_first_text(
    net: SafetyNet, built: Path, language: str, text: str
) -> None:
    first, *_ = await texted(net, built, text)
    assert "999" in first[:80]
