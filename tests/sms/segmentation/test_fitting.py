"""A reply as texts: what goes out at once, what waits, and where it is cut."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sms.segmentation.cutting import cut
from bot.sms.segmentation.fitting import Choice, Fitted, fit
from bot.sms.segmentation.septets import is_gsm, parts, septets
from bot.sms.wording import endings
from tests.rows import each_row

MORE = endings().more
MENU = [{"title": "My own use", "payload": "/treatment"}, {"title": "Danger now", "payload": "/emergency"}]
words = st.text("abc .€", min_size=1, max_size=60).map(str.strip).filter(bool)
paragraphs = st.lists(st.lists(words, min_size=1, max_size=6).map("\n".join), min_size=1, max_size=8)


def reply(
    *texts: str, route: str = "advice", languages: list[str] | None = None, buttons: list[dict[str, str]] | None = None
) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = [{"recipient_id": "a", "text": text} for text in texts]
    if buttons:
        messages[-1]["buttons"] = buttons
    signpost = {"route": route, "services": [], "language": "en", "languages": languages or ["en"] * len(texts)}
    return [*messages, {"recipient_id": "a", "custom": {"signpost": signpost}}]


def line(length: int) -> str:
    return "x" * length


def joined(fitted: Fitted) -> str:
    """All that is sent, without what says that more waits."""
    texts = [text.removesuffix(MORE) for text in (*fitted.now, *fitted.more)]
    return "".join("".join(texts).split())


def test_a_reply_of_two_parts_is_one_text_and_nothing_waits() -> None:
    assert fit(reply(line(152), line(153))) == Fitted((f"{line(152)}\n{line(153)}",), (), ())


def test_one_letter_more_and_the_rest_waits() -> None:
    fitted = fit(reply(line(152), line(154)))
    assert fitted == Fitted((f"{line(152)}\n{MORE}",), (line(154),), ())


@pytest.mark.parametrize(("last", "waits"), [("x", False), ("xx", True), ("€", True)])
def test_what_goes_beyond_two_parts_waits(last: str, waits: bool) -> None:
    fitted = fit(reply(line(100), line(203) + "\n" + last))
    assert bool(fitted.more) is waits
    assert all(parts(text) <= 2 for text in (*fitted.now, *fitted.more))


def test_what_is_left_of_a_text_is_filled_by_line() -> None:
    fitted = fit(reply(line(100), "\n".join([line(100)] * 3)))
    assert fitted.now == (f"{line(100)}\n{line(100)}\n{MORE}",)


def test_a_line_that_leads_to_a_number_goes_with_it() -> None:
    fitted = fit(reply(line(210), f"{line(50)}\nAsk here.\nFRANK: call 0300 123 6600 or text 82111."))
    assert fitted == Fitted(
        (f"{line(210)}\n{line(50)}\n{MORE}",), ("Ask here.\nFRANK: call 0300 123 6600 or text 82111.",), ()
    )


def test_a_long_line_is_cut_after_a_sentence() -> None:
    fitted = fit(reply(f"{line(200)}. {line(200)}."))
    assert fitted == Fitted((f"{line(200)}.\n{MORE}",), (f"{line(200)}.",), ())


def test_a_long_sentence_is_cut_between_words() -> None:
    fitted = fit(reply(" ".join(["word"] * 100)))
    assert fitted.now[0].splitlines()[0] == " ".join(["word"] * 57)


@each_row("before", range(240, 300, 3))
def test_a_name_is_not_cut_from_its_number(before: int) -> None:
    text = "a " * (before // 2) + "end. Ask FRANK on 0300 123 6600 or text 82111. It is there for you all day long."
    for piece in (fitted := fit(reply(text))).now + fitted.more:
        assert ("FRANK" in piece) == ("0300 123 6600" in piece) == ("82111" in piece)


def test_what_waits_says_so_on_each_text_but_the_last() -> None:
    fitted = fit(reply(*[line(250)] * 4))
    assert [text.endswith(MORE) for text in (*fitted.now, *fitted.more)] == [True, True, True, False]


def test_an_emergency_is_one_part_first_and_the_rest_at_once() -> None:
    first = "Call 999 now.\n" + line(70) + "\n" + line(75)
    fitted = fit(reply(first + "\n" + line(100), "Tell them.", route="emergency"))
    assert fitted == Fitted((first, f"{line(100)}\nTell them."), (), ())
    assert septets(first) == 160


def test_a_step_that_makes_161_goes_into_the_second_text_whole() -> None:
    fitted = fit(reply("Call 999 now.\n" + line(70) + "\n" + line(76), route="emergency"))
    assert fitted.now == ("Call 999 now.\n" + line(70), line(76))


def test_an_emergency_sends_three_texts_at_once_and_no_more() -> None:
    fitted = fit(reply("Call 999 now.", *[line(280)] * 4, route="emergency"))
    assert (len(fitted.now), len(fitted.more)) == (3, 2)
    assert not any(text.endswith(MORE) for text in fitted.now)


@pytest.mark.parametrize(("length", "count"), [(70, 2), (71, 3)])
def test_another_language_stands_alone_in_one_part_before_english(length: int, count: int) -> None:
    first = "Срочно звоните 999."
    second = "ж" * (length - len(first) - 1)
    messages = reply(first, second, "Call 999 now.", route="emergency", languages=["ru", "ru", "en"])
    now = fit(messages).now
    assert len(now) == count
    assert now[0].startswith(first)
    assert now[1] == "Call 999 now."
    assert all(parts(text) == 1 for text in now)


def test_another_language_comes_first_even_where_english_stood_before_it() -> None:
    messages = reply("Danger? Call 999.", "Zadzwoń teraz: 999.", "FRANK: 82111", languages=["en", "pl", "en"])
    assert fit(messages).now == ("Zadzwoń teraz: 999.", "Danger? Call 999.\nFRANK: 82111")


def test_another_language_keeps_its_letters_where_english_loses_them() -> None:
    messages = reply("Ligue já para o 999.", "It’s – 999", route="emergency", languages=["pt", "en"])
    assert fit(messages).now == ("Ligue já para o 999.", "It's - 999")


def test_buttons_are_numbered_choices() -> None:
    fitted = fit(reply("Hello.", buttons=MENU))
    assert fitted.now == (f"Hello.\n1 My own use\n2 Danger now\n{endings().choose}",)
    assert fitted.choices == (Choice(1, "My own use", "/treatment"), Choice(2, "Danger now", "/emergency"))


@pytest.mark.parametrize("length", [200, 240, 300, 306, 600])
def test_choices_are_never_cut_off(length: int) -> None:
    fitted = fit(reply("Hello.", line(length), buttons=MENU))
    assert f"1 My own use\n2 Danger now\n{endings().choose}" in fitted.now[0]
    assert all(parts(text) <= 2 for text in (*fitted.now, *fitted.more))


def test_a_list_of_choices_too_long_for_a_reply_is_a_text_of_its_own() -> None:
    buttons = [{"title": line(32), "payload": f"/{at}"} for at in range(7)]
    fitted = fit(reply("Ask FRANK, 82111, about that.", buttons=buttons))
    assert fitted.now[0] == "Ask FRANK, 82111, about that."
    assert fitted.now[1].startswith("1 xxx")
    assert fitted.now[1].endswith(endings().choose)


@pytest.mark.parametrize(
    "messages", [[], [{"recipient_id": "a"}], reply(" "), [{"recipient_id": "a", "text": "Hello."}]], ids=range(4)
)
def test_a_broken_reply_is_no_error(messages: list[dict[str, Any]]) -> None:
    assert fit(messages).now in ((), ("Hello.",))


@given(paragraphs, st.sampled_from(["advice", "emergency"]))
def test_texts_put_together_are_the_reply(texts: list[str], route: str) -> None:
    fitted = fit(reply(*texts, route=route))
    assert joined(fitted) == "".join("".join(texts).split())


@given(paragraphs, st.sampled_from(["advice", "emergency"]), st.booleans())
def test_no_text_is_too_long_or_empty(texts: list[str], route: str, choose: bool) -> None:
    fitted = fit(reply(*texts, route=route, buttons=MENU if choose else None))
    sent = (*fitted.now, *fitted.more)
    assert all(text.strip() == text and text for text in sent)
    assert all(parts(text) <= 2 and is_gsm(text) for text in sent)
    assert route != "emergency" or septets(sent[0]) <= 160


@given(st.lists(st.text("ab 1.\n", min_size=1).filter(str.strip), min_size=1), st.integers(min_value=1, max_value=40))
def test_cutting_takes_something_and_loses_nothing(texts: list[str], most: int) -> None:
    taken, rest = cut(texts, lambda text: len(text) <= most)
    assert taken
    assert len(taken) <= most
    assert "".join("".join([taken, *rest]).split()) == "".join("".join(texts).split())


@pytest.mark.parametrize(
    ("route", "opening"),
    [*((route, "Here is the rest.") for route in ("safeguarding", "slavery", "crisis")), ("advice", "You")],
)
def test_what_more_brings_says_nothing_at_a_glance_where_others_should_not_read_it(route: str, opening: str) -> None:
    paragraphs = [{"text": "You are not to blame. " * 12} for _ in range(4)]
    fitted = fit([*paragraphs, {"custom": {"signpost": {"route": route, "services": [], "language": "en"}}}])
    assert len(fitted.more) > 1
    assert all(text.startswith(opening) for text in fitted.more)
    assert all(parts(text) <= 2 for text in fitted.more)


def test_a_line_is_said_once() -> None:
    first, again = "If someone may die, call 999 now.", "Hello.\nIf someone may die, call 999 now."
    assert fit(reply(first, again, route="smalltalk")).now == (f"{first}\nHello.",)


def test_999_does_not_wait_for_more() -> None:
    saves = "If someone feels bad now, call 999."
    fitted = fit(reply(line(150), line(140), saves))
    assert fitted == Fitted((f"{line(150)}\n{saves}\n{MORE}",), (line(140),), ())
