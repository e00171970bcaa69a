"""How conversations go: why turns are wrong, whether the bot repeats itself, and how long its replies are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from evaluation.answers import Judged, Result
from evaluation.shares import Share, resampled

# Longer replies are counted as too long.
MOST_WORDS = 80
REPEATED = "replies that repeat the one before word for word"
TOO_LONG = f"replies of more than {MOST_WORDS} words"

STUCK = "stuck in an emergency"
FALSE_ALARM = "false alarm"
MISSED = "emergency missed"
CHOICE = "choice not taken"
SERVICE = "service wrong"
LOST = "variant or need lost"
FIRST = "first turn wrong"
# The first that fits is the cause.
CAUSES: Mapping[str, str] = {
    STUCK: "calm, but still answered with 999, with an emergency open before",
    FALSE_ALARM: "calm, but answered with 999, with none open before",
    MISSED: "only the 999 reply will do, and it did not come whole",
    CHOICE: "a later turn of one word, or a few with a single digit",
    SERVICE: "on an accepted route, but with the wrong services",
    LOST: "any other wrong route, on a later turn",
    FIRST: "any other wrong route, on the first turn",
}
FEW_WORDS = 3


def cause(heard: Judged) -> str:
    """Why a wrong turn is wrong, as one of CAUSES."""
    expected, reply = heard.turn.expected, heard.reply
    if heard.is_false_alarm:
        return STUCK if _in_emergency(heard) else FALSE_ALARM
    if heard.is_missed:
        return MISSED
    if heard.place > 1 and _is_choice(heard.turn.say):
        return CHOICE
    if expected.takes(reply.route) and reply.route not in expected.forbid:
        return SERVICE
    return LOST if heard.place > 1 else FIRST


def causes(talks: Sequence[Result]) -> Mapping[str, int]:
    """How many turns are wrong, by cause, in the order of CAUSES."""
    found = Counter(cause(heard) for talk in talks for heard in talk.heard if heard.why)
    return {name: found[name] for name in CAUSES}


def repeated(talks: Sequence[Result]) -> Share:
    """The share of later turns whose reply is the one before, word for word."""
    return resampled([late.reply.words == early.reply.words for early, late in pairwise(talk.heard)] for talk in talks)


def too_long(talks: Sequence[Result]) -> Share:
    """The share of turns whose reply has more than MOST_WORDS words."""
    return resampled([heard.reply.length > MOST_WORDS for heard in talk.heard] for talk in talks)


def lengths(talks: Sequence[Result]) -> tuple[int, int]:
    """Words in a reply, as the median and the 90th percentile; none where nothing was answered."""
    found = [heard.reply.length for talk in talks for heard in talk.heard]
    if not found:
        return 0, 0
    median, most = np.percentile(found, (50, 90), method="nearest")
    return int(median), int(most)


def _in_emergency(heard: Judged) -> bool:
    """Also after a better turn, for it may come back."""
    return heard.reading.grounds.before.emergency not in (None, "over")


def _is_choice(said: str) -> bool:
    told = said.split()
    digits = any(len(bare) == 1 and bare.isdigit() for bare in (word.strip(".,!?()#") for word in told))
    return len(told) == 1 or (len(told) <= FEW_WORDS and digits)
