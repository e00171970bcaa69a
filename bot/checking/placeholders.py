"""Whether every placeholder of the wording is one that the directory, an action or a card fills."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.replies.turn import PLACES
from bot.checking.responses import CARDS
from bot.checking.spoken import ANY_SERVICE, PLACEHOLDER, Spoken
from bot.checking.wording import REACHES
from directory.errors import Problem, nearest
from directory.freshness import may_print
from directory.models import Service
from directory.shape import TEXT_CLAIMS
from directory.store import Directory

FILLED_BY_ACTIONS = frozenset((
    "steps", "dont", "signs", "place", "opening", "detail", "closes", "opens", "closed", "until",
))  # fmt: skip
FILLED_BY_CARDS = frozenset((
    "name", "number", "description", "keyword", "web", "email", "address", "hours", "cost", "opens", "kind",
    "fallback", "since", "via", "first", "last",
))  # fmt: skip
WHOLE = frozenset(("card", "brief"))
PARTS = REACHES | frozenset(TEXT_CLAIMS)


def unfilled(text: Spoken, directory: Directory) -> Iterator[Problem]:
    """Each placeholder that nothing fills."""
    for place, line in text.lines:
        if re.search(r"[{}]", PLACEHOLDER.sub("", line)):
            yield text.problem("a brace has no partner, write {name} or take it out", place)
        for inner in PLACEHOLDER.findall(line):
            if wrong := _wrong(text.file, inner, directory):
                yield text.problem(f"{{{inner}}} cannot be filled: {wrong}", place)


def _wrong(file: str, inner: str, directory: Directory) -> str | None:
    owner, dot, part = inner.partition(".")
    filled = FILLED_BY_ACTIONS | set(PLACES) | {ANY_SERVICE} | (FILLED_BY_CARDS if file == CARDS else frozenset())
    if not dot and owner in filled:
        return None
    services = directory.service_ids()
    if owner != ANY_SERVICE and owner not in services:
        like = nearest(owner, sorted({*services, *FILLED_BY_ACTIONS}))
        return f"there is no service {owner}, " + (f"did you mean {like}?" if like else "see: signpost directory list")
    if not dot:
        return None
    if part not in PARTS:
        like = nearest(part, sorted(PARTS))
        return f"nothing is called {part}, " + (f"did you mean {like}?" if like else "docs/wording.md lists what is")
    some = [directory.service(service) for service in (services if owner == ANY_SERVICE else [owner])]
    if part in WHOLE or any(_has(service, part) for service in some):
        return None
    return f"the directory has no {part} of {owner}, add it there or take the line out"


def _has(service: Service, part: str) -> bool:
    contact = service.contact(part)
    return bool(service.claim(part)) or (contact is not None and may_print(contact))
