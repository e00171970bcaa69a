"""Answers the topics that are data: the first reply of the list whose conditions all hold."""

from __future__ import annotations

from actions.replies.plan import Plan
from actions.replies.planners import Planner, answers
from actions.replies.turn import Turn
from actions.topics.files import topics
from actions.topics.shape import Topic, Written

# A younger child is spoken of as one who lives with somebody's use, not as one who can ring.
YOUNGEST = 10


def planner_for(topic: Topic) -> Planner:
    """Plans the reply to this topic; called as the topic is."""

    def plan(turn: Turn) -> Plan:
        case = next(case for case in topic.cases if holds(case, turn))
        return Plan(
            case.route,
            case.say,
            values={"signs": "\n".join(turn.directory.signs(case.signs).signs)} if case.signs else {},
            service=turn.directory.needs.role(case.role) if case.role else None,
            topic=turn.topic if turn.topic in topic.part_of else case.topic,
        )

    plan.__name__, plan.__doc__ = topic.name, f"{topic.does}."
    return plan


def holds(case: Written, turn: Turn) -> bool:
    """Whether all its conditions do."""
    return (
        _is_for(case.whom, turn)
        and (not case.amid or turn.topic == case.amid)
        and (not case.says or any(turn.says(cue) for cue in case.says))
        and not any(turn.says(cue) for cue in case.says_not)
        and (not case.heard or any(turn.heard(cue, *case.during) for cue in case.heard))
        and not any(turn.heard(cue, *case.during) for cue in case.heard_not)
        and (case.substances is None or (turn.said_substances or turn.substances) == case.substances)
    )


def _is_for(whom: str, turn: Turn) -> bool:
    if whom == "young":
        return bool(turn.young)
    if whom == "unknown":
        return turn.young is None
    return whom != "child" or (turn.child_meant and (turn.other_age or 0) >= YOUNGEST)


for _topic in topics().values():
    answers(_topic.name)(planner_for(_topic))
