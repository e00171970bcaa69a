"""MENU, which begins anew with the choices of the start, and who is told of it."""

from __future__ import annotations

from pathlib import Path

from bot.engine.safety_net import SafetyNet
from bot.sms.wording import endings
from tests.engine.agents import Listening
from tests.rows import each_row
from tests.sms.talking import SAID, Clock, Talk, a_talk, about


@each_row("text", ["MENU", "main menu", "topics", "Other topics?", "options pls", "START", "unstop"])
async def test_menu_begins_anew_by_one_word_or_another(talk: Talk, agent: Listening, clock: Clock, text: str) -> None:
    clock.now += 60
    await talk.say("i want to die")
    await talk.say(text)
    assert agent.heard[-1] == "/start_again"


async def test_the_menu_is_told_of_once_where_it_makes_no_text_longer(talk: Talk, net: SafetyNet, clock: Clock) -> None:
    menu = f"{SAID}\n{endings().menu}"
    net.agent = about("treatment", "frank")
    assert [await talk.say(text) for text in ("hello there", "and then")] == [(menu,), (SAID,)]
    clock.now += 31 * 60
    assert await talk.say("hello again") == (menu,)


@each_row("route", ["emergency", "crisis"])
async def test_nobody_is_told_of_a_menu_in_danger_or_despair(net: SafetyNet, built: Path, route: str) -> None:
    net.agent = about(route, "samaritans")
    assert await a_talk(net, built).say("hello there") == (SAID,)
