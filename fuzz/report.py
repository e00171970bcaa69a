"""What a run found, as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fuzz.run import FuzzFinding
from fuzz.shot import Shot

SHOWN = 40


def report(found: FuzzFinding) -> str:
    """A few lines of figures, then each fault with how to send it again."""
    return "\n".join(_lines(found))


def _lines(found: FuzzFinding) -> Iterator[str]:
    yield f"{found.sent} requests on {found.connections} connections in {found.seconds:.0f} s, seed {found.seed}."
    yield "Answers: " + ", ".join(f"{status}: {many}" for status, many in sorted(found.statuses.items()))
    slowest = max((told.seconds for told in found.told), default=0.0)
    told = sum(told.said for told in found.told)
    yield f"Emergencies told 999: {told} of {len(found.told)}, the slowest in {slowest:.1f} s."
    yield f"Memory: {found.megabytes[0]} MB before, {found.megabytes[1]} MB after."
    yield from found.general
    for why, many in Counter(fault for _, wrong in found.faults.values() for fault in wrong).most_common():
        yield f"{many} times: {why}"
    for number, (shot, wrong) in sorted(found.faults.items())[:SHOWN]:
        yield f"{number}: {'; '.join(wrong)} [{shot.how}]"
        yield f"    again: make fuzz FUZZ='--seed {found.seed} --replay {number}'"
    if len(found.faults) > SHOWN:
        yield f"... and {len(found.faults) - SHOWN} more."
    yield "Nothing was found." if found.is_well else f"{len(found.faults) + len(found.general)} faults."


def shown(shot: Shot, most: int = 2000) -> str:
    """What was sent, so that it can be read."""
    return repr(shot.raw[:most])[2:-1].replace("\\r\\n", "\\r\\n\n")
