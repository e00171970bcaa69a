"""The web channel's own sentences: for each refusal one for the person and one for the program."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from ruamel.yaml import YAML

from bot.checking.readability import school_grade, sentences
from bot.checking.spoken import PLACEHOLDER
from bot.checking.wording_rules import ADDRESS_LIKE, BANNED, PHONE_LIKE
from bot.engine.last_resort import LANGUAGES, LastResort
from bot.settings import ROOT
from bot.web import wording
from bot.web.languages import languages
from tests.rows import each_row

RAW = YAML(typ="safe").load(wording.WORDING)
LOADED = wording.load(longest=1000, despair="If you cannot go on, talk to Samaritans.")
SAID = {
    **{code: row["say"] for code, row in RAW["refusals"].items()},
    **{
        f"{part}-{name}": "\n".join(text) if isinstance(text, list) else text
        for part in ("page", "kiosk", "ways")
        for name, text in RAW[part].items()
    },
}
SHORT = 5
CODES = sorted(RAW["refusals"])
SOURCE = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot" / "web").rglob("*.py"))

every_sentence = each_row("text", SAID.values(), ids=SAID)
every_code = each_row("code", CODES)


@every_sentence
def test_a_child_of_ten_can_read_it(text: str) -> None:
    said = PLACEHOLDER.sub("it", text)
    # The measure counts syllables per word: of a name or a button it says nothing.
    assert len(said.split()) < SHORT or school_grade(said) <= 5
    assert max(len(sentence) for sentence in sentences(said)) <= 15


@every_sentence
def test_no_number_is_written_in_a_sentence_and_no_word_blames(text: str) -> None:
    bare = PLACEHOLDER.sub("", text)
    assert not PHONE_LIKE.search(bare)
    assert not ADDRESS_LIKE.search(bare)
    assert [word for word in BANNED if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", bare.lower())] == []


@every_code
def test_each_refusal_is_a_4xx_with_999_for_the_person_and_one_line_for_the_program(code: str) -> None:
    refusal = LOADED.refusals[code]
    assert 400 <= refusal.status < 500
    assert "999" in refusal.say
    assert "Samaritans" in refusal.say
    assert "\n" not in refusal.error
    assert not re.search("[{}]", refusal.say)


@every_code
def test_each_code_is_used(code: str) -> None:
    assert f'"{code}"' in SOURCE


def test_the_buttons_of_the_start_are_those_of_the_greeting_and_the_urgent_one_is_first() -> None:
    payloads = [button["payload"] for button in LOADED.menu]
    assert payloads == ["/emergency", "/treatment", "/family", "/advice", "/report"]
    assert all(button["title"] for button in LOADED.menu)


def test_each_language_that_is_written_from_the_right_is_shown_so(last_resort: LastResort) -> None:
    kinds = {code: set(map(unicodedata.bidirectional, said)) for code, (said, *_) in last_resort.openings.items()}
    assert {code for code, found in kinds.items() if found & {"R", "AL"}} == set(wording.RIGHT_TO_LEFT)


def test_each_language_that_has_sentences_has_its_name(last_resort: LastResort) -> None:
    assert set(LOADED.languages) == set(last_resort.openings)


def test_each_language_says_in_itself_that_nobody_has_checked_it_until_somebody_has(last_resort: LastResort) -> None:
    assert set(LOADED.unreviewed_in) == set(last_resort.openings)
    for each in languages(last_resort, LOADED.languages, LOADED.unreviewed_in):
        is_read = all(row["metadata"]["reviewed_by"] for row in said_in(each.code))
        assert each.unreviewed == ("" if is_read else LOADED.unreviewed_in[each.code])


def said_in(language: str) -> list[dict[str, Any]]:
    rows = YAML(typ="safe").load(LANGUAGES)["responses"].values()
    return [row for (row,) in rows if row["metadata"]["language"] == language]
