"""Whether somebody says in another language that they wish to die, by the words of `rules/wish_to_die.yml`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.understanding.red_flags.lexicon import Lexicon
from bot.understanding.red_flags.rules import load


def wish_to_die(pieces: Sequence[str]) -> str:
    """The language in which it is said, the first in the file of those that share the words; empty where it is not.

    `pieces` are what `fold` makes of the message.
    """
    found = _lexicon().found(pieces)
    return next((language for language in load("wish_to_die") if language in found), "") if found else ""


@cache
def _lexicon() -> Lexicon:
    return Lexicon(load("wish_to_die"))
