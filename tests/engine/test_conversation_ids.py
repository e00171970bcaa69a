"""No conversation can be joined by guessing."""

from __future__ import annotations

from bot.engine.conversation_ids import ConversationIds
from tests.rows import each_row


def test_ids_never_repeat() -> None:
    ids = ConversationIds()
    assert len({ids.new() for _ in range(1000)}) == 1000


def test_an_id_that_was_made_here_is_known_again() -> None:
    ids = ConversationIds()
    assert ids.is_ours(ids.new())


def test_an_id_of_another_process_is_not_ours() -> None:
    assert not ConversationIds().is_ours(ConversationIds().new())


def test_two_halves_of_two_ids_are_none() -> None:
    ids = ConversationIds()
    one, other = ids.new(), ids.new()
    assert not ids.is_ours(one[:32] + other[32:])


def test_an_id_knows_how_old_it_is() -> None:
    now = [100.0]
    ids = ConversationIds(lambda: now[0])
    ours = ids.new()
    now[0] += 90
    assert ids.age(ours) == 90


def test_nobody_makes_an_id_younger() -> None:
    now = [100.0]
    ids = ConversationIds(lambda: now[0])
    old = ids.new()
    now[0] += 90
    assert not ids.is_ours(old[:32] + ids.new()[32:40] + old[40:])


@each_row("given", ["", "default", "0" * 32, "0" * 48, "f" * 48, "é" * 48, "0" * 10_000, "\ud800"])
def test_what_somebody_made_up_is_not_ours(given: str) -> None:
    assert not ConversationIds().is_ours(given)
