"""A record says all that is held of an id, and of two the newer counts."""

from __future__ import annotations

import logging
import time

import pytest

from bot.engine.expiring import HALF_AN_HOUR, ExpiringMap
from bot.state.records import Records
from bot.state.sealing import Keys
from bot.state.state import Codec

KEYS = Keys.fresh()
CODEC: Codec[str] = Codec()


class Telling:
    """A worker, as far as it holds words."""

    def __init__(self, keys: Keys = KEYS, codec: Codec[str] = CODEC, *, seconds: float = HALF_AN_HOUR) -> None:
        self.records = Records(keys)
        self.words: ExpiringMap[str] = self.records.map("words", codec, seconds=seconds)

    def says(self, known: str, words: str) -> bytes:
        """A sealed record of now."""
        self.words.set(known, words)
        return self.sealed(known)

    def sealed(self, known: str) -> bytes:
        self.records.date(known)
        return self.records.sealed(known)[0]


def test_what_one_holds_another_takes_once() -> None:
    one, other = Telling(), Telling()
    told = one.says("a", "first")
    assert [other.records.take_newer("a", told) for _ in range(2)] == [True, False]
    assert (other.words.get("a"), other.records.told()) == ("first", ["a"])


def test_of_two_the_newer_counts_in_whatever_order_they_come() -> None:
    one, other = Telling(), Telling()
    before, after = one.says("a", "before"), one.says("a", "after")
    assert (other.records.take_newer("a", after), other.records.take_newer("a", before)) == (True, False)
    assert other.words.get("a") == "after"


def test_two_of_the_same_moment_have_an_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_000.0)
    one, other = Telling(), Telling()
    other.records.take_newer("a", one.says("a", "before"))
    assert other.records.is_newer("a", one.says("a", "after"))


def test_where_nothing_is_held_any_more_that_is_told() -> None:
    one, other = Telling(), Telling()
    other.records.take_newer("a", one.says("a", "first"))
    one.words.forget("a")
    assert other.records.take_newer("a", one.sealed("a"))
    assert (other.words.get("a"), "a" in other.records) == (None, True)


@pytest.mark.parametrize("keys", [Keys.fresh(), KEYS], ids=["another key", "another id"])
def test_what_was_sealed_otherwise_is_as_if_there_were_nothing(keys: Keys) -> None:
    stranger, other = Telling(keys), Telling()
    assert not other.records.take_newer("a", stranger.says("a" if keys is not KEYS else "b", "x"))
    assert "a" not in other.records


def test_it_lasts_as_long_as_what_is_in_it() -> None:
    brief = Telling(seconds=60.0)
    brief.says("a", "x")
    assert 59 < brief.records.sealed("a")[1] <= 60
    assert brief.records.sealed("of nobody")[1] == HALF_AN_HOUR


def test_one_of_another_form_is_no_stop(caplog: pytest.LogCaptureFixture) -> None:
    one, other = Telling(codec=Codec(dump=lambda words: {"said": words})), Telling(codec=Codec(load=str.upper))
    with caplog.at_level(logging.ERROR):
        other.records.take_newer("a", one.says("a", "first"))
    assert caplog.messages == ["TypeError in what another worker told of a conversation"]
