"""Every failure with what led to it, for whoever wants to know why."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from actions.conversation.reading import Reading
from bot.understanding.context import context_words
from bot.understanding.decision import NOTHING
from bot.understanding.encoder.files import EncoderUnavailable, expected_hash
from bot.understanding.encoder.finetuning.examples import read_said
from bot.understanding.encoder.sentence_encoder import SentenceEncoder, Vectors, in_context
from evaluation.answers import Answers, Named, ReadMessage
from evaluation.cases import OPEN_SETS
from evaluation.talks import cause

TOP = 3


@dataclass(frozen=True)
class Neighbour:
    """A training message, what it teaches, and its cosine to the message asked about."""

    text: str
    teaches: str
    cosine: float


Find = Callable[[ReadMessage], Sequence[Neighbour]]


class Neighbours:
    """The training messages and turns that the encoder takes for the most alike, each in its situation.

    Holds the vectors of all of them, some ten seconds' work, and leaves them in `folder` for next time.
    """

    def __init__(self, folder: Path) -> None:
        self._examples = read_said()
        try:
            self._encoder: SentenceEncoder | None = SentenceEncoder()
        except EncoderUnavailable:
            # The bot goes on without it too; then nothing is near to anything.
            self._encoder = None
            return
        self._vectors = self._kept(self._encoder, folder)

    def of(self, reading: ReadMessage, *, most: int = TOP) -> list[Neighbour]:
        """The nearest first; none without the encoder."""
        if self._encoder is None:
            return []
        asked = in_context(context_words(reading.grounds.before), reading.text)
        cosines = self._vectors @ self._encoder.encode([asked])[0]
        order = np.argsort(-cosines, kind="stable")[:most]
        return [Neighbour(self._examples[i].text, _parts(self._examples[i].reading), float(cosines[i])) for i in order]

    def _kept(self, encoder: SentenceEncoder, folder: Path) -> Vectors:
        texts = [in_context(example.context, example.text) for example in self._examples]
        digest = hashlib.sha256("\0".join([expected_hash(), *texts]).encode()).hexdigest()[:16]
        file = folder / f"vectors-{digest}.npy"
        if not file.exists():
            folder.mkdir(parents=True, exist_ok=True)
            for old in folder.glob("vectors-*.npy"):
                old.unlink()
            np.save(file, encoder.encode(texts))
        vectors: Vectors = np.load(file)
        return vectors


def failures(answers: Answers, nearest: Find, *, show_test_words: bool = False) -> Iterator[dict[str, Any]]:
    """One row a failed message or turn.

    Of a set that is not open, neither what was said nor what lies near to it is in a row, unless that is asked for.
    """
    words = show_test_words or answers.name in OPEN_SETS
    for one in answers.named():
        if one.heard.why:
            yield {**_row(answers.name, one), **(_words(one, nearest) if words else {})}


def write(rows: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Writes the rows as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def in_words(row: Mapping[str, Any]) -> str:
    """A failure as a few lines to read in a terminal."""
    flag, gate = row["red_flag"], row["gate"]
    fired = f"{flag['kind']} by {flag['rule']} ({flag['strength']})" if flag else "none"
    likely = "; ".join(f"{part} {_listed(chances)}" for part, chances in row["classifier"].items())
    said = repr(row["text"]) if "text" in row else "(words left out)"
    before = ", ".join(f"{name} {value}" for name, value in row["before"].items() if value) or "nothing"
    doubt = ", in doubt" if gate["doubt"] else ""
    lines = [
        f"{row['set']} {row['id']}: {said}",
        f"    {row['cause']}: {row['reason']}",
        f"    before: {before}; red flag: {fired}",
        f"    classifier: {likely}",
        f"    gate: {gate['reading']}, {gate['intent']} {gate['confidence']:.2f}{doubt}",
        *(f"    near {one['cosine']:.2f} {one['teaches']}: {one['text']!r}" for one in row.get("nearest", [])),
    ]
    return "\n".join(lines)


def _row(name: str, one: Named) -> dict[str, Any]:
    heard = one.heard
    expected, reply = heard.turn.expected, heard.reply
    return {
        "set": name,
        "id": one.id,
        "reason": heard.why,
        "cause": cause(heard),
        "expected": asdict(expected),
        "given": {"route": reply.route, "services": list(reply.services)},
        **_how(heard.reading),
    }


def _words(one: Named, nearest: Find) -> dict[str, Any]:
    return {"text": one.heard.turn.say, "nearest": [asdict(near) for near in nearest(one.heard.reading)]}


def _how(reading: ReadMessage) -> dict[str, Any]:
    before, decision = reading.grounds.before, reading.decision
    return {
        "before": {name: getattr(before, name) for name in ("topic", "route", "emergency")},
        "red_flag": _flag(reading),
        "classifier": {part: _likeliest(chances) for part, chances in reading.grounds.chances.items()},
        "gate": {**asdict(decision), "reading": _parts(decision.reading)},
    }


def _flag(reading: ReadMessage) -> dict[str, str] | None:
    if reading.danger is None:
        return None
    strength = "sure" if reading.danger.sure else "hint"
    return {"kind": reading.danger.kind, "rule": reading.danger.rule, "strength": strength}


def _likeliest(chances: Mapping[str, float]) -> dict[str, float]:
    return dict(sorted(chances.items(), key=lambda pair: -pair[1])[:TOP])


def _listed(chances: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {chance:.2f}" for name, chance in chances.items())


def _parts(reading: Reading) -> str:
    """Need, question and act, as far as there are any."""
    return " + ".join(part for part in reading.as_dict().values() if part) or NOTHING
