"""A reply in Rasa's shape: messages, and last of all its signpost, which says where it leads."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from actions.replies.plan import ENGLISH, ROUTES

Message = Mapping[str, Any]


@dataclass(frozen=True)
class Signpost:
    """Where a reply leads, whom it names, and in which language each of its texts is.

    `unreviewed` are those of these languages whose sentences nobody who speaks them has reviewed yet.
    """

    route: str
    services: tuple[str, ...]
    languages: tuple[str, ...]
    unreviewed: tuple[str, ...] = ()

    @property
    def is_emergency(self) -> bool:
        return self.route == "emergency"


NONE = Signpost("", (), ())


def beside_words(messages: Sequence[Message]) -> Mapping[str, Any]:
    """What goes with the reply as a whole: its signpost, and what a channel adds; empty where there is nothing."""
    custom = messages[-1].get("custom") if messages else None
    return custom if isinstance(custom, Mapping) else {}


def signpost_of(messages: Sequence[Message]) -> Signpost:
    """`NONE` where the last message holds no sound one: then no action of ours has made the reply to its end."""
    found = beside_words(messages).get("signpost")
    if not isinstance(found, Mapping):
        return NONE
    route, services = found.get("route"), found.get("services")
    if not isinstance(route, str) or route not in ROUTES or not isinstance(services, list):
        return NONE
    return Signpost(route, tuple(services), _listed(found, "languages"), _listed(found, "unreviewed"))


def spoken(messages: Sequence[Message]) -> Iterator[tuple[Message, str]]:
    """Each message that has words, with its language; English where nothing is said of it."""
    said = [message for message in messages if (message.get("text") or "").strip()]
    languages = signpost_of(messages).languages
    return zip(said, [*languages, *[ENGLISH] * len(said)], strict=False)


def with_last_words(messages: Sequence[Message], text: str) -> list[dict[str, Any]]:
    """The same reply with one more text, in English, before its signpost."""
    *said, last = map(dict, messages)
    signpost = dict(last["custom"]["signpost"])
    if isinstance(signpost.get("languages"), list):
        signpost["languages"] = [*signpost["languages"], ENGLISH]
    told = {"recipient_id": last.get("recipient_id"), "text": text}
    custom = {**last["custom"], "signpost": signpost}
    if "easy" in custom:
        custom["easy"] = [*custom["easy"], {"text": text, "language": ENGLISH, "pictures": [""]}]
    return [*said, told, {**last, "custom": custom}]


def buttons(messages: Sequence[Message]) -> list[dict[str, str]]:
    """Those of all messages, in their order."""
    return [button for message in messages for button in message.get("buttons") or ()]


def marked(messages: Sequence[Message], unreviewed: Container[str]) -> list[dict[str, Any]]:
    """The same reply; its signpost names those of its languages that are `unreviewed`, where there are any."""
    found = [language for language in dict.fromkeys(signpost_of(messages).languages) if language in unreviewed]
    *said, last = map(dict, messages)
    if not found:
        return [*said, last]
    signpost = {**last["custom"]["signpost"], "unreviewed": found}
    return [*said, {**last, "custom": {**last["custom"], "signpost": signpost}}]


def is_whole(messages: Sequence[Message]) -> bool:
    """Whether it has words and leads somewhere."""
    return signpost_of(messages) is not NONE and any(spoken(messages))


def _listed(found: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Empty where there is no such list."""
    rows = found.get(name)
    return tuple(rows) if isinstance(rows, list) else ()
