"""A sign that somebody puts to a text, as their phone sends it."""

from __future__ import annotations

from bot.sms.word_list import LIST
from bot.sms.words import REACTIONS
from tests.rows import each_row

OURS = "Okay, we start again. Tell me what is going on.\nIf someone may die, call 999 now."


@each_row("verb", LIST["reactions"]["verbs"])
def test_a_verb_and_our_text_in_quotes_are_one(verb: str) -> None:
    assert REACTIONS.is_one(f"{verb.capitalize()} “{OURS}”")
    assert REACTIONS.is_one(f'{verb} "{OURS}" ')


@each_row("thing", LIST["reactions"]["things"])
def test_a_verb_and_a_thing_are_one(thing: str) -> None:
    assert REACTIONS.is_one(f"Loved {thing}")


@each_row(
    "text",
    ["\u200a\u200b👍\u200b to “\u200a Hello. I am a computer.\u200a ”", 'Reacted ❤️ to "Hello"', "❤️ to “Hello”", "👍🏽",
     "🙏🏿🙏🏿", "❤️", "👍 👍"],
)  # fmt: skip
def test_a_sign_is_one_before_our_text_and_alone(text: str) -> None:
    assert REACTIONS.is_one(text)


@each_row(
    "text",
    ["i liked it", "loved him so much", "Liked", "he laughed at me", "😢", "🆘", "💊", "👍 but he is not breathing",
     "thanks 👍", "", "?", 'he reacted to "the pills" badly', "Liked “that” and took 20 more",
     "questioned by the police"],
)  # fmt: skip
def test_what_somebody_writes_is_none(text: str) -> None:
    assert not REACTIONS.is_one(text)
