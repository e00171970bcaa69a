"""Lines of the log that others bring about."""

from __future__ import annotations

from bot.engine.seldom import Seldom


def test_each_line_is_said_once_a_minute() -> None:
    now = [0.0]
    seldom = Seldom(clock=lambda: now[0])
    assert [seldom.may_say(line) for line in ("a", "a", "b", "a")] == [True, False, True, False]
    now[0] = 59.0
    assert not seldom.may_say("a")
    now[0] = 60.0
    assert [seldom.may_say(line) for line in ("a", "a")] == [True, False]
