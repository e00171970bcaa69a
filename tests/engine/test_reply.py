"""A reply is read in one place: whether it is whole, whom it names, and which language is spoken."""

from __future__ import annotations

from typing import Any

from bot.engine.reply import NONE, buttons, is_whole, marked, signpost_of, spoken
from tests.rows import each_row

SOUND: dict[str, Any] = {"route": "advice", "services": ["frank"], "languages": ["pl", "en"]}


def reply(*texts: str, signpost: object = SOUND) -> list[dict[str, Any]]:
    return [*({"text": text} for text in texts), {"custom": {"signpost": signpost}}]


def test_a_sound_signpost_is_read_as_it_is() -> None:
    found = signpost_of(reply("Zadzwoń", "Call"))
    assert (found.route, found.services, found.languages) == ("advice", ("frank",), ("pl", "en"))
    assert not found.is_emergency
    assert signpost_of(reply("Call", signpost={**SOUND, "route": "emergency"})).is_emergency


@each_row(
    "messages",
    [
        [],
        [{"text": "Call"}],
        [{"custom": None}],
        [{"custom": {"signpost": None}}],
        [{"text": "Call", "custom": ["signpost"]}],
        reply("Call", signpost="advice"),
        reply("Call", signpost={**SOUND, "route": ["advice"]}),
        reply("Call", signpost={**SOUND, "route": "weather"}),
        reply("Call", signpost={**SOUND, "services": None}),
        [*reply("Call"), {"text": "after it"}],
    ],
)
def test_what_is_no_sound_signpost_at_the_end_is_none(messages: list[dict[str, Any]]) -> None:
    assert signpost_of(messages) is NONE
    assert not is_whole(messages)


def test_a_reply_without_words_is_not_whole() -> None:
    assert is_whole(reply("Call"))
    assert not is_whole(reply())
    assert not is_whole(reply("  "))


def test_each_text_has_its_language_and_english_where_nothing_is_said() -> None:
    said = [(message["text"], language) for message, language in spoken(reply("Zadzwoń", "Call", "Or text"))]
    assert said == [("Zadzwoń", "pl"), ("Call", "en"), ("Or text", "en")]


def test_a_reply_is_marked_with_those_of_its_languages_that_nobody_has_reviewed_and_no_word_is_changed() -> None:
    said = reply("Zadzwoń", "Call")
    assert signpost_of(marked(said, {"pl", "ar"})).unreviewed == ("pl",)
    assert marked(said, {"pl"})[:-1] == said[:-1]
    assert marked(said, {"ar"}) == said == reply("Zadzwoń", "Call")


def test_buttons_of_all_messages_keep_their_order() -> None:
    one, two = {"title": "One", "payload": "/a"}, {"title": "Two", "payload": "/b"}
    messages = [{"text": "Hello", "buttons": [one]}, {"text": "Choose", "buttons": None}, {"buttons": [two]}]
    assert buttons(messages) == [one, two]
