"""What is said in other languages: two sentences each, 999 first, short enough for one text."""

import pytest

from bot.understanding.red_flags.rules import load
from bot.web import wording
from tests.conversing import Conversation, entity, responses
from tests.rows import each_row

LANGUAGES = tuple(load("languages")["languages"])
# One part of a text message outside the GSM alphabet, in UTF-16 units (3GPP TS 23.038).
ONE_PART = 70

pytestmark = pytest.mark.usefixtures("actions_directory")


def said_in(language: str, intent: str) -> list[dict[str, object]]:
    return Conversation().hear(intent, "", [entity("language", language)])


@each_row("language", LANGUAGES)
def test_an_emergency_is_answered_in_that_language_first_and_then_in_english(language: str) -> None:
    first, second, *rest, last = said_in(language, "emergency")
    english = Conversation().hear("emergency")
    assert "999" in str(first["text"])[:80]
    assert "0300 123 6600" in str(second["text"])
    assert [row["text"] for row in rest] == [row["text"] for row in english[:-1]]
    signpost = last["custom"]["signpost"]  # type: ignore[index]
    assert (signpost["route"], signpost["language"]) == ("emergency", language)
    assert signpost["services"][0] == "emergency-999"
    assert signpost["languages"] == [language, language, *["en"] * len(rest)]


@each_row("language", LANGUAGES)
def test_the_999_sentence_fits_one_text_outside_the_gsm_alphabet(language: str) -> None:
    first = str(said_in(language, "emergency")[0]["text"])
    assert len(first.encode("utf-16-le")) // 2 <= ONE_PART


@each_row("language", LANGUAGES)
def test_any_other_reply_says_that_frank_has_interpreters(language: str) -> None:
    first, *rest, last = said_in(language, "treatment")
    assert "0300 123 6600" in str(first["text"])
    assert last["custom"]["signpost"]["services"][0] == "inclusion-havant"  # type: ignore[index]
    assert len(rest) >= 1


@each_row("language", LANGUAGES)
def test_a_language_nobody_has_reviewed_has_its_two_sentences_and_no_more(language: str) -> None:
    rows = [row for (row, *_) in responses().values() if (row.get("metadata") or {}).get("language") == language]
    assert len(rows) == 2
    assert all("reviewed_by" in row["metadata"] for row in rows)


def test_that_nobody_has_reviewed_it_is_no_part_of_a_reply_and_so_of_no_text() -> None:
    """Pages say it below; the parts of a text are for help."""
    said = "\n".join(str(row["text"]) for rows in responses().values() for row in rows)
    assert [words for words in wording.load(longest=1).unreviewed_in.values() if words in said] == []
