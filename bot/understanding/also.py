"""What else a message says: news or thanks in its first sentences hide the need or question in its last."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.conversation.reading import READING, Reading
from actions.conversation.situation import Situation
from actions.intents import EMERGENCY, SAME
from bot.understanding.chances import chance_of
from bot.understanding.decision import FEARED
from bot.understanding.grounds import OVER

# What is said beside something else, and outweighs it in one reading of the whole.
OPENINGS = frozenset({"update_over", "thanks", "deny", "vent"})
_SENTENCES = re.compile(r"(?<=[.!?\n])\s+")
FEWEST_WORDS = 3
# As sure as a first message must be where only a service's name speaks for it.
ENOUGH = 0.3
# News that is beyond doubt, and danger that is more likely than not.
PLAIN, LIKELY = 0.83, 0.5


def last_sentence(parsed: Mapping[str, Any]) -> str | None:
    """The end of a message of several sentences of which nothing but an opening was understood; else None."""
    reading = Reading.of(parsed)
    if reading.act not in OPENINGS or reading.ask or reading.need not in (None, SAME):
        return None
    _, *others = _SENTENCES.split(str(parsed.get("text") or "").strip())
    return others[-1] if others and len(others[-1].split()) >= FEWEST_WORDS else None


def situation_at_its_end(parsed: Mapping[str, Any], before: Situation) -> Situation:
    """As it is once the opening is said."""
    return before.after(Reading.of(parsed))


def with_end(parsed: Mapping[str, Any], end: Mapping[str, Any], before: Situation) -> dict[str, Any]:
    """The whole message's reading with the calm need and question of its end, and its intent where there is one.

    Where an emergency is open or was feared, danger at its end outweighs the news before it.
    """
    found, intent = Reading.of(end), end.get("intent") or {}
    if found.need == EMERGENCY and before.emergency in FEARED:
        return {**end, "text": parsed.get("text")} if _outweighs(end, parsed) else dict(parsed)
    need = found.need if found.need not in (EMERGENCY, SAME, "out_of_scope") else None
    if not (need or found.ask) or float(intent.get("confidence") or 0.0) < ENOUGH:
        return dict(parsed)
    reading = replace(Reading.of(parsed), need=need, ask=found.ask)
    primary = {**intent, "name": reading.primary(None) or intent.get("name")}
    return {**parsed, "intent": primary, READING: reading.as_dict()}


def _outweighs(end: Mapping[str, Any], parsed: Mapping[str, Any]) -> bool:
    """Plain news gives way to plain danger alone: one that rules see, or that is more likely than not."""
    is_plain = chance_of(parsed, "act", OVER) >= PLAIN
    has_sign = any(row.get("entity") == "danger" for row in end.get("entities") or ())
    return not is_plain or chance_of(end, "need", EMERGENCY) >= LIKELY or has_sign
