"""How a reply is laid out: its first service as a card, an emergency's steps as a list, ways without voice."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any

from actions.replies.cards import Cards
from actions.replies.plan import Plan
from actions.replies.rendering import EASY, Renderer
from bot.engine.reply import Message, Signpost, signpost_of, spoken
from bot.engine.response_files import readable_wording
from bot.web.contacts import capital, card_wording
from bot.web.people import SomebodyToTalkTo, State, people
from bot.web.pictures import pictures_of_steps
from bot.web.rows import easy_of
from bot.web.ways import way
from bot.web.wording import EMERGENCY_NUMBER
from directory.errors import DirectoryError
from directory.freshness import Printable
from directory.hours import LONDON
from directory.live import LiveDirectory
from directory.models import EMERGENCY_SERVICE, Service
from directory.store import Directory

# How people reach 999 who cannot speak to it.
ACCESS = "utter_emergency_access"
PEOPLE = "utter_people"
OWNER = re.compile(r"\{([a-z0-9-]+)\.")

Words = Mapping[str, str]


class Layout:
    """Adds `layout` beside the signpost of a reply, for pages: no word of the reply is changed.

    `card` stands in place of the line that names the first service and says the same with room for all of it; `steps`
    are lines in a row to be numbered, and `then` as many of the message after them. Both name their message among those
    with words, and their line in it. `access` is a paragraph below an emergency. `easy` is the same for the messages of
    easy read, where the reply has those; steps get their pictures there, and `access` is a message like them.
    `unreviewed` says below all of it, in the reply's other language, that nobody who speaks it has checked its lines.

    `as_told` are lines that are steps beside those of the directory, and `unreviewed_in` has those words by language.
    """

    def __init__(self, directory: LiveDirectory, labels: Words, as_told: Iterable[str], unreviewed_in: Words) -> None:
        self._wording = card_wording()
        self._said, _ = readable_wording()
        self._directory = directory
        self._labels = labels
        self._as_told = frozenset(as_told)
        self._unreviewed_in = unreviewed_in
        self._pictures = pictures_of_steps()

    def added(self, messages: Sequence[Message]) -> list[dict[str, Any]]:
        """The reply with its layout; as it was where there is nothing to lay out, or no directory."""
        *said, last = [dict(message) for message in messages]
        custom, easy = dict(last["custom"]), easy_of(messages)
        texts = [message["text"] for message, _ in spoken(messages)]
        try:
            directory, at = self._directory.current(), datetime.now(LONDON)
            layout = self._of(texts, signpost_of(messages), directory, at)
            if easy:
                custom["easy"] = [self._pictured(row, directory) for row in easy]
                layout["easy"] = self._of([row["text"] for row in easy], signpost_of(messages), directory, at, EASY)
        except DirectoryError:
            layout = {}
        layout |= self._unreviewed(signpost_of(messages))
        return [*said, {**last, "custom": {**custom, "layout": layout}} if layout else last]

    def people(self) -> Mapping[State, Sequence[SomebodyToTalkTo]]:
        """Who has people to talk to just now; nobody where there is no directory."""
        at = datetime.now(LONDON)
        try:
            directory = self._directory.current()
        except DirectoryError:
            return {}
        # Those that a reply names to whoever wants a person come first.
        first = list(dict.fromkeys(OWNER.findall(self._said[PEOPLE][0]["text"]))) if PEOPLE in self._said else []
        return people(directory, Cards(directory, self._wording.__getitem__, at), self._labels, at, first=first)

    def _unreviewed(self, signpost: Signpost) -> dict[str, Any]:
        known = [language for language in signpost.unreviewed if language in self._unreviewed_in]
        return {"unreviewed": {"text": self._unreviewed_in[known[0]], "language": known[0]}} if known else {}

    def _pictured(self, row: Mapping[str, Any], directory: Directory) -> dict[str, Any]:
        easy = {said: self._pictures.get(step, "") for step, said in directory.easy_steps().items()}
        drawn = {**self._pictures, **easy}
        lines = zip(row["text"].split("\n"), row["pictures"], strict=True)
        return {**row, "pictures": [picture or drawn.get(line, "") for line, picture in lines]}

    def _of(
        self, said: Sequence[str], signpost: Signpost, directory: Directory, at: datetime, channel: str = "web"
    ) -> dict[str, Any]:
        texts = [text.split("\n") for text in said]
        if signpost.is_emergency:
            return {**self._steps(texts, directory), **self._access(texts, directory, at, channel)}
        cards = Cards(directory, self._wording.__getitem__, at)
        return self._card(texts, cards, directory.service(signpost.services[0])) if signpost.services else {}

    def _steps(self, texts: list[list[str]], directory: Directory) -> dict[str, Any]:
        """From the line with 999 to the last of the steps that follow it, in this message and the next."""
        easy = directory.easy_steps()
        steps = [step for situation in directory.situations() for step in directory.steps(situation).steps]
        known = {*self._as_told, *steps, *(easy.get(step, step) for step in steps)}
        for message, (lines, after) in enumerate(zip(texts, [*texts[1:], []], strict=True)):
            to = 1 + _while(known, lines[1:])
            then = _while(known, after) if to == len(lines) else 0
            if EMERGENCY_NUMBER in lines[0] and to + then > 1:
                return {"steps": {"message": message, "from": 0, "to": to, "then": then}}
        return {}

    def _card(self, texts: list[list[str]], cards: Cards, service: Service) -> dict[str, Any]:
        name = capital(service.spoken_name)
        for message, lines in enumerate(texts):
            for line, words in enumerate(lines):
                if words.startswith(f"{name}: ") and (ways := self._ways(words, cards.reach(service))):
                    place = {"message": message, "line": line}
                    return {"card": {**place, "name": name, "ways": ways, "facts": cards.facts(service)}}
        return {}

    def access(self) -> str:
        """How deaf people reach 999, as a card of an emergency says it; empty where there is no directory."""
        try:
            row = self._access_row(self._directory.current(), datetime.now(LONDON), "web")
        except DirectoryError:
            return ""
        return str(row["text"]) if row else ""

    def _access(self, texts: list[list[str]], directory: Directory, at: datetime, channel: str) -> dict[str, Any]:
        """Nothing where the reply says it already."""
        row = None if _says_it(texts, directory) else self._access_row(directory, at, channel)
        return {"access": row if channel == EASY else row["text"]} if row else {}

    def _access_row(self, directory: Directory, at: datetime, channel: str) -> dict[str, Any] | None:
        if ACCESS not in self._said:
            return None
        renderer = Renderer({**self._said, **directory.wording}, directory, channel=channel, at=at)
        rendered = renderer.render(Plan("emergency", (ACCESS,)))
        if not rendered.messages:
            return None
        (text, *_), (language, *_), (pictures, *_) = rendered.messages, rendered.languages, rendered.pictures
        return {"text": text, "language": language, "pictures": list(pictures)}

    def _ways(self, words: str, reach: list[Printable]) -> list[dict[str, str]]:
        """Those that the line names first, in its order: it may have its reasons."""
        named = sorted(reach, key=lambda found: (found.text not in words, words.find(found.text)))
        return [shown for found in named if (shown := way(found, self._labels))]


def _while(known: Container[str], lines: Iterable[str]) -> int:
    """How many of them are known before the first that is not."""
    return len(list(takewhile(known.__contains__, lines)))


def _says_it(texts: list[list[str]], directory: Directory) -> bool:
    relay = directory.service(EMERGENCY_SERVICE).contact("textphone")
    return relay is not None and any(relay.value in line for lines in texts for line in lines)
