"""Conversations through the real Kannel with the trained bot, text after text."""

from __future__ import annotations

from rig.kannel import KannelBoxes
from rig.phones import PhoneLine, incoming
from tests.rows import each_row
from tests.sms.conversations import CONVERSATIONS
from tests.sms.gateways.kannel.people import Noting, fitted, line, numbers


def answer(phones: PhoneLine, net: Noting, number: str, words: str) -> list[str]:
    """All texts of it: those after the first come two seconds later."""
    asked, before = len(net.replies), len(phones.lines)
    phones.send(incoming(number, words))
    phones.wait_for(number, since=before)
    many = len(fitted(net.replies[asked])) if len(net.replies) > asked else 1
    return [text.words for text in phones.wait_for(number, many, since=before)]


@each_row("name", CONVERSATIONS)
def test_each_text_of_a_conversation_gets_what_fits(kannel: KannelBoxes, net: Noting, name: str) -> None:
    number = next(numbers)
    with line(kannel) as phones:
        for turn in CONVERSATIONS[name]:
            texts = answer(phones, net, number, turn.says)
            assert not turn.misses(texts), (turn, texts)
