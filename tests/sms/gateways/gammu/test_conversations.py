"""Conversations through the real daemon with the trained bot: everybody texts at once, text after text."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.sms.settings import Gammu, SmsSettings
from tests.sms.conversations import CONVERSATIONS, Turn
from tests.sms.gateways.gammu.phone import Modem, section
from tests.standing import standing
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from bot.engine.engine import Engine

# Ofcom keeps these for stories and tests.
PEOPLE = {f"+447700900{place}": turns for place, turns in enumerate(CONVERSATIONS.values(), start=600)}


def said(line: Modem, turns: dict[str, Turn], at: int) -> dict[str, list[str]]:
    """What each of them gets for their next text."""
    before = set(line.seen)

    def got(number: str) -> list[str]:
        return [text.text for name, text in sorted(line.seen.items()) if name not in before and text.number == number]

    line.texts(*(section(turn.says, number, at=f"20261126T1200{at:02}") for number, turn in turns.items()))
    until(lambda: all(map(got, turns)) and line.is_empty())
    return {number: got(number) for number in turns}


def test_each_text_of_a_conversation_gets_what_fits(
    line: Modem, settings: Gammu, engine: Engine, last_resort: LastResort, built: Path
) -> None:
    wrong = []
    line.start()
    with standing(SafetyNet(last_resort), built, load=lambda: engine, sms=SmsSettings(gammu=settings)):
        for at, row in enumerate(zip_longest(*PEOPLE.values())):
            turns = {number: turn for number, turn in zip(PEOPLE, row, strict=True) if turn}
            texts = said(line, turns, at)
            wrong += [(turn, texts[number]) for number, turn in turns.items() if turn.misses(texts[number])]
    assert wrong == []
