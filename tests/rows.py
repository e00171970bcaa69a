"""Tables in one test: every row is tried, and the test fails once with each bad row named.

For rows that are data and leave nothing behind: all of them share what the test's fixtures gave it. A table of a few
rows, or one whose rows each need a folder, an app or a clock of their own, is better with `pytest.mark.parametrize`.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pytest

Test = Callable[..., Any]
Row = Mapping[str, Any]
Ids = Iterable[object] | Callable[[Any], object] | None
# What pytest.skip and pytest.fail raise is no Exception.
BAD = (Exception, pytest.fail.Exception, pytest.skip.Exception, pytest.xfail.Exception)
# From here on a bad row is only named: a broken helper would fill a screen for each.
EXPLAINED = 20


def each_row(names: str | Sequence[str], rows: Iterable[Any], *, ids: Ids = None) -> Callable[[Test], Test]:
    """In place of `pytest.mark.parametrize`, written as that is; a row may be a `pytest.param` without marks."""
    wanted = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    table = _table(wanted, list(rows), ids)

    def over_all(test: Test) -> Test:
        runner = _in_turn_awaited if inspect.iscoroutinefunction(test) else _in_turn
        over = runner(test, table)
        asked = inspect.signature(test)
        left = [one for name, one in asked.parameters.items() if name not in wanted]
        assert len(left) == len(asked.parameters) - len(wanted), f"{test.__name__} does not take {wanted}"
        over.__signature__ = asked.replace(parameters=left)  # type: ignore[attr-defined]
        return over

    return over_all


def _table(names: list[str], rows: list[Any], ids: Ids) -> list[tuple[str, Row]]:
    """The rows by name, each with what it is called where it is bad."""
    found, called_so = [], list(ids) if isinstance(ids, Iterable) else []
    for place, row in enumerate(rows):
        param = row if hasattr(row, "marks") else pytest.param(*(row if len(names) > 1 else [row]))
        assert not param.marks, "a row with a mark of its own needs a test of its own"
        said = ", ".join(map(_short, map(ids, param.values) if callable(ids) else param.values))
        called = param.id or (called_so[place] if called_so else said)
        found.append((str(called), dict(zip(names, param.values, strict=True))))
    return found


def _short(value: object) -> str:
    named = getattr(value, "name", None) or getattr(value, "__name__", None)
    said = value if isinstance(value, str) else named or repr(value)
    return str(said) if len(str(said)) <= 200 else f"{str(said)[:200]}…"


def _in_turn(test: Test, table: list[tuple[str, Row]]) -> Test:
    @functools.wraps(test)
    def over(**given: Any) -> None:
        bad = []
        for called, row in table:
            try:
                test(**given, **row)
            except BAD as why:
                bad.append((called, why))
        _judge(bad, len(table))

    return over


def _in_turn_awaited(test: Test, table: list[tuple[str, Row]]) -> Test:
    @functools.wraps(test)
    async def over(**given: Any) -> None:
        bad = []
        for called, row in table:
            try:
                await test(**given, **row)
            except BAD as why:
                bad.append((called, why))
        _judge(bad, len(table))

    return over


def _judge(bad: list[tuple[str, BaseException]], tried: int) -> None:
    """Fails with every bad row, and with the first one's traceback before."""
    assert tried, "the table is empty: nothing was tried"
    if not bad:
        return
    said = [f"- {called}: {_reason(why)}" for called, why in bad[:EXPLAINED]]
    said += [f"- {called}" for called, _ in bad[EXPLAINED:]]
    raise AssertionError("\n".join([f"{len(bad)} of {tried} rows fail", *said])) from bad[0][1]


def _reason(why: BaseException) -> str:
    kind = "" if isinstance(why, AssertionError) else f"{type(why).__name__}: "
    return (kind + str(why)).replace("\n", "\n    ")
