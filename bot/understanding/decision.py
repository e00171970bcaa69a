"""From probabilities, red flags and the situation to one reading: the only place where thresholds decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from actions.conversation.leaning import need_leant_on
from actions.conversation.reading import Reading
from actions.conversation.situation import STILL_ON, Situation
from actions.intents import EMERGENCY, INTENTS, NOT_UNDERSTOOD, SAME
from bot.understanding.ending import LATE, UNSEEN, is_over, is_taken_back, news
from bot.understanding.grounds import BETTER, OVER, Grounds
from bot.understanding.thresholds import Thresholds

NOTHING = "none"
PARTS = ("need", "ask", "act")
STOP = Reading(act="stop")
REFUSED, DESPAIR = "decline", "crisis"
UNRELATED, CRY_FOR_HELP = "out_of_scope", "about_bot"
CRY = Reading.of_intent(CRY_FOR_HELP)
CALLED = "update_called"
WHAT_TO_DO = "ask_steps"
HEALTH = "health"
# What is done in a word or two, and is no news: "yes", "the second one", "thanks".
PLAIN = frozenset({"affirm", "deny", "pick", "thanks", "goodbye", "greet", "for_me", "for_other", "not_that"})
# States from which danger is expected back.
UNENDED = STILL_ON | {"better"}
# The same, and after weak signs of it.
FEARED = UNENDED | {"doubtful"}
CALM = frozenset({None, "over"})


@dataclass(frozen=True)
class Decision:
    """What a message says, the intent that is answered first, how sure that is, and whether 999 opens the reply."""

    reading: Reading
    intent: str
    confidence: float
    doubt: bool = False


def decide(grounds: Grounds, at: Thresholds) -> Decision:
    """Danger first; then the likeliest need, question and act; then what to make of too little."""
    if grounds.stop:
        return Decision(STOP, "stop", 1.0)
    if grounds.assessment.cry and grounds.before.emergency in CALM:
        return Decision(CRY, CRY_FOR_HELP, 1.0, doubt=True)
    if _is_emergency(grounds, at):
        return _emergency(grounds, at)
    reading, confidence = _reading(grounds, at)
    if grounds.named and confidence < (at.named_short if grounds.words <= at.short else at.named) and not reading.ask:
        reading = replace(reading, ask="service_info", need=None)
    if grounds.foreign and _is_a_guess(grounds, reading, confidence, at):
        reading = Reading.of_intent(grounds.assessment.means)
    if grounds.assessment.despair or grounds.assessment.farewell:
        reading = Reading(DESPAIR)
    if grounds.before.emergency in CALM and (need := need_leant_on(grounds.leaning, grounds.before.topic, reading)):
        reading = replace(reading, need=need)
    intent = reading.primary(grounds.before.after(reading).topic) or NOT_UNDERSTOOD
    return Decision(reading, intent, confidence, _doubt(grounds, at, reading))


def _is_a_guess(grounds: Grounds, reading: Reading, confidence: float, at: Thresholds) -> bool:
    """What the classifier makes of another language; where the words are known to mean something, they go before it."""
    if grounds.before.topic is not None:
        return bool(grounds.assessment.means) and reading in (Reading(), Reading(need=UNRELATED))
    return reading.need == UNRELATED or confidence < (at.known if grounds.assessment.means else at.foreign)


def _is_emergency(grounds: Grounds, at: Thresholds) -> bool:
    assessment, likely = grounds.assessment, grounds.danger
    if _goes_on(grounds, at):
        return True
    sure = grounds.is_sure
    if grounds.before.emergency in UNENDED:
        # That medics are there is itself heard as a hint.
        is_told_by_it = assessment.medics_there and not sure
        speaks_against_it = assessment.danger and likely > at.leave and not is_told_by_it
        if is_over(grounds, at) and not speaks_against_it:
            return False
        return sure or likely >= (at.quietened if assessment.quietened else at.open)
    if sure:
        return True
    if grounds.before.emergency == "doubtful" and is_taken_back(grounds, at):
        return False
    if assessment.danger:
        return likely >= at.hinted
    if assessment.harmless and grounds.before.route is None:
        return likely >= at.quietened
    if assessment.calm and grounds.before.emergency is None:
        return likely >= at.calm
    if grounds.before.route is None and likely < at.faint and _is_plainly_another(grounds, at):
        return False
    is_quiet = assessment.quietened or bool(assessment.calm) or grounds.is_calm_elsewhere or grounds.despairs
    return likely >= (at.quietened if is_quiet else _enough(grounds.before, at))


def _is_plainly_another(grounds: Grounds, at: Thresholds) -> bool:
    """A need of this bot's that is as good as said: its reply opens with 999 all the same."""
    need, chance = _best_need(grounds, at)
    return chance >= at.plain and need not in (NOTHING, SAME, UNRELATED)


