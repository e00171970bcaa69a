"""What was answered, turn by turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.cases import EMERGENCY, Case, Turn
from evaluation.judge import Reply
from evaluation.readings import Reading


@dataclass(frozen=True)
class Heard:
    """One turn, its reply, why that fails (None: it passes), and how the message was read."""

    turn: Turn
    reply: Reply
    why: str | None
    reading: Reading

    @property
    def is_missed(self) -> bool:
        """An emergency without the 999 reply that it needs."""
        return self.turn.expected.is_emergency and self.why is not None

    @property
    def is_false_alarm(self) -> bool:
        return self.turn.expected.is_calm and self.reply.route == EMERGENCY


@dataclass(frozen=True)
class Named:
    """A turn with a name of its own: a message's id, or a conversation's with the number of the turn."""

    id: str
    heard: Heard


@dataclass(frozen=True)
class Result:
    """A case with all its turns."""

    case: Case
    heard: tuple[Heard, ...]

    @property
    def passed(self) -> bool:
        return all(turn.why is None for turn in self.heard)


@dataclass(frozen=True)
class Answers:
    """All that was answered of one set. A message has one turn, a dialogue several."""

    name: str
    fingerprint: str
    messages: tuple[Result, ...]
    dialogues: tuple[Result, ...]

    def said(self) -> Iterator[Heard]:
        """The messages alone."""
        for result in self.messages:
            yield result.heard[0]

    def named(self) -> Iterator[Named]:
        """The messages, then the conversations turn by turn."""
        for result in self.messages:
            yield Named(result.case.id, result.heard[0])
        for result in self.dialogues:
            for number, heard in enumerate(result.heard, start=1):
                yield Named(f"{result.case.id} turn {number}", heard)
