"""The messages that the model is trained on: enough of each, none twice, none nearly, none that we measure with."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy as np
import pytest
from scipy import sparse

from actions.intents import of_kind
from bot.checking.messages import EMERGENCIES_TO_SMALLEST, LARGEST_TO_SMALLEST, least
from bot.settings import ROOT
from tests.contract.test_parts_fit import examples
from tests.conversing import read_yaml
from tests.rows import each_row

# All of them are compared with one another once, by one worker.
pytestmark = pytest.mark.xdist_group("messages")

MESSAGES = 4000
# Shared pieces of three letters, out of all that the two messages have.
MOST_ALIKE = 0.7
# Of an intent's messages, with the same three words in front.
SAME_OPENING = 0.06
NO_LETTER = re.compile(r"[\W_]+")
BLOCK = 500
# Letters and digits from which on a message is somebody's own.
OF_ITS_OWN = 12


@cache
def measured_with() -> list[str]:
    """What the tests say to the bot, but for what everybody says ("hiya", "which number"): it is in any collection."""
    said = [message for messages in read_yaml("tests", "behaviour", "messages.yml").values() for message in messages]
    for path in sorted((ROOT / "tests" / "phrases").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            # The second readings hold labels alone.
            said += (
                [case["text"]] if "text" in case else [turn["say"] for turn in case.get("turns", ()) if "say" in turn]
            )
    return [message for message in said if len(letters(message)) >= OF_ITS_OWN]


@cache
def trained_on() -> frozenset[str]:
    return frozenset(message for messages in examples().values() for message in messages)


def listed(found: Sequence[str]) -> str:
    """Every one of them, which a bare comparison cuts short."""
    return "\n".join([f"{len(found)} found:", *found])


def letters(message: str) -> str:
    """Letters and digits alone, lower-case."""
    return NO_LETTER.sub("", message.lower())


def as_typed(message: str) -> str:
    return " ".join(message.casefold().split())


def opening(message: str) -> str:
    return " ".join(NO_LETTER.sub(" ", message.lower().replace("'", "").replace("’", "")).split()[:3])


class Pieces:
    """Which pieces of three letters each message has, as rows of ones, the shortest rows first."""

    def __init__(self, messages: Iterable[str]) -> None:
        known: dict[str, int] = {}
        sets = [(_pieces(letters(message)), message) for message in messages]
        sets.sort(key=lambda row: len(row[0]))
        self.messages = [message for _, message in sets]
        columns = [known.setdefault(piece, len(known)) for pieces, _ in sets for piece in pieces]
        self.sizes = np.array([len(pieces) for pieces, _ in sets])
        starts = np.concatenate([[0], np.cumsum(self.sizes)])
        ones = np.ones(len(columns), dtype=np.int32)
        self.matrix = sparse.csr_matrix((ones, columns, starts), shape=(len(sets), len(known)))

    def alike(self) -> Iterator[tuple[str, str]]:
        """Every pair above MOST_ALIKE; a row much longer than another cannot be like it, so it is not compared."""
        for start in range(0, len(self.messages), BLOCK):
            stop = min(start + BLOCK, len(self.messages))
            end = int(np.searchsorted(self.sizes, self.sizes[stop - 1] / MOST_ALIKE, side="right"))
            shared = (self.matrix[start:stop] @ self.matrix[start:end].T).tocoo()
            one, other = shared.row + start, shared.col + start
            together = self.sizes[one] + self.sizes[other] - shared.data
            for found in np.flatnonzero((one < other) & (shared.data > MOST_ALIKE * together)):
                yield self.messages[one[found]], self.messages[other[found]]


def _pieces(text: str) -> set[str]:
    return {text[start : start + 3] for start in range(max(1, len(text) - 2))} if text else set()


@cache
def alike() -> list[tuple[str, str]]:
    """Every two messages that are nearly the same, those of the tests among them."""
    return list(Pieces({*trained_on(), *measured_with()}).alike())


def repeated(messages: Iterable[str]) -> list[str]:
    return sorted(message for message, times in Counter(map(as_typed, messages)).items() if times > 1)


@cache
def sizes() -> dict[str, int]:
    return {intent: len(set(map(as_typed, messages))) for intent, messages in examples().items()}


def needs_by_size(*, without: Sequence[str] = ()) -> list[tuple[int, str]]:
    return sorted((len(examples()[need]), need) for need in of_kind("need") if need not in without)


def test_there_are_four_thousand_messages() -> None:
    assert len(set(map(as_typed, trained_on()))) >= MESSAGES


@each_row("intent", sorted(examples()))
def test_an_intent_has_messages_enough(intent: str) -> None:
    assert len(set(map(as_typed, examples()[intent]))) >= least(intent, sizes())


@each_row("intent", sorted(examples()))
def test_no_message_stands_twice_in_an_intent(intent: str) -> None:
    assert repeated(examples()[intent]) == []


def test_no_message_is_an_example_of_two_intents() -> None:
    assert repeated(message for messages in examples().values() for message in set(map(as_typed, messages))) == []


def test_no_two_messages_are_nearly_the_same() -> None:
    found = [f"{one!r} and {other!r}" for one, other in alike() if {one, other} <= trained_on()]
    assert not found, listed(found)


def test_the_largest_need_does_not_drown_the_smallest() -> None:
    (smallest, name), largest = needs_by_size()[0], needs_by_size()[-1]
    assert largest[0] <= EMERGENCIES_TO_SMALLEST * smallest, (largest, name)
    largest = needs_by_size(without=["emergency"])[-1]
    assert largest[0] <= LARGEST_TO_SMALLEST * smallest, (largest, name)


@each_row("intent", sorted(examples()))
def test_an_intent_is_no_template(intent: str) -> None:
    openings = Counter(opening(message) for message in examples()[intent] if len(opening(message).split()) == 3)
    often = {words: times for words, times in openings.items() if times > SAME_OPENING * len(examples()[intent])}
    assert often == {}


def test_nothing_that_we_measure_with_is_trained_on() -> None:
    known = set(map(as_typed, trained_on()))
    found = sorted(message for message in set(measured_with()) if as_typed(message) in known)
    assert not found, listed(found)


def test_nothing_that_we_measure_with_is_nearly_trained_on() -> None:
    measured = set(measured_with())
    pairs = [pair for one, other in alike() for pair in ((one, other), (other, one))]
    found = sorted(
        f"{ours!r}, trained on {other!r}" for ours, other in pairs if ours in measured and other in trained_on()
    )
    assert not found, listed(found)