def _goes_on(grounds: Grounds, at: Thresholds) -> bool:
    """It is said outright that nobody rang, that help is still on its way, that it is back, or that they are near; or
    after weak signs it is asked about."""
    state, assessment = grounds.before.emergency, grounds.assessment
    if state is None or state == "over":
        return state == "over" and assessment.back and assessment.danger is not None
    if state == "doubtful" and _is_asked_about(grounds, at):
        return True
    return assessment.back or assessment.not_called or assessment.coming or grounds.is_hushed


def _is_asked_about(grounds: Grounds, at: Thresholds) -> bool:
    """After weak signs: what to do, whether it will be all right, or anything that is plainly of nothing else where
    somebody may be about to die by their own hand, may have swallowed what harms later, or is a child."""
    if is_taken_back(grounds, at):
        return False
    asks = grounds.chances["ask"]
    if grounds.assessment.asks_if_well or asks.get(WHAT_TO_DO, 0.0) >= at.asked_about:
        return True
    other = max((how for ask, how in asks.items() if ask not in (NOTHING, WHAT_TO_DO)), default=0.0)
    return grounds.before.danger in UNSEEN and other < at.elsewhere


def _enough(before: Situation, at: Thresholds) -> float:
    if before.emergency == "doubtful":
        return at.doubtful
    return at.alone if before.route is None else at.amid


def _emergency(grounds: Grounds, at: Thresholds) -> Decision:
    """A question or news in the same breath is kept: it is answered behind 999."""
    ask, _ = _best(grounds.chances["ask"])
    act, _ = _best(grounds.chances["act"])
    kept = CALLED if act == CALLED or grounds.assessment.coming else None
    reading = Reading(EMERGENCY, None if ask == NOTHING else ask, kept, _instead(grounds, at))
    return Decision(reading, EMERGENCY, max(grounds.danger, float(grounds.assessment.danger is not None)))


def _instead(grounds: Grounds, at: Thresholds) -> str | None:
    """What else it may be about, where the signs are weak."""
    danger = grounds.assessment.danger
    sure = danger is not None and danger.sure
    if sure and danger and danger.kind in LATE:
        return None
    firm = at.firm_again if grounds.before.emergency == "doubtful" else at.firm
    if grounds.danger >= (at.firm_sure if sure else firm):
        return None
    need, _ = _best_need(grounds, at)
    return SAME if need == NOTHING else need


def _reading(grounds: Grounds, at: Thresholds) -> tuple[Reading, float]:
    need, how_need = _best_need(grounds, at)
    ask, how_ask = _best(grounds.chances["ask"])
    act, how_act = _best_act(grounds, at)
    if act in (OVER, BETTER) and need in (NOTHING, SAME):
        # More about an emergency that is plainly over is nothing by itself.
        plain = grounds.assessment.all_clear or how_act >= at.leave_sure
        bare = NOTHING if grounds.before.topic == EMERGENCY and plain else need
        need, how_need = _beside(grounds, bare, how_need, at)
    found = {"need": (need, how_need), "ask": (ask, how_ask), "act": (act, how_act)}
    said = {part: name for part, (name, _) in found.items() if name != NOTHING}
    if said:
        return Reading(**said), max(found[part][1] for part in said)
    parts = {**grounds.chances, "need": _needs(grounds, at), "act": _acts(grounds, at)}
    rest = [
        (chance, part, name)
        for part in PARTS
        for name, chance in parts[part].items()
        if name not in (NOTHING, EMERGENCY)
    ]
    chance, part, name = max(rest, default=(0.0, "need", NOTHING))
    if (name == SAME and grounds.before.topic is None) or chance < at.understood:
        return Reading(), chance
    return Reading(**{part: name}), chance


