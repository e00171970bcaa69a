"""The figures of one set, each a share of a count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from evaluation.cases import EMERGENCY
from evaluation.judge import OPENING
from evaluation.results import Answers, Heard, Named, Result
from evaluation.shares import Share

# Calm messages made to look like an emergency.
TRAPS = frozenset({"grp_a_false_alarm", "negation", "past", "hypothetical", "idiom", "false_trigger"})
NO_ROUTE = "none"


def figures(answers: Answers) -> dict[str, Share]:
    """By name, in the order in which they are reported."""
    heard = list(answers.said())
    calm = [one for one in heard if one.turn.expected.is_calm]
    traps = [one.heard[0] for one in answers.messages if TRAPS & one.case.tags and one.heard[0].turn.expected.is_calm]
    return {
        "messages answered rightly": Share.of(one.passed for one in answers.messages),
        **_emergencies(heard, "messages"),
        "false alarms on calm messages made to trap": Share.of(one.is_false_alarm for one in traps),
        f"calm messages whose reply opened with “{OPENING}”": Share.of(one.reply.opens_with_999 for one in calm),
        "the same, because the gate was in doubt": Share.of(
            one.reply.opens_with_999 and one.reading.decision.doubt for one in calm
        ),
        "conversations with every turn right": Share.of(one.passed for one in answers.dialogues),
        **_turns([one for result in answers.dialogues for one in result.heard]),
    }


def _turns(heard: list[Heard]) -> dict[str, Share]:
    return {
        "turns of conversations answered rightly": Share.of(one.why is None for one in heard),
        **_emergencies(heard, "turns of conversations"),
    }


def _emergencies(heard: list[Heard], what: str) -> dict[str, Share]:
    emergencies = [one for one in heard if one.turn.expected.is_emergency]
    calm = [one for one in heard if one.turn.expected.is_calm]
    return {
        f"emergencies recognised, {what}": Share.of(not one.is_missed for one in emergencies),
        f"false alarms on calm {what}": Share.of(one.is_false_alarm for one in calm),
    }


def by_route(messages: Iterable[Result]) -> dict[str, Share]:
    """How many passed, by their best route."""
    return _grouped((result.heard[0].turn.expected.routes[0], result.passed) for result in messages)


def by_tag(messages: Iterable[Result], *, least: int = 5) -> dict[str, Share]:
    """How many passed, by kind; kinds with fewer than `least` messages say nothing."""
    found = _grouped((tag, result.passed) for result in messages for tag in sorted(result.case.tags))
    return {tag: share for tag, share in found.items() if share.whole >= least}


def confusion(heard: Iterable[Heard]) -> Mapping[tuple[str, str], int]:
    """How often a best route was answered with which route."""
    return Counter((one.turn.expected.routes[0], one.reply.route or NO_ROUTE) for one in heard)


def second_choices(heard: Iterable[Heard]) -> int:
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


def _grouped(rows: Iterable[tuple[str, bool]]) -> dict[str, Share]:
    groups: dict[str, list[bool]] = {}
    for name, passed in rows:
        groups.setdefault(name, []).append(passed)
    # The most frequent first; the 999 route before all, since it matters most.
    order = sorted(groups, key=lambda name: (name != EMERGENCY, -len(groups[name]), name))
    return {name: Share.of(groups[name]) for name in order}
