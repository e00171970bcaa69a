"""Whether all of a message is a cry for help in another language, by the words of `rules/cry_for_help.yml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from bot.understanding.red_flags.languages import ENDS, fold
from bot.understanding.red_flags.rules import load


def cry_for_help(pieces: Sequence[str]) -> str:
    """Its language; empty where it is none, or more is said.

    `pieces` are what `fold` makes of the message.
    """
    return _cries().get(tuple(piece for piece in pieces if piece not in ENDS), "")


@cache
def _cries() -> Mapping[tuple[str, ...], str]:
    return {tuple(fold(cry)): language for language, cries in load("cry_for_help").items() for cry in cries}
