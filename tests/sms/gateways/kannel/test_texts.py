"""Through Debian's bearerbox, smsbox and fakesmsc with the configuration that is shipped: texts go in and come out."""

from __future__ import annotations

import itertools
from contextlib import nullcontext
from pathlib import Path

import pytest

from bot.understanding.red_flags.rules import load
from rig.kannel import KannelBoxes
from rig.phones import OURS, incoming, incoming_parts
from tests.engine.agents import Saying
from tests.sms.gateways.kannel.people import Noting, fitted, line, numbers, say, text, whole_answer, without_menu

WONT_WAKE = "my mate has taken pills and wont wake up"
POLISH = "mój kolega nie oddycha"
POLISH_LETTERS = "Zadzwoń. Zażółć gęślą jaźń 😢"
EXTENSION = "Price [£5] {a} ~ € | ^ \\ @"


def saying(words: str, language: str = "en") -> Saying:
    signpost = {"route": "smalltalk", "services": [], "language": language, "languages": [language]}
    return Saying([{"recipient_id": "a", "text": words}, {"recipient_id": "a", "custom": {"signpost": signpost}}])


def test_a_text_is_answered_from_the_number_it_went_to(
    kannel: KannelBoxes, net: Noting, number: str, tmp_path: Path
) -> None:
    (answer,) = text(kannel, tmp_path, incoming(number, "i want to stop drinking"))
    assert net.heard[-1] == "i want to stop drinking"
    assert (answer.sender, answer.to, answer.alphabet) == (OURS, number, "gsm")
    assert [answer.words] == fitted(net.replies[-1])


def test_an_emergency_begins_with_999_in_one_part_and_the_rest_follows_in_order(
    kannel: KannelBoxes, net: Noting, number: str, tmp_path: Path
) -> None:
    answers = whole_answer(kannel, net, tmp_path, incoming(number, WONT_WAKE))
    assert [answer.words for answer in answers] == fitted(net.replies[-1])
    assert len(answers) > 1
    assert "999" in answers[0].words[:80]
    assert answers[0].parts == 1
    assert {(answer.sender, answer.to) for answer in answers} == {(OURS, number)}


def test_a_polish_emergency_goes_in_and_comes_out_letter_by_letter(
    kannel: KannelBoxes, net: Noting, number: str, tmp_path: Path
) -> None:
    answers = whole_answer(kannel, net, tmp_path, incoming(number, POLISH))
    assert net.heard[-1] == POLISH
    assert [answer.words for answer in answers] == fitted(net.replies[-1])
    assert answers[0].alphabet == "ucs-2"
    assert "999" in answers[0].words
    assert "?" not in answers[0].words
    assert {answer.alphabet for answer in answers[1:]} == {"gsm"}


def cries() -> dict[str, str]:
    """An emergency in each of the other languages: the first example of its first rule."""
    found: dict[str, str] = {}
    for rule in load("languages")["rules"]:
        found.setdefault(rule["language"], rule["for"][0])
    return {language: found[language] for language in load("languages")["languages"]}


@pytest.mark.parametrize("agent", ["the bot", "its card alone"])
def test_in_every_language_an_emergency_begins_with_999_in_one_part(
    kannel: KannelBoxes, net: Noting, agent: str
) -> None:
    asked, who = len(net.replies), {language: next(numbers) for language in cries()}
    with nullcontext() if agent == "the bot" else net.with_agent(None), line(kannel) as phones:
        phones.send(*(incoming(who[language], cry) for language, cry in cries().items()))
        first = {language: phones.wait_for(number)[0] for language, number in who.items()}
        phones.wait(sum(len(fitted(reply)) for reply in net.replies[asked:]))
    assert {language: (text.parts, "999" in text.words[:80]) for language, text in first.items()} == dict.fromkeys(
        load("languages")["languages"], (1, True)
    )


@pytest.mark.parametrize("words", [EXTENSION, "Ünïcödé 😢 – “quotes”", "أحتاج مساعدة", "a+b=c&d%20e  two spaces"])
def test_every_letter_goes_in(kannel: KannelBoxes, net: Noting, number: str, tmp_path: Path, words: str) -> None:
    text(kannel, tmp_path, incoming(number, words))
    assert net.heard[-1] == words


@pytest.mark.parametrize(("words", "alphabet"), [(EXTENSION, "gsm"), (POLISH_LETTERS, "ucs-2"), ("é ü Ä", "gsm")])
def test_every_letter_comes_out(
    kannel: KannelBoxes, net: Noting, number: str, tmp_path: Path, words: str, alphabet: str
) -> None:
    with net.with_agent(saying(words, "pl" if alphabet == "ucs-2" else "en")):
        (answer,) = text(kannel, tmp_path, incoming(number, "hello"))
    assert (answer.words, answer.alphabet, answer.parts) == (words, alphabet, 1)


