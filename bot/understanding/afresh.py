"""A calm conversation must not talk a danger down: what may be one is read once more as if it were said first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.conversation.leaning import LEANING
from actions.conversation.reading import READING, Reading
from actions.conversation.situation import Situation
from actions.intents import EMERGENCY, SAME
from bot.understanding.chances import chance_of
from bot.understanding.decision import FEARED

# From here on it is read again, which takes as long once more: 13 of 468 turns of 120 development conversations.
WORTH_A_LOOK = 0.02
# Said first, it must be likelier than what is enough of a first message: the situation spoke against it. Where an open
# need spoke clearly, much likelier: of 57 such turns 15 calm ones are calm again, for none that was danger.
ENOUGH = 0.25
UNLIKELY, ENOUGH_ALL_THE_SAME = 0.08, 0.7


def may_be_missed(parsed: Mapping[str, Any], before: Situation) -> bool:
    """Whether a message in the middle of a calm conversation should be read once more without it."""
    # After weak signs little is enough as it is.
    if before.route is None or before.emergency in FEARED:
        return False
    return _intent(parsed) != EMERGENCY and _danger(parsed) >= WORTH_A_LOOK


def as_weak_danger(afresh: Mapping[str, Any], parsed: Mapping[str, Any]) -> dict[str, Any]:
    """The second reading, with the first for what it is about if it turns out to be none."""
    within = {**afresh, LEANING: parsed.get(LEANING)}
    reading = Reading.of(afresh)
    if reading.instead is None:
        return within
    instead = Reading.of(parsed).need or SAME
    return {**within, READING: replace(reading, instead=instead).as_dict()}


def is_likely_danger(afresh: Mapping[str, Any], parsed: Mapping[str, Any], before: Situation) -> bool:
    """Whether what was read without the conversation is danger all the same; `parsed` was read within it."""
    spoke_against_it = before.topic is not None and _danger(parsed) < UNLIKELY
    return _intent(afresh) == EMERGENCY and _danger(afresh) >= (ENOUGH_ALL_THE_SAME if spoke_against_it else ENOUGH)


def _intent(parsed: Mapping[str, Any]) -> str:
    return str((parsed.get("intent") or {}).get("name"))


def _danger(parsed: Mapping[str, Any]) -> float:
    return chance_of(parsed, "need", EMERGENCY)
