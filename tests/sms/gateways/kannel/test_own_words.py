"""Through the real Kannel: what the line says by itself, in every language, and replies that come to an end."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sms.wording import SmsWording, load
from bot.understanding.red_flags.rules import load as rules
from rig.kannel import KannelBoxes
from rig.phones import incoming
from tests.sms.gateways.kannel.people import Noting, line, numbers, say
from tests.sms.gateways.kannel.test_texts import saying

# Stop, as people who speak it text it.
STOP = {
    "pl": "WYPISZ", "ro": "Opriți!", "uk": "СТОП", "ru": "Отписаться", "ar": "توقف", "pa": "ਬੰਦ ਕਰੋ", "ur": "بند کرو",
    "bn": "বন্ধ করুন", "pt": "Parar", "es": "BAJA", "fr": "ARRÊT", "tr": "İptal", "vi": "Dừng", "zh": "退订",
    "cy": "STOPIO",
}  # fmt: skip
# Each is taken for danger where its calm words are not known.
CALM = {
    "pl": "mama nie przestaje pić, gdzie szukać pomocy",
    "vi": "tôi uống rượu quá nhiều và muốn bỏ",
    "cy": "faint mae triniaeth yn costio",
}


@pytest.fixture
def wording(built: Path) -> SmsWording:
    return load(built)


def each_gets(kannel: KannelBoxes, texts: dict[str, str]) -> dict[str, str]:
    """What somebody new gets for each of these, its first text."""
    who = {key: next(numbers) for key in texts}
    with line(kannel) as phones:
        phones.send(*(incoming(who[key], words) for key, words in texts.items()))
        return {key: phones.wait_for(number)[0].words for key, number in who.items()}


def test_stop_gets_the_text_for_it_in_every_language(kannel: KannelBoxes, wording: SmsWording) -> None:
    assert set(STOP) == set(rules("languages")["languages"])
    assert each_gets(kannel, STOP) == dict.fromkeys(STOP, wording.stop)


def test_help_cost_and_a_machine_get_the_lines_own_texts(kannel: KannelBoxes, net: Noting, wording: SmsWording) -> None:
    own = {"HELP": wording.help, "does this cost money": wording.cost, "sent 12:00:33": wording.machine}
    asked = len(net.heard)
    assert each_gets(kannel, dict(zip(own, own, strict=True))) == own
    assert net.heard[asked:] == []


def test_calm_words_in_another_language_begin_with_no_alarm(kannel: KannelBoxes) -> None:
    got = each_gets(kannel, CALM)
    assert {language: "999" in words[:60] for language, words in got.items()} == dict.fromkeys(CALM, False)


def test_more_brings_each_part_once_and_then_says_that_there_is_none(
    kannel: KannelBoxes, net: Noting, number: str, wording: SmsWording
) -> None:
    paragraphs = [f"{place} {'and so on ' * 20}".strip() for place in ("One", "Two", "Three")]
    with line(kannel) as phones:
        with net.with_agent(saying("\n".join(paragraphs))):
            got = [say(phones, number, "hello")[-1].words]
        got += [say(phones, number, "MORE")[-1].words for _ in range(5)]
    parts = [words for words in got if words != wording.no_more]
    assert len(parts) == len(set(parts)) > 1
    assert got[len(parts) :] == [wording.no_more] * (len(got) - len(parts))
    assert len(got) > len(parts)
