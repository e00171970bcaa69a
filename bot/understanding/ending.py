"""Whether a message ends an emergency, or takes back what only looked like one."""

from __future__ import annotations

from actions.intents import EMERGENCY, SAME
from bot.understanding.grounds import BETTER, OVER, Grounds
from bot.understanding.thresholds import Thresholds

# From here on it is no use to say that nobody is in danger.
CERTAIN = 0.9
# What says nothing else: a danger to health goes on from what only looked like one.
NOTHING_ELSE = frozenset({"none", SAME, EMERGENCY, "out_of_scope", "health"})
# What was swallowed harms hours later: feeling well is no sign that it is nothing.
LATE = frozenset({"swallowed"})
# What is not seen to harm at once, or may be done the next minute: unclear words do not end it.
UNSEEN = LATE | {"child", "suicide-act"}
# After these, despair is no other thing.
OWN_HAND = frozenset({"suicide-act"})
# Dangers that are seen to pass: "she says she's ok" after a fit, but not after chest pain.
PASSING = frozenset({"fit", "cannot-wake", "not-breathing", "collapse"})
# Whoever breathes and does not wake goes on being in danger.
ASLEEP = frozenset({"cannot-wake", "collapse"})
# Being over is news that must stand out from being better.
STANDS_OUT = 1.5
PLAINLY = 0.4
# Once it is better, only news that is likelier than not ends it.
AGAIN = 0.5


def is_over(grounds: Grounds, at: Thresholds) -> bool:
    """Whether news ends an open emergency."""
    if grounds.is_sure:
        return grounds.good_news > at.leave_sure
    if _only_feels_well(grounds):
        return False
    if grounds.assessment.only_breathes and grounds.before.danger in ASLEEP:
        return False
    if grounds.assessment.all_clear and grounds.danger < CERTAIN:
        return True
    if grounds.assessment.they_are_well and grounds.before.danger in PASSING and not grounds.assessment.danger:
        return grounds.danger < at.open
    if grounds.assessment.quietened:
        return grounds.good_news > at.leave_denied and grounds.danger < at.quietened
    # News beside what is a danger all the same, or beside a no to help, is none yet.
    least = AGAIN if grounds.before.emergency == "better" else at.leave
    return grounds.good_news > max(least, grounds.danger, grounds.refusal)


def is_taken_back(grounds: Grounds, at: Thresholds) -> bool:
    """After weak signs: whether it is denied that there was danger, told that it is over, or plainly not spoken of."""
    if grounds.is_sure:
        return False
    if grounds.good_news >= at.taken_back:
        return True
    if grounds.assessment.danger:
        return False
    if grounds.assessment.all_clear or grounds.assessment.away:
        return grounds.danger < CERTAIN
    if grounds.denial >= at.denied or _is_well(grounds):
        return grounds.danger < at.quietened
    return _of_something_else(grounds) >= at.elsewhere and grounds.danger < at.leave


def _only_feels_well(grounds: Grounds) -> bool:
    """What was swallowed harms later, so that "he's ok" is news where somebody medical is there to say so."""
    seen = grounds.assessment
    return grounds.before.danger in LATE and (seen.they_are_well or seen.i_am_well) and not seen.medics_there


def _is_well(grounds: Grounds) -> bool:
    """It is said that somebody else is well. Who swallowed something can be well for hours, and none may know of it."""
    return grounds.assessment.they_are_well and grounds.before.danger not in LATE


def _of_something_else(grounds: Grounds) -> float:
    nothing_else = NOTHING_ELSE | {"crisis"} if grounds.before.danger in OWN_HAND else NOTHING_ELSE
    return max((how for need, how in grounds.chances["need"].items() if need not in nothing_else), default=0.0)


def news(grounds: Grounds) -> str:
    """Which of the two it is. Who only says that somebody is well now, or of themselves, tells of better."""
    over, better = (grounds.chances["act"].get(act, 0.0) for act in (OVER, BETTER))
    seen = grounds.assessment
    if seen.never_was:
        return OVER
    if seen.i_am_well or (seen.they_are_well and over < PLAINLY):
        return BETTER
    return OVER if over >= STANDS_OUT * better else BETTER
