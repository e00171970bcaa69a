"""All that a decision about one message rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from actions.conversation.leaning import leaning
from actions.conversation.situation import Situation
from actions.intents import EMERGENCY
from bot.understanding.red_flags.calm import Gravity
from bot.understanding.red_flags.detector import Assessment

OVER, BETTER = "update_over", "update_better"
DENIALS = ("deny", "not_that")
# Where people are the danger, who hushes or cannot talk is still in it.
FROM_PEOPLE = "attacked"
HUSHED = 0.5

Chances = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Grounds:
    """What the classifier, the rules and the conversation so far say.

    `stop`: it is that word, as people end texts; `named`: a service stands in it;
    `foreign`: it is not in English, and `told` is how much the words of danger that it holds of its language tell.
    """

    chances: Chances
    before: Situation
    assessment: Assessment
    words: int
    stop: bool = False
    named: bool = False
    foreign: bool = False
    told: Gravity | None = None

    @property
    def danger(self) -> float:
        """How likely the classifier holds danger."""
        return self.chances["need"].get(EMERGENCY, 0.0)

    @property
    def is_sure(self) -> bool:
        """A red flag that is enough by itself."""
        return self.assessment.danger is not None and self.assessment.danger.sure

    @property
    def good_news(self) -> float:
        """How likely it says that the emergency is over, or better."""
        return sum(self.chances["act"].get(act, 0.0) for act in (OVER, BETTER))

    @property
    def denial(self) -> float:
        """How likely it says no, or that something else was meant."""
        return sum(self.chances["act"].get(act, 0.0) for act in DENIALS)

    @property
    def refusal(self) -> float:
        """How likely it says that no help is wanted."""
        return self.chances["act"].get("refuse", 0.0)

    @property
    def is_hushed(self) -> bool:
        """After danger from people: "shh", "cant talk", "hes here" say that it is still going on."""
        if self.before.danger != FROM_PEOPLE or self.assessment.all_clear or self.assessment.away:
            return False
        return self.assessment.they_are_near or self.chances["ask"].get("cant_talk", 0.0) >= HUSHED

    @property
    def is_calm_elsewhere(self) -> bool:
        """In another language, of which the classifier has seen little, its words speak of no danger."""
        return self.before.emergency is None and (bool(self.assessment.calm) or self.told == "nothing")

    @property
    def despairs(self) -> bool:
        """A wish to die in a language with sentences of ours: its reply opens with 999 whatever else is likely."""
        return self.foreign and bool(self.assessment.despair)

    @cached_property
    def leaning(self) -> Mapping[str, float]:
        """What the conversation is about, with this message in it."""
        return leaning(self.before.leaning, self.chances["need"])
