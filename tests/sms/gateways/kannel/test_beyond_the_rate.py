"""Through the real Kannel, in a flood: nobody is blamed for it, despair is heard, and a machine is answered little."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.sms.wording import SmsWording, load
from bot.understanding.first_sight import first_sight
from rig.kannel import KannelBoxes
from rig.phones import incoming
from tests.sms.gateways.kannel.people import Noting, before_the_bot, line, numbers, say

if TYPE_CHECKING:
    from bot.engine.engine import Engine

MOST = 3
# Despair to the classifier alone.
DESPAIR = "i dont see a future for me"
MACHINE = "Thanks for your message. If this is urgent please call the office on 02392 123456."


@pytest.fixture(scope="module")
def narrow(net: Noting, built: Path, engine: Engine) -> Iterator[KannelBoxes]:
    with before_the_bot(net, built, engine, rate_all=MOST) as found:
        yield found


@pytest.fixture
def wording(built: Path) -> SmsWording:
    return load(built)


def test_in_a_flood_of_others_somebody_new_is_not_blamed_and_despair_is_heard(
    narrow: KannelBoxes, wording: SmsWording
) -> None:
    assert not first_sight(DESPAIR).despair
    others = [next(numbers) for _ in range(2 * MOST)]
    with line(narrow) as phones:
        phones.send(*(incoming(number, "where can i get help") for number in others))
        told = [phones.wait_for(number)[0].words for number in others]
        (answer,) = say(phones, next(numbers), DESPAIR)
    assert wording.busy in told
    assert wording.too_many not in told
    assert "116 123" in answer.words
    assert answer.words != wording.busy


def test_an_automatic_reply_is_answered_twice_and_told_so_once(
    kannel: KannelBoxes, number: str, wording: SmsWording
) -> None:
    with line(kannel) as phones:
        for _ in range(3):
            (answer,) = say(phones, number, MACHINE)
        phones.send(*[incoming(number, MACHINE)] * 3)
        got = phones.wait_for(number, 4, seconds=5)
    assert answer.words == wording.too_many
    assert len(got) == 3
