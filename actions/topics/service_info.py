"""A question about a named service."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.details import detail
from actions.speaking.names import plain_name
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn

# Which detail a question asks for; the first cue that is heard wins, and the number stands first.
ASKED = ("number", "hours", "cost", "where", "anonymous", "what_happens")
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
    for what in ASKED:
        if cues.said(f"asks_{what}", turn.text):
            return detail(turn, service, what)
    return Plan("service_info", ("utter_service",), service=service)


def _meant(turn: Turn) -> str | None:
    plain = plain_name(turn)
    if turn.named or plain:
        return plain or turn.service_meant
    found = turn.directory.search(turn.text, limit=1)
    if found and found[0].score >= NEAR_ENOUGH:
        return found[0].service_id
    return next(iter(turn.services), None)
