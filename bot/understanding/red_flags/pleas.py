"""In another language: a wish to die, and a message that is a cry for help and no more.

`rules/wish_to_die.yml` and `rules/cry_for_help.yml` have the words, by language. `pieces` are what `fold` makes of a
message.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from bot.understanding.red_flags.languages import ENDS, fold
from bot.understanding.red_flags.lexicon import Lexicon
from bot.understanding.red_flags.rules import load


def wish_to_die(pieces: Sequence[str]) -> str:
    """The language in which it is said, the first in the file of those that share the words; empty where it is not."""
    lexicon, languages = _wishes()
    found = lexicon.found(pieces)
    return next((language for language in languages if language in found), "")


def cry_for_help(pieces: Sequence[str]) -> str:
    """The language of a message that is one from beginning to end; empty where it is none, or more is said."""
    return _cries().get(tuple(piece for piece in pieces if piece not in ENDS), "")


@cache
def _wishes() -> tuple[Lexicon, tuple[str, ...]]:
    wishes = load("wish_to_die")
    return Lexicon(wishes), tuple(wishes)


@cache
def _cries() -> Mapping[tuple[str, ...], str]:
    return {tuple(fold(cry)): language for language, cries in load("cry_for_help").items() for cry in cries}
