"""Whether somebody says in another language that they wish to die, by the words of `rules/wish_to_die.yml`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.understanding.red_flags.lexicon import Lexicon
from bot.understanding.red_flags.rules import load


def wishes_to_die(pieces: Sequence[str]) -> bool:
    """`pieces` are what `fold` makes of the message."""
    return bool(_lexicon().found(pieces))


@cache
def _lexicon() -> Lexicon:
    return Lexicon(load("wish_to_die"))
