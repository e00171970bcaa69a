"""Words of other languages that speak of drugs or drink and of no danger: `rules/calm.yml`."""

from functools import cache

from bot.understanding.red_flags.languages import fold
from bot.understanding.red_flags.rules import load


def calm_language(text: str) -> str:
    """The language in which a message asks for help calmly, else nothing. Danger beside it is not looked for."""
    said = _framed(text)
    return next((language for phrase, language in _phrases() if phrase in said), "")


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple((_framed(phrase), rule["language"]) for rule in load("calm") for phrase in rule["patterns"])


def _framed(text: str) -> str:
    """Folded, a space around each word."""
    return f" {' '.join(fold(text))} "
