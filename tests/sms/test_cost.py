"""What texting costs is answered however it is asked, and nothing else is taken for it."""

from __future__ import annotations

import pytest

from bot.sms.words import read_words
from tests.rows import each_row

OF_TEXTS = [
    "does it cost anything to text this number", "do texts cost", "is this free to text", "is it free to text",
    "how much is a text", "how much does it cost to text you", "Does it cost money to text you?",
    "are texts free", "do i pay for texts", "is this text free", "will i be charged for texting you",
    "how much do u charge for texts", "hi, does it cost anything to text here", "is it free 2 text u",
    "what does a text cost", "whats it cost to txt", "do i need credit to text you",
    "can i text this number for free", "is texting free?", "hey is this number free to text",
    "just wondering does texting this cost money", "are these messages free", "do you charge for messages",
    "how much is it per text", "is it standard rate to text", "does texting you use my credit",
    "what does it cost me to text this line\nSent from my iPhone",
]  # fmt: skip
OF_THIS = [
    "is this free", "is it free?", "does this cost anything", "Does it cost money", "how much is this",
    "how much is it", "do you charge", "is this number free", "does this service cost", "will i be charged",
    "is there a charge", "do i have to pay", "hi is this free", "is this premium rate",
    "how much does this cost",
]  # fmt: skip
OTHERS = [
    "free", "cost", "how much", "how much do i take", "how much can i have", "do they make me pay",
    "they text me to pay", "i need money", "i have no credit", "is there anything free",
    "is anyone free to talk", "is naloxone free", "how much is a gram", "how much is rehab",
    "how much does a detox cost", "can i get free needles",
    "does it cost my mum anything to text you about her drinking", "i cant pay for this", "what if i text 999",
    "is it free to call frank", "do i pay the dealer", "got a text saying pay now", "is this text a scam",
    "text me", "how much is it for a gram and can i text you", "am i free", "will they charge me",
    "can i be charged for using", "i was charged with dealing", "is it " * 20 + "free",
]  # fmt: skip


@each_row("text", OF_TEXTS)
def test_texts_to_the_line_are_meant_wherever_they_are_named(text: str) -> None:
    words = read_words(text)
    assert (words.keyword, words.is_of_a_service) == ("cost", False)


@each_row("text", OF_THIS)
def test_this_is_the_line_or_the_service_that_was_spoken_of(text: str) -> None:
    words = read_words(text)
    assert (words.keyword, words.is_of_a_service) == ("cost", True)


@each_row("text", OTHERS)
def test_what_asks_more_or_something_else_is_for_the_bot(text: str) -> None:
    assert read_words(text).keyword is None


@pytest.mark.parametrize("written", ["{}", "{}??", " {}\n", '"{}"', "{} thanks", "please {}"])
def test_marks_and_courtesy_do_not_matter(written: str) -> None:
    for text in ("DO TEXTS COST", "Is this free to text"):
        assert read_words(written.format(text)).keyword == "cost"
