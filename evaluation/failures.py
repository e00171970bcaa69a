"""Every failure with what led to it, for whoever wants to know why."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evaluation.nearest import Neighbour
from evaluation.readings import Reading
from evaluation.results import Answers, Named
from evaluation.words import OPEN_SETS

TOP = 3

Find = Callable[[str], Sequence[Neighbour]]


def failures(answers: Answers, nearest: Find, *, show_test_words: bool = False) -> Iterator[dict[str, Any]]:
    """One row a failed message or turn.

    Of a set that is not open, neither what was said nor what lies near to it is in a row, unless that is asked for.
    """
    words = show_test_words or answers.name in OPEN_SETS
    for one in answers.named():
        if one.heard.why:
            yield {**_row(answers.name, one), **(_words(one.heard.turn.say, nearest) if words else {})}


def write(rows: Iterable[Mapping[str, Any]], path: Path) -> None:
    """As JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def in_words(row: Mapping[str, Any]) -> str:
    """A failure as a few lines to read in a terminal."""
    flag = row["red_flag"]
    gate = row["gate"]
    fired = f"{flag['kind']} by {flag['rule']} ({flag['strength']})" if flag else "none"
    likeliest = ", ".join(f"{one['intent']} {one['probability']:.2f}" for one in row["classifier"])
    said = repr(row["text"]) if "text" in row else "(words left out)"
    lines = [
        f"{row['set']} {row['id']}: {said}",
        f"    {row['reason']}",
        f"    red flag: {fired}; classifier: {likeliest or 'nothing'}",
        f"    gate: {gate['intent']} {gate['confidence']:.2f}{', in doubt' if gate['doubt'] else ''}",
        *(f"    near {one['cosine']:.2f} {one['intent']}: {one['text']!r}" for one in row.get("nearest", [])),
    ]
    return "\n".join(lines)


def _row(name: str, one: Named) -> dict[str, Any]:
    heard = one.heard
    expected, reply = heard.turn.expected, heard.reply
    return {
        "set": name,
        "id": one.id,
        "reason": heard.why,
        "expected": asdict(expected),
        "given": {"route": reply.route, "services": list(reply.services)},
        **_how(heard.reading),
    }


def _words(text: str, nearest: Find) -> dict[str, Any]:
    return {"text": text, "nearest": [asdict(one) for one in nearest(text)]}


def _how(reading: Reading) -> dict[str, Any]:
    return {
        "red_flag": _flag(reading),
        "classifier": [{"intent": name, "probability": chance} for name, chance in reading.ranking[:TOP]],
        "gate": asdict(reading.decision),
    }


def _flag(reading: Reading) -> dict[str, str] | None:
    if reading.danger is None:
        return None
    strength = "sure" if reading.danger.sure else "hint"
    return {"kind": reading.danger.kind, "rule": reading.danger.rule, "strength": strength}
