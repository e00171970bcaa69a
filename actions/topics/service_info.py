"""A question about a named service."""

from __future__ import annotations

import re

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.details import detail
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn

# The word in a question that tells which detail is asked for; the first that fits wins.
ASKED = (
    ("hours", ("open", "close", "shut", "hours", "what time", "weekend", "24/7", "sunday", "saturday", " sat", " sun")),
    ("cost", ("cost", "free", "charge", "pay", "credit", "price", "bill")),
    ("where", ("where", "address", "how do i get to", "postcode", "near", "street", "road")),
    ("anonymous", ("anonymous", "my name", "confidential", "trace")),
    ("what_happens", ("what happens", "gp", "refer", "what do they ask", "waiting")),
)
# Names and misspellings score above it, chance likenesses of ordinary words below (tests/directory/test_search.py).
NEAR_ENOUGH = 0.45
OLD_FRANK = "old_phone"


class ActionServiceInfo(PlannedAction):
    """The service named, else the one of the turn before, else the nearest by search."""

    def name(self) -> str:
        return "action_service_info"

    def plan(self, turn: Turn) -> Plan:
        words = turn.text.lower()
        if cues.said("deaf", turn.text):
            return Plan("service_info", ("utter_deaf_999",))
        service = _meant(turn)
        if service is None:
            return Plan("service_info", ("utter_service_not_found",))
        return _answer(turn, service, words)


def _answer(turn: Turn, service: str, words: str) -> Plan:
    old = turn.directory.service(service).contact(OLD_FRANK)
    if old and old.value.replace(" ", "") in words.replace(" ", ""):
        return Plan("service_info", ("utter_frank_old_number",), service=service)
    for what, signs in ASKED:
        if any(sign in words for sign in signs):
            return detail(turn, service, what)
    return Plan("service_info", ("utter_service",), service=service)


def _meant(turn: Turn) -> str | None:
    plain = _by_plain_name(turn)
    if turn.named or plain:
        return plain or turn.service_meant
    found = turn.directory.search(turn.text, limit=1)
    if found and found[0].score >= NEAR_ENOUGH:
        return found[0].service_id
    return next(iter(turn.services), None)


def _by_plain_name(turn: Turn) -> str | None:
    """A service whose bare name is an everyday word (Release, Shout, AA): it counts once a service is asked for."""
    words = set(re.findall(r"[a-z]+", turn.text.lower()))
    for service_id in turn.directory.service_ids():
        name = turn.directory.service(service_id).spoken_name.split()
        initials = "".join(word[0] for word in name).lower() if name[-1] == "Anonymous" else ""
        if (len(name) == 1 and name[0].lower() in words) or initials in words:
            return service_id
    return None
