"""Weighs a sign by what is said around it: denied, past, supposed, somebody's story, a habit, or over and well."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.understanding.red_flags.clauses import Clause
from bot.understanding.red_flags.finder import Match
from bot.understanding.red_flags.rules import listed

_DENIAL_REACH = 5


class Hush(IntEnum):
    """How far a sign is quietened: not at all, to a hint, or wholly."""

    LIVE = 0
    HINT = 1
    QUIET = 2


@dataclass(frozen=True)
class Cue:
    """Words that may quieten, and which kind of quieting they bring."""

    scope: str
    start: int
    end: int


class Context:
    """All the cues of one message, ready to weigh any sign found in it."""

    def __init__(self, words: Sequence[str], clauses: Sequence[Clause], cues: Sequence[Cue]) -> None:
        self._words = words
        self._clauses = clauses
        self._reaches = [(cue, list(self._reach(cue))) for cue in cues]

    def weigh(self, sign: Match, spared: frozenset[str] = frozenset()) -> Hush:
        """The strongest quieting that covers the sign. A cue inside the sign itself does not count."""
        hush = Hush.LIVE
        denying = not listed("negation").isdisjoint(self._words[sign.start : sign.end])
        for cue, reaches in self._reaches:
            if cue.scope in spared or (cue.scope == "denial" and denying):
                continue
            if sign.start <= cue.start and cue.end <= sign.end:
                hush = max(hush, self._within(sign, cue))
                continue
            for start, end, weight in reaches:
                if start <= sign.start and sign.end <= end:
                    hush = max(hush, weight)
        return hush

    def _within(self, sign: Match, cue: Cue) -> Hush:
        """A sign may name a cue ("not sure if he is breathing"); a date inside it counts unless "now" follows."""
        if cue.scope not in ("past", "recent", "story"):
            return Hush.LIVE
        after = self._words[cue.end : sign.end]
        if not (listed("present_day") | listed("present")).isdisjoint(after):
            return Hush.LIVE
        return Hush.HINT if cue.scope == "recent" else Hush.QUIET

    def _reach(self, cue: Cue) -> Iterator[tuple[int, int, Hush]]:
        own = self._clause_at(cue.end - 1)
        if own is None:
            return
        clause = self._clauses[own]
        if cue.scope == "denial":
            yield cue.end, min(clause.end, cue.end + _DENIAL_REACH), Hush.QUIET
        elif cue.scope == "question":
            yield cue.start, clause.end, Hush.QUIET
        elif cue.scope == "info":
            yield from self._info(cue, own)
        elif cue.scope == "supposed":
            yield from self._supposed(cue, own)
        elif cue.scope == "past":
            yield from self._past(own)
        elif cue.scope == "recent":
            yield from ((start, end, Hush.HINT) for start, end, _ in self._past(own) if not clause.present)
        elif cue.scope == "story":
            yield from self._story(own)
        elif cue.scope == "habit":
            yield clause.start, clause.end, Hush.HINT
        else:
            yield from self._over(own)

    def _clause_at(self, index: int) -> int | None:
        return next((place for place, it in enumerate(self._clauses) if it.start <= index < it.end), None)

    def _info(self, cue: Cue, own: int) -> Iterator[tuple[int, int, Hush]]:
        yield cue.start, self._end_of_list(own), Hush.QUIET

    def _supposed(self, cue: Cue, own: int) -> Iterator[tuple[int, int, Hush]]:
        following = next(self._following(own), None)
        runs_on = cue.end == self._clauses[own].end and following is not None and following.opener == "subject"
        yield cue.start, self._end_of_list(own + 1 if runs_on else own), Hush.QUIET

    def _end_of_list(self, own: int) -> int:
        """Where what hangs on clause `own` ends: "if he stops breathing, or goes blue | hes ..."."""
        end = self._clauses[own].end
        for clause in self._following(own):
            if clause.opener not in ("join", "pause") or clause.own_subject or clause.now:
                break
            end = clause.end
        return end

    def _past(self, own: int) -> Iterator[tuple[int, int, Hush]]:
        clause = self._clauses[own]
        yield clause.start, clause.end, Hush.HINT if clause.now and clause.present else Hush.QUIET
        yield from self._past_beside(clause, reversed(self._clauses[:own]))
        yield from self._past_beside(clause, self._clauses[own + 1 :])

    def _past_beside(self, clause: Clause, line: Iterable[Clause]) -> Iterator[tuple[int, int, Hush]]:
        start, end, unbroken = clause.start, clause.end, True
        for other in line:
            same = other.sentence == clause.sentence
            if other.now or (not same and other.start < clause.start):
                return
            if other.present or not (same or other.past):
                unbroken = False
                continue
            yield other.start, other.end, Hush.QUIET
            start, end = min(start, other.start), max(end, other.end)
            if unbroken:
                yield start, end, Hush.HINT

    def _story(self, own: int) -> Iterator[tuple[int, int, Hush]]:
        start = end = own
        while start > 0 and self._clauses[start].opener in ("subject", "condition"):
            start -= 1
        for clause in self._following(own):
            if clause.now or clause.opener == "turn" or (clause.own_subject and clause.opener in ("join", "pause")):
                break
            end += 1
        yield self._clauses[start].start, self._clauses[end].end, Hush.QUIET

    def _over(self, own: int) -> Iterator[tuple[int, int, Hush]]:
        for place, clause in enumerate(self._clauses):
            if place == own or not (clause.present or clause.now):
                yield clause.start, clause.end, Hush.HINT

    def _following(self, own: int) -> Iterator[Clause]:
        for clause in self._clauses[own + 1 :]:
            if clause.sentence != self._clauses[own].sentence:
                return
            yield clause
