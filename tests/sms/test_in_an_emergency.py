"""In an emergency the line leaves to the bot what may be a cry, and opens with 999 what it says by itself."""

from __future__ import annotations

from pathlib import Path

from bot.engine.safety_net import SafetyNet
from tests.rows import each_row
from tests.sms.talking import SAID, Talk, a_talk, about

MAY_BE_A_CRY = ["MORE", "HELP", "help!", "przestań", "قف", "?", "stop it", "stop texting me", "basta", "u there?"]


@each_row("text", MAY_BE_A_CRY)
async def test_in_an_emergency_what_may_be_a_cry_is_for_the_bot(net: SafetyNet, built: Path, text: str) -> None:
    talk, net.agent = a_talk(net, built), about("emergency", "emergency-999")
    assert await talk.say("he is coming in") == await talk.say(text) == (SAID,)


async def test_in_an_emergency_a_bare_stop_gets_999_first(talk: Talk, net: SafetyNet) -> None:
    net.agent = about("emergency", "emergency-999")
    await talk.say("he is coming in")
    (text,) = await talk.say("STOP")
    assert text.startswith("Call 999 now, if nobody has.")
    assert "FRANK" not in text
