"""What is asked of every reply as it is texted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bot.sms.segmentation.fitting import Fitted, fit
from bot.sms.segmentation.septets import is_gsm, parts, septets, units
from bot.sms.wording import endings
from bot.understanding.red_flags.rules import load
from directory.freshness import may_print
from directory.store import Directory
from tests.conversing import Reply
from tests.holding import NUMBER, faults, known_numbers

MORE, CHOOSE, REST = endings().more, endings().choose, endings().rest
LANGUAGES = tuple(load("languages")["languages"])
# What somebody who sees the first words on a locked phone must not learn.
TELLING = re.compile(
    r"suicid|harm|hurt|kill|die\b|danger|abus|drug|drink|child|polic|crisis|helpline|samaritan|shout|frank|gang|home",
    re.I,
)
FIRST_WORDS = 40
NEUTRAL = frozenset({"crisis", "safeguarding", "slavery"})
# Warnings that may come before a reply that is long already.
LONG_BEFORE = ("Please do not stop anything", "I am a computer. I can't send help")
MORE_PRESSING = (
    "Naloxone is", "If you see any of these, call 999", "Relay UK for 999", "If it is going on now, call 999",
    "If someone is in danger now, call 999",
)  # fmt: skip
TOLD = "nothing is passed on"
TELLS = frozenset({"report", "safeguarding", "crisis"})
# May lead any reply: somebody may be dying.
IN_DOUBT = "If someone may die, call 999 now."
# Spoken of as everybody speaks of them, so that their names alone signpost nobody.
EVERYDAY = frozenset({"police-101", "emergency-999"})


class Hold:
    """Checks a reply to a text, each once: of those of a walk nineteen in twenty are alike."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._known = known_numbers(directory)
        self._held: dict[str, Fitted] = {}

    def __call__(self, reply: Reply) -> Fitted:
        whole = repr(reply)
        if whole not in self._held:
            self._held[whole] = self._checked(reply)
        return self._held[whole]

    def _checked(self, reply: Reply) -> Fitted:
        assert faults(reply, self._directory) == []
        fitted = fit(reply)
        assert list(self._troubles(fitted, reply[-1]["custom"]["signpost"])) == [], (*fitted.now, *fitted.more)
        return fitted

    def _troubles(self, fitted: Fitted, signpost: dict[str, Any]) -> Iterator[str]:
        foreign = set(signpost["languages"]) != {"en"}
        if foreign and signpost["route"] == "crisis" and len(fitted.now) > 2:
            # 999 and who listens stand in the first; the interpreters, where there is no room, in one behind the reply.
            fitted = Fitted(fitted.now[:-1], fitted.more, fitted.choices)
        yield from _sizes(fitted, signpost["route"], foreign=foreign)
        yield from _endings(fitted)
        yield from _beginning(fitted, signpost["route"], foreign=foreign)
        yield from self._first(fitted, signpost["services"])
        yield from self._numbers((*fitted.now, *fitted.more))
        said = ""
        for count, text in enumerate((*fitted.now, *fitted.more), start=1):
            said += "\n" + text
            if count >= len(fitted.now):
                yield from self._named(said)

    def _numbers(self, sent: Sequence[str]) -> Iterator[str]:
        for text in sent:
            found = NUMBER.findall(re.sub(r"(?m)^\d (?=[A-Z])", "", text))
            yield from (f"unknown number {number}" for number in found if number not in self._known)

    def _first(self, fitted: Fitted, services: Sequence[str]) -> Iterator[str]:
        """Whom to contact first does not wait for MORE, but where something else may save a life."""
        now = "\n".join(fitted.now)
        first = next((one for one in services if one != "emergency-999"), None)
        pressing = any(text.startswith((*LONG_BEFORE, *MORE_PRESSING, IN_DOUBT)) for text in fitted.now)
        if first is None or pressing:
            return
        ways = [row.value for row in self._directory.service(first).contacts if may_print(row)]
        if ways and not any(way in now for way in ways):
            yield f"{first} waits"

    def _named(self, said: str) -> Iterator[str]:
        """By the time that somebody is named, there is a way to reach them or those who put people through."""
        frank = self._directory.service("frank").contact("phone")
        assert frank
        for one in self._directory.service_ids():
            service = self._directory.service(one)
            name = service.spoken_name
            if one in EVERYDAY or not re.search(rf"(?<!\w){re.escape(name[1:])}(?!\w)", said):
                continue
            ways = [row.value for row in service.contacts if may_print(row)] or [frank.value]
            if not any(way in said for way in ways):
                yield f"{one} is named and cannot be reached"


def _sizes(fitted: Fitted, route: str, *, foreign: bool) -> Iterator[str]:
    english = fitted.now[1:] if foreign else fitted.now
    if foreign and (units(fitted.now[0]) > 70 if not is_gsm(fitted.now[0]) else septets(fitted.now[0]) > 160):
        yield "the other language is more than one part"
    if route == "emergency":
        if septets(english[0]) > 160:
            yield f"the first text is {septets(english[0])} long"
        if len(english) > 3 or fitted.more:
            yield "an emergency waits"
    elif len(english) != 1:
        yield f"{len(english)} texts at once"
    yield from (f"not plain: {text!r}" for text in (*english, *fitted.more) if not is_gsm(text))
    yield from (f"too long: {text!r}" for text in (*english, *fitted.more) if parts(text) > 2)


def _endings(fitted: Fitted) -> Iterator[str]:
    sent = (*fitted.now, *fitted.more)
    for count, text in enumerate(sent, start=1):
        if text.endswith(MORE) != (len(fitted.now) <= count < len(sent)):
            yield f"MORE is offered wrongly: {text!r}"
        if re.match(r"\d{3}|if not\b", text, re.I) or text != text.strip():
            yield f"cut badly before {text!r}"
    choices = "\n".join([*(f"{row.number} {row.title}" for row in fitted.choices), CHOOSE])
    if fitted.choices and choices not in fitted.now[-1]:
        yield "the choices are not all there"
    if fitted.choices and fitted.more and not fitted.now[0].startswith((*LONG_BEFORE, IN_DOUBT)):
        yield "choices and MORE are offered at once"
    if "999" in "".join(fitted.more) and "999" not in "".join(fitted.now):
        yield "999 waits"


def _beginning(fitted: Fitted, route: str, *, foreign: bool) -> Iterator[str]:
    first = fitted.now[0]
    if route == "emergency" and "999" not in first[:28]:
        yield f"999 is late: {first!r}"
    if route in NEUTRAL and not foreign:
        seen = first.removeprefix(IN_DOUBT)[:FIRST_WORDS]
        if not seen.startswith("I have no one else") and (found := TELLING.search(seen)):
            yield f"a locked phone shows {found[0]!r}"
        yield from (f"a locked phone shows more: {text!r}" for text in fitted.more if not text.startswith(REST))
    if route in TELLS and not any(words in first for words in LONG_BEFORE):
        now, more = "".join(fitted.now), "".join(fitted.more)
        if TOLD in more and TOLD not in now:
            yield "that nobody reads this waits"
