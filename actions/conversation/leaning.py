"""What a conversation was about so far: how much of each need was in what was said, the newest counting most.

A message that says no need by itself ("turns 18 in june") is more about the need that is open. Where that one was
hardly in any message, and another one was, it is about the other. How it was measured: docs/decisions/0054.
"""

from __future__ import annotations

from collections.abc import Mapping

from actions.conversation.reading import GREETINGS, HOW_IT_GOES, Reading
from actions.intents import EMERGENCY, INTENTS, SAME

# Under this name the understanding hands it on beside the reading.
LEANING = "leaning"
# So much of it is left after each message: half after three.
KEPT = 0.8
MOST = 3
# So much must have been said of the other, and so much more than of the open one.
ENOUGH, CLEARLY = 0.3, 0.2
# Nobody is led back to danger, or to what was refused, by what was once likely.
LEFT_OUT = frozenset({"none", SAME, EMERGENCY, "out_of_scope", "decline", "hurt_someone"})
# Who spoke of suicide is not led away from it by what else was said.
STAYS = frozenset({"crisis"})
# What is said to anything, whatever it is about.
OF_NOTHING = GREETINGS | HOW_IT_GOES | {"vent", "stop"}


def leaning(before: Mapping[str, float], chances: Mapping[str, float]) -> dict[str, float]:
    """After a message whose need has these chances; the likeliest few."""
    names = (before.keys() | chances.keys()) - LEFT_OUT
    weights = {name: KEPT * before.get(name, 0.0) + chances.get(name, 0.0) for name in names}
    likeliest = sorted(weights, key=lambda name: (-weights[name], name))[:MOST]
    return {name: round(weights[name], 2) for name in likeliest}


def need_leant_on(weights: Mapping[str, float], topic: str | None, reading: Reading) -> str | None:
    """The need that a message without one is about, where that is another than the calm `topic`; else None."""
    says_none = reading.need in (None, SAME) and not reading.ask and reading.act not in OF_NOTHING
    if not says_none or topic is None or topic in LEFT_OUT | STAYS or not weights:
        return None
    likeliest = max(weights, key=lambda name: weights[name])
    is_clear = weights[likeliest] > max(ENOUGH, weights.get(topic, 0.0) + CLEARLY)
    return likeliest if is_clear and INTENTS[likeliest].route != INTENTS[topic].route else None