def _beside(grounds: Grounds, need: str, chance: float, at: Thresholds) -> tuple[str, float]:
    """Good news takes most of a message's weight: a need that is told with it counts from less on."""
    others = {name: how for name, how in grounds.chances["need"].items() if name not in (NOTHING, SAME, EMERGENCY)}
    name, how = _best(others) if others else (need, 0.0)
    return (name, how) if how >= at.beside else (need, chance)


def _needs(grounds: Grounds, at: Thresholds) -> dict[str, float]:
    """Of no emergency, and of a refusal where it is sure enough: a buyer who is not refused hears who helps."""
    is_amid = grounds.before.topic is not None and grounds.before.route != REFUSED
    left_out = {EMERGENCY}
    if grounds.chances["need"].get(REFUSED, 0.0) < (at.refuse_amid if is_amid else at.refuse):
        left_out.add(REFUSED)
    return {name: chance for name, chance in grounds.chances["need"].items() if name not in left_out}


def _best_need(grounds: Grounds, at: Thresholds) -> tuple[str, float]:
    """Intents of one group pool their probability, so that a need split over several is not outvoted."""
    chances = _needs(grounds, at)
    if grounds.before.topic is None:
        chances.pop(SAME, None)
    groups: dict[str, list[str]] = defaultdict(list)
    for name in chances:
        group = INTENTS[name].group if name in INTENTS else ""
        groups[group or name].append(name)
    best = max(groups.values(), key=lambda names: sum(chances[name] for name in names))
    name = max(best, key=lambda name: chances[name])
    return name, sum(chances[name] for name in best)


def _best_act(grounds: Grounds, at: Thresholds) -> tuple[str, float]:
    if grounds.before.emergency in UNENDED and is_over(grounds, at):
        return news(grounds), grounds.good_news
    says_no_more = _best_need(grounds, at)[0] in (NOTHING, SAME)
    if grounds.before.emergency == "doubtful" and grounds.assessment.never_was and says_no_more:
        return OVER, 1.0
    return _best(_acts(grounds, at))


def _acts(grounds: Grounds, at: Thresholds) -> Mapping[str, float]:
    """Unclear news ends no emergency, and is not guessed where nothing else is understood."""
    if grounds.before.emergency not in STILL_ON or is_over(grounds, at):
        return grounds.chances["act"]
    return {act: how for act, how in grounds.chances["act"].items() if act not in (OVER, BETTER)}


def _best(chances: Mapping[str, float]) -> tuple[str, float]:
    name = max(chances, key=lambda each: chances[each])
    return name, chances[name]


def _doubt(grounds: Grounds, at: Thresholds, reading: Reading) -> bool:
    """Somebody may be in danger all the same."""
    if grounds.despairs:
        return True
    assessment, before = grounds.assessment, grounds.before
    if assessment.farewell or (assessment.asks_if_well and before.topic == HEALTH):
        return True
    if grounds.is_calm_elsewhere or reading.act in (OVER, BETTER) or assessment.never_was:
        return False
    if assessment.tired and before.route is None:
        return False
    unread = grounds.told == "grave" and grounds.before.emergency is None and reading == Reading()
    if grounds.assessment.danger is not None or grounds.assessment.harmless or unread:
        return True
    return reading.act not in PLAIN and grounds.danger >= (at.doubt_of_asked if reading.ask else at.doubt)
