"""What is seen in a message at first sight, by rules alone: it decides who is answered first, and who in any case."""

from __future__ import annotations

from dataclasses import dataclass

from bot.understanding.despair import in_despair
from bot.understanding.normalise import readable
from bot.understanding.red_flags.danger import Danger
from bot.understanding.red_flags.detector import Assessment, assess

NOTHING = Assessment(None)


@dataclass(frozen=True)
class FirstSight:
    """The message made plain, what the red flags see in it, and whether its words are of despair."""

    plain: str
    assessment: Assessment = NOTHING
    despair: bool = False

    @property
    def danger(self) -> Danger | None:
        return self.assessment.danger


def first_sight(text: str) -> FirstSight:
    """Looks at a message as it was typed."""
    plain = readable(text)
    assessment = assess(plain)
    return FirstSight(plain, assessment, bool(assessment.despair) or in_despair(plain))
