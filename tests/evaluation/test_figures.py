"""Every figure, on a few answers that can be counted by hand."""

from __future__ import annotations

import pytest

from evaluation.figures import (
    ALARMS,
    RECOGNISED,
    TURNS,
    WHOLE,
    agreement,
    by_route,
    by_tag,
    confusion,
    false_alarms,
    missed,
    of_conversations,
    of_messages,
    second_choices,
)
from evaluation.shares import Share
from tests.evaluation.made import answers, heard, reply, result, some_answers


@pytest.mark.parametrize(
    ("name", "messages", "turns"),
    [
        (TURNS, Share(3, 6), Share(3, 4)),
        (RECOGNISED, Share(1, 2), Share(1, 1)),
        (ALARMS, Share(1, 4), Share(0, 3)),
        ("calm, and the reply opened with “If someone may die, call 999”", Share(1, 4), Share(0, 3)),
        ("the same, because the gate was in doubt", Share(1, 4), Share(0, 3)),
    ],
)
def test_a_figure_counts(name: str, messages: Share, turns: Share) -> None:
    assert of_messages(some_answers())[name] == messages
    assert of_conversations(some_answers())[name] == turns


def test_traps_are_counted_among_messages_and_whole_conversations_among_conversations() -> None:
    assert of_messages(some_answers())[f"{ALARMS}, though made to trap"] == Share(1, 2)
    assert of_conversations(some_answers())[WHOLE] == Share(1, 2)


@pytest.mark.parametrize(
    ("routes", "accepted", "accepts", "alike"),
    [
        (["emergency"], 1, 1, 1),
        (["crisis"], 0, 0, 0),
        (["emergency", "crisis"], 1, 1, 0),
        (["crisis", "emergency"], 0, 1, 0),
    ],
)
def test_two_pens_are_held_against_each_other(routes: list[str], accepted: int, accepts: int, alike: int) -> None:
    given = answers(
        [result("m", heard(["emergency"], "emergency"))], second=[result("m", heard(routes, "crisis")).case]
    )
    found = agreement(given.cases)
    assert [pair[0] for pair in found.values()] == [Share(accepted, 1), Share(accepts, 1), Share(alike, 1)]
    assert all(pair[1].whole == 0 for pair in found.values())


def test_without_a_second_pen_there_is_no_agreement() -> None:
    assert agreement(some_answers().cases) == {}


def test_an_emergency_on_its_route_but_without_999_is_missed() -> None:
    one = result("m", heard(["emergency"], reply("emergency", words="Help is near.")))
    assert [found.id for found in missed(answers([one]).named())] == ["m"]


def test_where_both_would_do_nothing_is_missed_and_nothing_alarmed() -> None:
    both = [result(route, heard(["emergency", "crisis"], route)) for route in ("emergency", "report")]
    found = of_messages(answers(both))
    assert found[RECOGNISED].whole == found[ALARMS].whole == 0


def test_the_emergencies_stand_first_then_the_most_frequent() -> None:
    assert by_route(some_answers().messages) == {
        "emergency": Share(1, 2),
        "advice": Share(1, 2),
        "crisis": Share(0, 1),
        "treatment": Share(1, 1),
    }
    assert list(by_route(some_answers().messages))[:2] == ["emergency", "advice"]


def test_kinds_with_few_messages_are_left_out() -> None:
    assert by_tag(some_answers().messages, least=2) == {"past": Share(1, 2), "slang": Share(1, 2)}


def test_the_confusion_goes_from_the_best_route_to_the_given_one() -> None:
    found = confusion(some_answers().said())
    assert found[("treatment", "advice")] == 1
    assert found[("emergency", "advice")] == 1
    assert sum(found.values()) == 6
    assert second_choices(some_answers().said()) == 1


def test_false_alarms_are_listed() -> None:
    assert [one.id for one in false_alarms(some_answers().named())] == ["m4"]
