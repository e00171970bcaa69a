"""The conversations that are trained on: their labels hold, and a wrong one is named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from actions.intents import route_of
from actions.replies.plan import ROUTES
from bot.understanding.context import WIDTH, context_flags, context_words
from bot.understanding.conversations import WrongConversation, read_conversations
from tests.conversing import labelled_conversations

# One worker reads them, which takes five seconds.
pytestmark = pytest.mark.xdist_group("messages")

CONVERSATIONS = 3_000
TURNS = 17_000


def test_there_are_conversations_enough() -> None:
    conversations = labelled_conversations()
    assert len(conversations) >= CONVERSATIONS
    assert sum(len(conversation.turns) for conversation in conversations) >= TURNS


def test_ids_stand_once_and_every_turn_has_a_meaning_and_routes_of_ours() -> None:
    conversations = labelled_conversations()
    assert [name for name, times in Counter(one.id for one in conversations).items() if times > 1] == []
    turns = [(one.id, turn) for one in conversations for turn in one.turns]
    assert [name for name, turn in turns if turn.intent is None and turn.reading.need != "same"] == []
    assert [name for name, turn in turns if not turn.routes or not set(turn.routes) <= set(ROUTES)] == []


def test_the_situation_grows_with_the_labels() -> None:
    conversation = next(one for one in labelled_conversations() if one.id == "danger-001")
    assert conversation.turns[0].before.route is None
    assert [turn.before.emergency for turn in conversation.turns[1:5]] == ["open", "open", "called", "over"]


def test_good_news_of_no_danger_is_said_to_a_bot_that_saw_one() -> None:
    later = [turn for one in labelled_conversations() for turn in one.turns[1:]]
    told = [turn.before for turn in later if turn.reading.act == "update_over"]
    assert {before.emergency for before in told} <= {"open", "called", "better", "over"}


def test_a_first_need_takes_its_route() -> None:
    """Pens and table mean the same by a need: in nine of ten first turns that say just that."""
    first = [one.turns[0] for one in labelled_conversations()]
    plain = [turn for turn in first if turn.reading.need and not (turn.reading.ask or turn.reading.act)]
    assert sum(route_of(turn.intent) in turn.routes for turn in plain) > 0.9 * len(plain)


def test_a_label_of_no_meaning_is_named_with_its_place(tmp_path: Path) -> None:
    wrong = 'conversations:\n  - {id: a-1, channel: sms, turns: [{say: "hi", act: gret, routes: [smalltalk]}]}\n'
    (tmp_path / "a.yml").write_text(wrong)
    with pytest.raises(WrongConversation, match=r"a\.yml: a-1: act 'gret' is none of"):
        read_conversations(tmp_path)


def test_the_context_says_nothing_at_the_start_and_holds_no_word_of_anybody() -> None:
    turns = [turn for one in labelled_conversations()[:50] for turn in one.turns]
    assert {context_words(turn.before) for turn in turns if turn.before.route is None} == {""}
    assert {len(context_flags(turn.before)) for turn in turns} == {WIDTH}
