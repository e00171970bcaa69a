"""People who write while something goes wrong, by the web channel and by text, and what became of it."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bench.asking import MESSAGE, START, ask, route_of, words_of
from bench.engines import SECRET, EnginesRunning

WEB, TEXTING = 6, 2
PAUSE, PAUSE_TEXT = 0.2, 0.5
LONGEST = 30.0
# The first opens an emergency; each of the others stays within it as long as it is remembered.
TALK = ("my mate wont wake up", *(f"what is the number for {name}" for name in ("frank", "release", "samaritans")))
# The card of last resort, and the one for an emergency: the bot itself was not in time, and knows nothing of that turn.
CARDS = ("Something is wrong on our side.", "Call 999 now. Tell them what you see. Do what they say.")
# Its answer is two texts.
TEXT = "my mate wont wake up"
FORGOT = "I cannot see that now"


@dataclass
class Outcome:
    """What was counted. `sent` are the texts that went out by a call of the bot's, by number and words."""

    requests: int = 0
    lost: list[str] = field(default_factory=list)
    forgotten: int = 0
    told: int = 0
    cards: int = 0
    slowest: float = 0.0
    answered_otherwise: int = 0
    texts: int = 0
    sent: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def sent_twice(self) -> int:
        return sum(many - 1 for many in self.sent.values())

    @property
    def doubled(self) -> int:
        return self.answered_otherwise + self.sent_twice

    def took(self, seconds: float) -> None:
        self.requests += 1
        self.slowest = max(self.slowest, seconds)


async def everybody(engines: EnginesRunning, seconds: float, outcome: Outcome, *, elsewhere: bool = False) -> None:
    """Writes for so long, and waits until the last is answered."""
    until = time.monotonic() + seconds
    timeout = aiohttp.ClientTimeout(total=LONGEST)
    # A connection of one's own for each request: what is lost is not hidden by a client that asks again.
    connector = aiohttp.TCPConnector(force_close=True)
    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as session:
        web = [_talks(session, engines, until, outcome) for _ in range(WEB)]
        await asyncio.gather(
            *web, *(_texts(session, engines, until, outcome, number, elsewhere=elsewhere) for number in range(TEXTING))
        )


async def _talks(session: aiohttp.ClientSession, engines: EnginesRunning, until: float, outcome: Outcome) -> None:
    while time.monotonic() < until:
        started = await _asked(session, engines.url + START, {}, outcome)
        if not started:
            continue
        conversation = started["conversation"]
        for turn, words in enumerate(TALK):
            body = {"conversation": conversation, "message": words}
            reply = await _asked(session, engines.url + MESSAGE, body, outcome)
            if reply and not _is_known(reply, turn, outcome):
                break
            await asyncio.sleep(PAUSE)
            if time.monotonic() >= until:
                return


def _is_known(reply: Any, turn: int, outcome: Outcome) -> bool:
    """Whether the conversation goes on as it was."""
    said = words_of(reply)
    outcome.told += FORGOT in said
    if any(card in said for card in CARDS):
        outcome.cards += 1
        return False
    if turn and route_of(reply) != "emergency":
        outcome.forgotten += 1
        return False
    return True


async def _asked(session: aiohttp.ClientSession, address: str, body: dict[str, str], outcome: Outcome) -> Any:
    one = await ask(session, address, body)
    outcome.took(one.seconds)
    if (content := one.content) is None:
        outcome.lost.append(one.lacks)
        await asyncio.sleep(PAUSE)
    return content


async def _texts(
    session: aiohttp.ClientSession,
    engines: EnginesRunning,
    until: float,
    outcome: Outcome,
    who: int,
    *,
    elsewhere: bool,
) -> None:
    """Each text is handed over again, as a gateway does that heard nothing; `elsewhere` is directly to any worker."""
    for number in itertools.count():
        if time.monotonic() >= until:
            return
        sender = f"+4477009{who}{int(time.time()) % 1000:03}{number % 100:02}"
        query = {
            "secret": SECRET,
            "from": sender,
            "to": "+447700900999",
            "text": TEXT,
            "id": f"{who}-{number}",
            "at": "1",
        }
        first = await _text(session, engines.url, query, outcome)
        if first is None:
            outcome.lost.append("text")
            continue
        if any(card in first for card in CARDS):
            # It is one text, of which nothing follows.
            outcome.cards += 1
            continue
        outcome.texts += 1
        await asyncio.sleep(PAUSE_TEXT)
        again = await _text(
            session,
            f"http://127.0.0.1:{engines.first + number % engines.many}" if elsewhere else engines.url,
            query,
            outcome,
        )
        outcome.answered_otherwise += again is not None and again != first


async def _text(session: aiohttp.ClientSession, url: str, query: dict[str, str], outcome: Outcome) -> str | None:
    began = time.monotonic()
    try:
        async with session.get(f"{url}/webhooks/sms/kannel", params=query) as answer:
            found = await answer.text() if answer.status == 200 else None
    except (aiohttp.ClientError, OSError, TimeoutError):
        found = None
    outcome.took(time.monotonic() - began)
    return found or None
