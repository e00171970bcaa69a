"""What the classifier and the rules see of a message, and what is decided then."""

from __future__ import annotations

from actions.conversation.situation import Situation
from bot.understanding.decision import Decision, decide
from bot.understanding.grounds import Chances, Grounds
from bot.understanding.red_flags.danger import Danger
from bot.understanding.red_flags.detector import Assessment
from bot.understanding.thresholds import Thresholds

CALM = Assessment(None)
DENIED = Assessment(None, quietened=True)
SURE = Assessment(Danger("cannot-wake", "wont-wake", sure=True))
HINT = Assessment(Danger("cannot-wake", "asleep", sure=False))
AT = Thresholds()
START = Situation()
OPEN = Situation(topic="emergency", route="emergency", emergency="open", danger="cannot-wake")
DOUBTFUL = Situation(topic="treatment", route="emergency", emergency="doubtful")
TREATMENT = Situation(topic="treatment", route="treatment", services=("inclusion-havant", "frank"))


def chances(
    need: dict[str, float] | None = None, ask: dict[str, float] | None = None, act: dict[str, float] | None = None
) -> Chances:
    """What is given, and nothing with the rest of the probability."""
    acts = {"update_over": 0.0, "update_better": 0.0, **(act or {})}
    rows = {"need": need or {}, "ask": ask or {}, "act": acts}
    return {part: {**given, "none": 1 - sum(given.values())} for part, given in rows.items()}


def heard(
    given: Chances, *, before: Situation = START, assessment: Assessment = CALM, words: int = 5, named: bool = False
) -> Decision:
    return decide(Grounds(given, before, assessment, words, named=named), AT)
