"""Words of other languages that speak of drugs or drink and of no danger: `rules/calm.yml`."""

from collections.abc import Sequence
from functools import cache

from bot.understanding.red_flags.languages import fold
from bot.understanding.red_flags.rules import load


def calm_language(pieces: Sequence[str]) -> str:
    """The language in which a message asks for help calmly, else nothing. Danger beside it is not looked for.

    `pieces` are what `fold` makes of it.
    """
    said, present = _framed(pieces), frozenset(pieces)
    return next((language for phrase, words, language in _phrases() if words <= present and phrase in said), "")


@cache
def _phrases() -> tuple[tuple[str, frozenset[str], str], ...]:
    written = ((fold(phrase), rule["language"]) for rule in load("calm") for phrase in rule["patterns"])
    return tuple((_framed(pieces), frozenset(pieces), language) for pieces, language in written)


def _framed(pieces: Sequence[str]) -> str:
    """A space around each."""
    return f" {' '.join(pieces)} "
