"""Lists of what failed, in the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evaluation.explained import Explained
from evaluation.results import Named
from evaluation.tables import cell, table
from evaluation.words import ALL_EXPLAINED, NONE, NOT_EXPLAINED, SOME_EXPLAINED

# A column's heading and what stands in it for a turn.
Column = tuple[str, Callable[[Named], str]]

ID: Column = ("id", lambda one: one.id)
MESSAGE: Column = ("message", lambda one: cell(one.heard.turn.say))
GIVEN: Column = ("what was wrong", lambda one: cell(one.heard.why or "-"))
FLAG: Column = ("red flag", lambda one: _flag(one))
CHANCE: Column = ("probability of an emergency", lambda one: f"{one.heard.reading.emergency:.2f}")


def misses(turns: Sequence[Named], explained: Explained, *, words: bool) -> str:
    """Missed emergencies, each beside the sentence that explains it or a clear word that none does yet."""
    if not turns:
        return NONE
    why: Column = ("why it was missed", lambda one: cell(explained[one.id]) if one.id in explained else NOT_EXPLAINED)
    without = sum(one.id not in explained for one in turns)
    said = SOME_EXPLAINED.format(without=without, all=len(turns)) if without else ALL_EXPLAINED
    return f"{said}\n\n{_listing(turns, [GIVEN, FLAG, CHANCE, why], words=words)}"


def alarms(turns: Sequence[Named], *, words: bool) -> str:
    """False alarms."""
    return _listing(turns, [GIVEN, FLAG, CHANCE], words=words) if turns else NONE


def _listing(turns: Sequence[Named], columns: Sequence[Column], *, words: bool) -> str:
    """Without the words where nobody should learn from them."""
    shown = [ID, *([MESSAGE] if words else []), *columns]
    rows = [[write(one) for _, write in shown] for one in turns]
    return table([head for head, _ in shown], rows, numbers_from=len(shown))


def _flag(one: Named) -> str:
    danger = one.heard.reading.danger
    return f"{danger.kind}, {'sure' if danger.sure else 'hint'} (`{danger.rule}`)" if danger else "none"
