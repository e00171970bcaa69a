"""Which steps of first aid fit the danger and who writes, from the directory."""

from __future__ import annotations

import re
from collections.abc import Mapping

from actions.replies.turn import Turn

# Danger kinds to the situations of directory/steps; a kind without one is told to do what the call-taker says.
STEPS: Mapping[str, str] = {
    "cannot-wake": "cannot-wake",
    "collapse": "cannot-wake",
    "overdose": "cannot-wake",
    "not-breathing": "not-breathing",
    "opioids": "opioids",
    "fit": "fit",
    "overheating": "overheating",
    "swallowed": "swallowed",
    "chest-pain": "chest-pain",
    "attacked": "attacked",
    "electric": "electric",
    "gas": "gas",
    "spiked-now": "spiked-now",
}
# An overdose that is told of with these is treated as another.
OF_AN_OVERDOSE: Mapping[str, str] = {"hot": "overheating", "awake": "swallowed"}
# A child or somebody in despair: the steps fit only where something was swallowed.
IF_SWALLOWED = frozenset({"child", "suicide-act"})
# A step about somebody else is of no use to who writes of themselves.
OF_ANOTHER = re.compile(r"\b(?:them|they|their)\b", re.I)
# Kinds without steps where naloxone in the message is no reason to give it.
NO_OVERDOSE = frozenset({"child", "suicide-act", "pregnancy", "fire", "withdrawal"})


def steps(turn: Turn, kind: str) -> str:
    """The lines of directory/steps for this danger, three at most; none where they do not fit who writes."""
    situation = _situation(turn, kind)
    lines = turn.directory.steps(situation).steps[:3] if situation else ()
    is_own = _is_of_the_writer(turn)
    return "\n".join(line for line in lines if not (is_own and OF_ANOTHER.search(line)))


def _is_of_the_writer(turn: Turn) -> bool:
    is_alone = turn.says("writer_is_patient") and not turn.says("another_person")
    return is_alone or writer_may_be_unwell(turn)


def writer_may_be_unwell(turn: Turn) -> bool:
    """Nobody was named, and it is trouble that whoever has it can write of: "cant breathe", "chest hurts"."""
    named = turn.before.about == "other" or any(_was_said(turn, cue) for cue in ("another_person", "cannot_write"))
    return not named and _was_said(turn, "own_trouble")


def _was_said(turn: Turn, cue: str) -> bool:
    return turn.says(cue) or any(heard.endswith(f".{cue}") for heard in turn.before.heard)


def dont(turn: Turn, kind: str) -> str:
    """What must not be done in this danger, as directory/steps has it; empty where it has nothing."""
    situation = _situation(turn, kind)
    return "\n".join(turn.directory.steps(situation).dont) if situation else ""


def _situation(turn: Turn, kind: str) -> str | None:
    situation = STEPS.get(kind)
    if situation in (None, "cannot-wake") and kind not in NO_OVERDOSE and _has_naloxone(turn):
        return "opioids"
    if kind == "overdose" and (told := turn.first_said(OF_AN_OVERDOSE)):
        return told
    if kind in IF_SWALLOWED and turn.says("swallowed"):
        return "swallowed"
    if situation == "not-breathing" and _can_tell(turn):
        return None
    if situation == "overheating" and turn.before.danger != kind and not turn.says("hot"):
        return None
    return situation


def _can_tell(turn: Turn) -> bool:
    """Whoever tells of it themselves breathes."""
    of_themselves = turn.says("writer_breathes_badly") or turn.says("tells_it_themselves")
    return of_themselves or _is_of_the_writer(turn)


def _has_naloxone(turn: Turn) -> bool:
    return turn.says("naloxone") or turn.says("spray_given")
