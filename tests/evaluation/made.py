"""Answers made by hand, with no model: what was expected, what was given, how it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.conversation.reading import Reading
from actions.conversation.situation import Situation
from bot.understanding.decision import Decision
from bot.understanding.grounds import Grounds
from bot.understanding.red_flags.danger import Danger
from bot.understanding.red_flags.detector import Assessment
from bot.understanding.thresholds import Thresholds
from evaluation.answers import Answers, Judged, ReadMessage, Result
from evaluation.cases import Case, CaseSet, CaseTurn, Expected
from evaluation.judge import BotReply, why_wrong
from evaluation.run import Run, measured

AT = Thresholds(
    alone=0.4, hinted=0.12, quietened=0.6, doubt=0.2, understood=0.12, named=0.3, short=3, named_short=0.6
)  # fmt: skip
SURE = Danger("fit", "fit", sure=True)
HINT = Danger("fit", "fit", sure=False)
CALL = "Call 999 now."


def reading(
    emergency: float = 0.0,
    other: str = "advice",
    danger: Danger | None = None,
    *,
    intent: str | None = None,
    text: str = "hello to all of you",
    named: bool = False,
    before: Situation | None = None,
) -> ReadMessage:
    """What is not the emergency is all `other`; the gate's word is its own unless `intent` says otherwise."""
    nothing = {"none": 1.0}
    chances = {"need": {"emergency": emergency, other: 1 - emergency}, "ask": nothing, "act": nothing}
    grounds = Grounds(chances, before or Situation(), Assessment(danger), len(text.split()), named=named)
    undecided = ReadMessage(text, grounds, Decision(Reading(), "", 0.0))
    said = Decision(Reading.of_intent(intent), intent, 1.0) if intent else undecided.again(AT)
    return replace(undecided, decision=said)


def reply(route: str | None, *services: str, words: str | None = None) -> BotReply:
    """A reply that is whole: an emergency names 999."""
    if route == "emergency":
        return BotReply(route, services or ("emergency-999",), CALL if words is None else words)
    return BotReply(route, services, "Here is who can help." if words is None else words)


def heard(
    routes: Sequence[str],
    given: BotReply | str,
    read: ReadMessage | None = None,
    say: str = "hello",
    **more: Sequence[str],
) -> Judged:
    """One turn, judged as it is judged when measured."""
    expected = Expected(tuple(routes), tuple(more.get("services", ())), tuple(more.get("forbid", ())))
    answer = reply(given) if isinstance(given, str) else given
    return Judged(
        CaseTurn(say, expected), answer, why_wrong(expected, answer), read or reading(other=answer.route or "advice")
    )


def result(name: str, *turns: Judged, tags: Sequence[str] = ()) -> Result:
    placed = tuple(replace(turn, place=place) for place, turn in enumerate(turns, start=1))
    return Result(Case(name, tuple(turn.turn for turn in turns), frozenset(tags)), placed)


def answers(
    messages: Sequence[Result] = (),
    dialogues: Sequence[Result] = (),
    name: str = "dev",
    second: Sequence[Case] = (),
) -> Answers:
    said, talks = (tuple(one.case for one in results) for results in (messages, dialogues))
    found = CaseSet(name, said, talks, "0" * 16, {case.id: case for case in second})
    return Answers(found, tuple(messages), tuple(dialogues))


def some_answers(name: str = "dev") -> Answers:
    """A few of every kind: right, missed, alarmed, trapped, in doubt."""
    doubtful = reply("advice", words="If someone may die, call 999 now.\nHere is who can help.")
    messages = [
        result("m1", heard(["emergency"], "emergency", reading(0.9)), tags=["slang"]),
        result("m2", heard(["emergency"], "advice", reading(0.1), "gone | *quiet*"), tags=["slang"]),
        result("m3", heard(["advice"], "advice", reading(0.0)), tags=["past"]),
        result("m4", heard(["advice"], "emergency", reading(0.2, danger=SURE), "a laugh"), tags=["past", "idiom"]),
        result("m5", heard(["treatment", "advice"], "advice", reading(0.1)), tags=[]),
        result("m6", heard(["crisis"], doubtful, reading(0.3))),
    ]
    dialogues = [
        result("d1", heard(["emergency"], "emergency"), heard(["smalltalk"], "smalltalk")),
        result("d2", heard(["advice"], "advice"), heard(["advice"], "report")),
    ]
    return answers(messages, dialogues, name)


def run(*sets: Answers, ablated: bool = False) -> Run:
    """Measured without a baseline."""
    counted = [measured(one, AT, [], {"without memory": one} if ablated else {}) for one in sets]
    return Run(tuple(counted), AT, 5, "f" * 16, diet_epochs=0)
