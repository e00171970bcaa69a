"""What the encoder goes on learning from: all new turns, and some of the rest so that it is not forgotten."""

from __future__ import annotations

from actions.conversation.reading import Reading
from bot.understanding.encoder.finetuning.examples import Said, chosen

NEW = [Said(f"new {number}", "", Reading(), f"new-{number:03}") for number in range(3)]
OLD = [Said(f"old {number}", "", Reading(), "" if number % 2 else f"old-{number:03}") for number in range(20)]


def test_all_new_turns_are_learnt_and_as_many_others_as_asked_for() -> None:
    found = chosen(OLD + NEW, ("new-",), 5)
    assert [row for row in found if row in NEW] == NEW
    assert len([row for row in found if row in OLD]) == 5


def test_the_others_are_the_same_ones_each_time() -> None:
    assert chosen(OLD + NEW, ("new-",), 5) == chosen(OLD + NEW, ("new-",), 5)


def test_there_are_no_more_others_than_there_are() -> None:
    assert len(chosen(OLD + NEW, ("new-",), 100)) == 23
