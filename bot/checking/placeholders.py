"""Whether every placeholder of the wording is one that the directory, an action or a card fills."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.replies.rendering import PICTURE
from actions.replies.turn import PLACES
from bot.checking.responses import CARDS
from bot.checking.spoken import ANY_SERVICE, PLACEHOLDER, Spoken
from bot.checking.wording_rules import REACHES
from directory.errors import Problem, nearest
from directory.freshness import may_print
from directory.models import Service
from directory.shape import LAW, ROLES, TEXT_CLAIMS
from directory.store import Directory

FILLED_BY_ACTIONS = frozenset((
    "steps", "dont", "signs", "place", "elsewhere", "opening", "detail", "closes", "opens", "closed", "until",
    "town", "county",
))  # fmt: skip
# They stand for a service that only the conversation knows.
ANY = frozenset((ANY_SERVICE, "elsewhere"))
OF_THE_LAW = "law"
FILLED_BY_CARDS = frozenset((
    "name", "number", "description", "keyword", "web", "email", "address", "hours", "cost", "opens", "kind",
    "fallback", "since", "via", "first", "last",
))  # fmt: skip
WHOLE = frozenset(("card", "brief"))
PARTS = REACHES | frozenset(TEXT_CLAIMS)


def unfilled(text: Spoken, directory: Directory) -> Iterator[Problem]:
    """Each placeholder that nothing fills."""
    for place, line in enumerate(PICTURE.sub("", text.written).split("\n")):
        if re.search(r"[{}]", PLACEHOLDER.sub("", line)):
            yield text.problem("a brace has no partner, write {name} or take it out", place)
        for inner in PLACEHOLDER.findall(line):
            # A mark of what has to be there for its line to stand is filled by the same.
            if wrong := _wrong(text.file, inner.removesuffix("?"), directory):
                yield text.problem(f"{{{inner}}} cannot be filled: {wrong}", place)


def _wrong(file: str, inner: str, directory: Directory) -> str | None:
    owner, dot, part = inner.partition(".")
    if owner == OF_THE_LAW:
        return None if part in LAW else f"of the law there is {', '.join(LAW)}"
    filled = FILLED_BY_ACTIONS | set(PLACES) | {ANY_SERVICE} | (FILLED_BY_CARDS if file == CARDS else frozenset())
    if not dot and owner in filled:
        return None
    services = directory.service_ids()
    if owner not in {*ANY, *ROLES, *services}:
        like = nearest(owner, sorted({*services, *ROLES, *FILLED_BY_ACTIONS}))
        return f"there is no service {owner}, " + (f"did you mean {like}?" if like else "see: signpost directory list")
    if not dot:
        return None
    if part not in PARTS:
        like = nearest(part, sorted(PARTS))
        return f"nothing is called {part}, " + (f"did you mean {like}?" if like else "docs/wording.md lists what is")
    # One town's service has what another's lacks, and a new town's has nothing yet: there the line is left out.
    if part in WHOLE or owner not in services or _has(directory.service(owner), part):
        return None
    return f"the directory has no {part} of {owner}, add it there or take the line out"


def _has(service: Service, part: str) -> bool:
    contact = service.contact(part)
    return bool(service.claim(part)) or (contact is not None and may_print(contact))
