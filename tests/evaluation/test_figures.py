"""Every figure, on a few answers that can be counted by hand."""

from __future__ import annotations

import pytest

from evaluation.figures import by_route, by_tag, confusion, false_alarms, figures, missed, second_choices
from evaluation.shares import Share
from tests.evaluation.made import answers, heard, reply, result, some_answers


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("messages answered rightly", Share(3, 6)),
        ("emergencies recognised, messages", Share(1, 2)),
        ("false alarms on calm messages", Share(1, 4)),
        ("false alarms on calm messages made to trap", Share(1, 2)),
        ("calm messages whose reply opened with “If someone may die, call 999”", Share(1, 4)),
        ("the same, because the gate was in doubt", Share(1, 4)),
        ("conversations with every turn right", Share(1, 2)),
        ("turns of conversations answered rightly", Share(3, 4)),
        ("emergencies recognised, turns of conversations", Share(1, 1)),
        ("false alarms on calm turns of conversations", Share(0, 3)),
    ],
)
def test_a_figure_counts(name: str, share: Share) -> None:
    assert figures(some_answers())[name] == share


def test_an_emergency_on_its_route_but_without_999_is_missed() -> None:
    one = result("m", heard(["emergency"], reply("emergency", words="Help is near.")))
    assert [found.id for found in missed(answers([one]).named())] == ["m"]


def test_where_both_would_do_nothing_is_missed_and_nothing_alarmed() -> None:
    both = [result(route, heard(["emergency", "crisis"], route)) for route in ("emergency", "report")]
    found = figures(answers(both))
    assert found["emergencies recognised, messages"].whole == 0
    assert found["false alarms on calm messages"].whole == 0


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