def test_lines_stay_lines(kannel: KannelBoxes, net: Noting, number: str, tmp_path: Path) -> None:
    with net.with_agent(saying("One:\n- two\n\n- three")):
        (answer,) = text(kannel, tmp_path, incoming(number, "hello"))
    assert answer.words == fitted(net.replies[-1])[0]
    assert "\n- two" in answer.words


@pytest.mark.parametrize(("letter", "alphabet"), [("€", "gsm"), ("ł", "ucs-2")])
def test_a_long_answer_comes_whole_as_one_text_of_several_parts(
    kannel: KannelBoxes, net: Noting, number: str, tmp_path: Path, letter: str, alphabet: str
) -> None:
    words = " ".join(f"{letter}{place:03}" for place in range(24 if letter == "ł" else 48))
    with net.with_agent(saying(words)):
        (answer,) = text(kannel, tmp_path, incoming(number, "hello"))
    assert (answer.words, answer.parts, answer.alphabet) == (words, 2, alphabet)


def test_a_long_text_in_parts_is_heard_as_one(kannel: KannelBoxes, net: Noting, number: str, tmp_path: Path) -> None:
    pieces = ["i think my brother " + "really " * 20, "is on heroin and ", "i do not know what to do"]
    parts = incoming_parts(number, pieces)
    text(kannel, tmp_path, *parts[1:], parts[0])
    assert net.heard[-1] == "".join(pieces)


def test_an_empty_text_gets_words_with_999(kannel: KannelBoxes, number: str, tmp_path: Path) -> None:
    (answer,) = text(kannel, tmp_path, f"{number} {OURS} text ")
    assert "999" in answer.words[:80]


def test_however_a_number_is_written_it_is_one_person_and_gets_every_text(kannel: KannelBoxes, net: Noting) -> None:
    bare = next(numbers).removeprefix("+44")
    with line(kannel) as phones:
        for sender in (f"+44{bare}", f"44{bare}", f"0{bare}", f"0044{bare}"):
            (answer,) = say(phones, sender, f"how do i get off heroin {sender[:3]}")
            assert without_menu(answer.words) == fitted(net.replies[-1])[0]
    assert len(set(net.senders[-4:])) == 1


@pytest.mark.parametrize("sender", ["Barclays", "60060", "82228"])
def test_a_machine_gets_nothing_not_even_kannels_own_words(
    kannel: KannelBoxes, net: Noting, number: str, sender: str
) -> None:
    with line(kannel) as phones:
        phones.send(incoming(sender, "your code is 1234"))
        say(phones, number, "hello")
        assert not [got for got in phones.lines if f" {sender} " in got]
    assert "your code is 1234" not in net.heard


def test_two_people_at_once_get_each_their_own(kannel: KannelBoxes, net: Noting) -> None:
    wants = {next(numbers): "i want to stop drinking", next(numbers): "how do i report drug dealing on my street"}
    with line(kannel) as phones:
        phones.send(*(incoming(number, words) for number, words in wants.items()))
        got = {answer.to: without_menu(answer.words) for answer in phones.wait(2)}
    heard = {words: fitted(reply)[0] for words, reply in zip(net.heard[-2:], net.replies[-2:], strict=True)}
    assert got == {number: heard[words] for number, words in wants.items()}


def test_over_the_rate_it_is_our_words_that_come(kannel: KannelBoxes, number: str) -> None:
    with line(kannel) as phones:
        # Ten at once, and one more every six seconds.
        said = (f"hello {''.join(letters)}" for letters in itertools.permutations("abcdef"))
        answers = [say(phones, number, words)[0].words for words in itertools.islice(said, 10)]
        answers.append(next(got for words in said if "a lot of texts" in (got := say(phones, number, words)[0].words)))
    assert not [words for words in answers[:10] if "a lot of texts" in words]
    assert "999" in answers[-1]


def test_more_and_a_number_that_was_offered_are_understood(kannel: KannelBoxes, net: Noting, number: str) -> None:
    with line(kannel) as phones:
        (first,) = say(phones, number, "hello")
        asked = len(net.heard)
        assert "Text a number" in first.words
        (second,) = say(phones, number, "1")
    assert net.heard[asked].startswith("/")
    assert [without_menu(second.words)] == fitted(net.replies[asked])[:1]
