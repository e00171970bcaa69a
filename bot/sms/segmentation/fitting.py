"""A whole reply as texts: what is sent at once, what waits for MORE, and the choices by number.

An emergency's first text is one part, with whole lines; every other text is two parts at most. Texts are filled by
paragraph, else by line, sentence or word, and never cut between a service's name and its number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from actions.replies.plan import ENGLISH
from bot.engine.reply import buttons, signpost_of, spoken
from bot.sms.message import WATCHED
from bot.sms.segmentation.cutting import Fits, cut
from bot.sms.segmentation.septets import parts, plain
from bot.sms.wording import endings

if TYPE_CHECKING:
    from bot.engine.safety_net import Messages

# Of these no text may say at its beginning what it is about: others may see a locked screen.
DISCREET = WATCHED | {"crisis"}
SAVES = "999"
# Of an emergency, sent at once: its first text and two more.
AT_ONCE = 3


@dataclass(frozen=True)
class Choice:
    """A button as a number to text; `payload` is what the safety net takes for it."""

    number: int
    title: str
    payload: str


@dataclass(frozen=True)
class Fitted:
    """Texts as they go out: `now` at once, each of `more` for one MORE. The choices stand in `now`."""

    now: tuple[str, ...]
    more: tuple[str, ...]
    choices: tuple[Choice, ...]


def fit(messages: Messages) -> Fitted:
    """What a reply in Rasa's shape, the signpost last, becomes. Another language comes first, in a text of its own."""
    signpost = signpost_of(messages)
    english, foreign = _by_language(messages)
    choices = _choices(messages)
    if signpost.is_emergency:
        now, more = _emergency(english)
    else:
        now, more = _other(english, choices, endings().rest if signpost.route in DISCREET else "")
    opening = _opening(foreign)
    return Fitted((*opening[:1], *now, *opening[1:]), more, choices)


def _by_language(messages: Messages) -> tuple[list[str], list[str]]:
    """English in plain letters; other languages as they are written, since a letter without its mark is another."""
    texts = [(message["text"].strip(), language) for message, language in spoken(messages)]
    english = _said_once(plain(text) for text, language in texts if language == ENGLISH)
    return english, [text for text, language in texts if language != ENGLISH]


def _said_once(paragraphs: Iterable[str]) -> list[str]:
    """Without a line on 999 that stood there before: it comes in front of replies that may end with the same."""
    said: set[str] = set()
    kept = []
    for paragraph in paragraphs:
        lines = [line for line in paragraph.split("\n") if SAVES not in line or line not in said]
        said.update(lines)
        kept.append("\n".join(lines).strip())
    return [paragraph for paragraph in kept if paragraph]


def _choices(messages: Messages) -> tuple[Choice, ...]:
    rows = enumerate(buttons(messages), start=1)
    return tuple(Choice(at, plain(row["title"]), row["payload"]) for at, row in rows)


def _opening(foreign: list[str]) -> list[str]:
    """The other language's sentences in one part where they fit, else a part each, 999 first."""
    together = "\n".join(foreign)
    return [together] if together and parts(together) == 1 else _filled(foreign, _in_parts(1))


def _emergency(paragraphs: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not paragraphs:
        return (), ()
    first, rest = cut(paragraphs, _in_parts(1), at_any_line=True)
    texts = _filled(rest, _in_parts(2))
    now, late = texts[: AT_ONCE - 1], texts[AT_ONCE - 1 :]
    return (first, *now), tuple(_waiting(late))


def _other(paragraphs: list[str], choices: Sequence[Choice], rest_of: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    numbered = [f"{choice.number} {choice.title}" for choice in choices]
    below = "\n".join([*numbered, endings().choose]) if choices else ""
    whole = _joined(*paragraphs, below)
    if not whole or _in_parts(2)(whole):
        return ((whole,) if whole else ()), ()
    ending = _joined(below, endings().more)

    def beside(text: str) -> bool:
        return _in_parts(2)(_joined(text, ending))

    if choices and not beside(paragraphs[0]):
        first, rest = cut(paragraphs, _in_parts(2))
        return (first, ending if rest else below), tuple(_waiting(rest, rest_of))
    first, rest = cut(paragraphs, beside)
    if SAVES not in first and SAVES in "".join(rest):
        first, rest = cut(_sooner(paragraphs), beside)
    return (_joined(first, ending),), tuple(_waiting(rest, rest_of))


def _sooner(paragraphs: list[str]) -> list[str]:
    """With the paragraph on 999 behind the first one: it does not wait for MORE."""
    first, *others = paragraphs
    return [first, *sorted(others, key=lambda paragraph: SAVES not in paragraph)]


def _waiting(paragraphs: list[str], rest_of: str = "") -> list[str]:
    """Each text begins with `rest_of`, and each but the last says that there is more."""
    texts: list[str] = []
    while paragraphs:
        whole = _joined(rest_of, *paragraphs)
        if _in_parts(2)(whole):
            return [*texts, whole]
        first, paragraphs = cut(paragraphs, lambda text: _in_parts(2)(_joined(rest_of, text, endings().more)))
        texts.append(_joined(rest_of, first, endings().more))
    return texts


def _filled(paragraphs: list[str], fits: Fits) -> list[str]:
    texts: list[str] = []
    while paragraphs:
        text, paragraphs = cut(paragraphs, fits)
        texts.append(text)
    return texts


def _in_parts(most: int) -> Callable[[str], bool]:
    return lambda text: parts(text) <= most


def _joined(*pieces: str) -> str:
    return "\n".join(filter(None, pieces))
