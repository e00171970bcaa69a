"""Signs that are faint, harmless or over: what they open, what goes on about them, and what gives way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.conversation.reading import Reading
from actions.conversation.situation import Situation
from bot.understanding.grounds import Chances
from bot.understanding.red_flags.detector import Assessment
from tests.understanding.heard import AT, CALM, DOUBTFUL, OPEN, START, TREATMENT, chances, heard


@pytest.mark.parametrize(
    ("likely", "before", "is_danger"),
    [(0.3, START, False), (AT.quietened, START, True), (0.3, OPEN, True), (0.3, TREATMENT, True)],
    ids=["said first", "likelier than not", "within an emergency", "within a need"],
)
def test_a_harmless_saying_is_no_danger_where_it_is_said_first(
    likely: float, before: Situation, is_danger: bool
) -> None:
    decision = heard(chances({"emergency": likely}), before=before, assessment=Assessment(None, harmless=True))
    assert (decision.intent == "emergency") is is_danger
    assert is_danger or decision.doubt


@pytest.mark.parametrize(
    ("likely", "need", "before", "intent"),
    [
        (AT.alone, {"report": AT.plain}, START, "report"),
        (AT.alone, {"report": AT.plain - 0.01}, START, "emergency"),
        (AT.faint, {"report": AT.plain}, START, "emergency"),
        (AT.alone, {"out_of_scope": AT.plain}, START, "emergency"),
        (AT.open, {"report": 0.69}, OPEN, "emergency"),
    ],
    ids=["another is plain", "another is likely", "danger is likelier", "nothing for this bot", "while one is open"],
)
def test_faint_danger_in_a_first_message_leaves_the_word_to_a_plain_need(
    likely: float, need: dict[str, float], before: Situation, intent: str
) -> None:
    found = heard(chances({"emergency": likely, **need}), before=before)
    assert found.intent == intent
    assert found.doubt or found.reading.need == "emergency"


ROOF = replace(DOUBTFUL, danger="suicide-act")
ASKS = Assessment(None, asks_if_well=True)


@pytest.mark.parametrize(
    ("before", "given", "assessment", "is_danger"),
    [
        (DOUBTFUL, chances(ask={"ask_steps": 0.92}), CALM, True),
        (DOUBTFUL, chances(ask={"ask_steps": 0.48}), CALM, False),
        (DOUBTFUL, chances({"law": 0.9}, ask={"ask_steps": 0.92}), CALM, False),
        (DOUBTFUL, chances({"advice": 0.4}), ASKS, True),
        (TREATMENT, chances({"advice": 0.4}), ASKS, False),
        (ROOF, chances({"advice": 0.3}), CALM, True),
        (ROOF, chances({"council": 0.7}), CALM, False),
        (ROOF, chances(ask={"ask_where": 0.8}), CALM, False),
        (replace(DOUBTFUL, danger="swallowed"), chances({"advice": 0.3}), CALM, True),
        (replace(DOUBTFUL, danger="swallowed"), chances({"advice": 0.7}), CALM, False),
        (replace(DOUBTFUL, danger="child"), chances({"same": 0.5}), CALM, True),
        (replace(DOUBTFUL, danger="child"), chances(act={"update_over": 0.95}), CALM, False),
        (DOUBTFUL, chances({"advice": 0.3}), CALM, False),
        (DOUBTFUL, chances({"same": 0.5}), Assessment(None, all_clear=True, never_was=True), False),
    ],
    ids=[
        "what do i do",
        "what is done",
        "what to do about the law",
        "am i ok",
        "am i ok, in a calm talk",
        "what does it matter",
        "who mends the roof",
        "where is it",
        "i feel lovely, after a bottle",
        "a question about drugs, after a bottle",
        "it was only a second",
        "it was a tic tac",
        "unclear, after other signs",
        "it was for upstairs",
    ],
)
def test_after_weak_signs_some_words_go_on_about_them(
    before: Situation, given: Chances, assessment: Assessment, is_danger: bool
) -> None:
    found = heard(given, before=before, assessment=assessment)
    assert (found.intent == "emergency") is is_danger


def test_what_never_was_is_good_news_after_weak_signs() -> None:
    found = heard(chances(), before=DOUBTFUL, assessment=Assessment(None, all_clear=True, never_was=True))
    assert (found.reading.act, found.doubt) == ("update_over", False)
    with_more = heard(chances({"advice": 0.8}), before=DOUBTFUL, assessment=Assessment(None, never_was=True))
    assert with_more.reading == Reading("advice")


def test_whether_one_is_well_opens_with_999_where_health_is_spoken_of() -> None:
    health = Situation(topic="health", route="advice")
    assert heard(chances({"health": 0.5}), before=health, assessment=ASKS).doubt
    assert not heard(chances({"health": 0.5}), before=health).doubt
    assert not heard(chances({"treatment": 0.5}), before=TREATMENT, assessment=ASKS).doubt


def test_last_words_to_somebody_close_are_despair_that_opens_with_999() -> None:
    found = heard(chances({"family": 0.5}), assessment=Assessment(None, farewell=True))
    assert (found.intent, found.doubt) == ("crisis", True)
    assert heard(chances({"family": 0.5})).intent == "family"


def test_tiredness_alone_is_no_reason_for_999_where_it_is_said_first() -> None:
    tired = Assessment(None, harmless=True, tired=True)
    assert not heard(chances({"emergency": 0.3}), assessment=tired).doubt
    assert heard(chances({"emergency": 0.2}), before=TREATMENT, assessment=tired).doubt
