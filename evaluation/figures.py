"""The figures of one set, each a share of a count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from actions.intents import EMERGENCY
from evaluation.answers import Answers, Judged, Named, Result
from evaluation.cases import Case, CaseSet
from evaluation.judge import OPENING
from evaluation.shares import Share, resampled

# Calm messages made to look like an emergency.
TRAPS = frozenset({"grp_a_false_alarm", "negation", "past", "hypothetical", "idiom", "false_trigger"})
NO_ROUTE = "none"
WHOLE = "conversations with every turn right"
TURNS = "answered rightly, message by message and turn by turn"
RECOGNISED = "emergencies recognised"
ALARMS = "false alarms where all is calm"


def of_messages(answers: Answers) -> dict[str, Share]:
    """By name, in the order in which they are reported."""
    traps = [one for one in answers.messages if TRAPS & one.case.tags]
    return {**_turns(answers.messages), f"{ALARMS}, though made to trap": _alarms(traps)}


def of_conversations(answers: Answers) -> dict[str, Share]:
    """The same of all turns, with intervals by conversations, and how many conversations went right."""
    return {WHOLE: Share.of(one.passed for one in answers.dialogues), **_turns(answers.dialogues)}


def _turns(results: Sequence[Result]) -> dict[str, Share]:
    return {
        TURNS: _share(results, lambda one: one.why is None),
        RECOGNISED: _share(results, lambda one: not one.is_missed, among=lambda one: one.turn.expected.is_emergency),
        ALARMS: _alarms(results),
        f"calm, and the reply opened with “{OPENING}”": _calm(results, lambda one: one.reply.opens_with_999),
        "the same, because the gate was in doubt": _calm(
            results, lambda one: one.reply.opens_with_999 and one.reading.decision.doubt
        ),
    }


def _alarms(results: Sequence[Result]) -> Share:
    return _calm(results, lambda one: one.is_false_alarm)


def _calm(results: Sequence[Result], true: Callable[[Judged], bool]) -> Share:
    return _share(results, true, among=lambda one: one.turn.expected.is_calm)


def _share(
    results: Sequence[Result], true: Callable[[Judged], bool], *, among: Callable[[Judged], bool] = lambda one: True
) -> Share:
    return resampled([true(one) for one in result.heard if among(one)] for result in results)


def by_route(messages: Iterable[Result]) -> dict[str, Share]:
    """How many passed, by their best route."""
    return _grouped((result.heard[0].turn.expected.routes[0], result.passed) for result in messages)


def by_tag(messages: Iterable[Result], *, least: int = 5) -> dict[str, Share]:
    """How many passed, by kind; kinds with fewer than `least` messages say nothing."""
    found = _grouped((tag, result.passed) for result in messages for tag in sorted(result.case.tags))
    return {tag: share for tag, share in found.items() if share.whole >= least}


def confusion(heard: Iterable[Judged]) -> Mapping[tuple[str, str], int]:
    """How often a best route was answered with which route."""
    return Counter((one.turn.expected.routes[0], one.reply.route or NO_ROUTE) for one in heard)


def second_choices(heard: Iterable[Judged]) -> int:
    """Replies on a route that is accepted, but not the best."""
    return sum(
        one.reply.route in one.turn.expected.routes[1:] and one.reply.route != one.turn.expected.routes[0]
        for one in heard
    )


def missed(turns: Iterable[Named]) -> list[Named]:
    """What needed the 999 reply and did not get it whole."""
    return [one for one in turns if one.heard.is_missed]


def false_alarms(turns: Iterable[Named]) -> list[Named]:
    """What was calm and got the 999 reply."""
    return [one for one in turns if one.heard.is_false_alarm]


def agreement(cases: CaseSet) -> dict[str, tuple[Share, Share]]:
    """How far a second pen agrees with the first, on messages and on turns; none where there is no second."""
    if not cases.second:
        return {}
    kinds = [_labelled(found, cases.second) for found in (cases.messages, cases.dialogues)]
    checks: dict[str, Callable[[Case, Case, int], bool]] = {
        "the second pen's best route is accepted by the first": _takes,
        "the first pen's best route is accepted by the second": lambda one, other, at: _takes(other, one, at),
        "both say alike whether only the 999 reply will do": lambda one, other, at: (
            one.turns[at].expected.is_emergency is other.turns[at].expected.is_emergency
        ),
    }
    return {name: (_agreed(kinds[0], check), _agreed(kinds[1], check)) for name, check in checks.items()}


def _labelled(cases: Iterable[Case], second: Mapping[str, Case]) -> list[tuple[Case, Case]]:
    return [(case, second[case.id]) for case in cases if case.id in second]


def _takes(one: Case, other: Case, at: int) -> bool:
    return one.turns[at].expected.takes(other.turns[at].expected.routes[0])


def _agreed(pairs: Iterable[tuple[Case, Case]], check: Callable[[Case, Case, int], bool]) -> Share:
    return resampled([check(one, other, at) for at in range(len(one.turns))] for one, other in pairs)


def _grouped(rows: Iterable[tuple[str, bool]]) -> dict[str, Share]:
    groups: dict[str, list[bool]] = {}
    for name, passed in rows:
        groups.setdefault(name, []).append(passed)
    # The most frequent first; the 999 route before all, since it matters most.
    order = sorted(groups, key=lambda name: (name != EMERGENCY, -len(groups[name]), name))
    return {name: Share.of(groups[name]) for name in order}
