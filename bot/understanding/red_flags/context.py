"""Weighs a sign by what is said around it: denied, past, supposed, somebody's story, a habit, or over and well."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bot.understanding.red_flags.clauses import Clause
from bot.understanding.red_flags.finder import Match
from bot.understanding.red_flags.rules import listed
from bot.understanding.red_flags.told import Cue, Hush, Reach, Told

_DENIAL_REACH = 5
# So many words may follow a cue that trails behind what it speaks of: "in the film last night".
_TRAIL = 3
# The last word of the other cues may be the one that counts: "what if | he".
_FROM_START = frozenset(["past", "habit", "story"])
_OTHER_TIMES = frozenset(["past", "recent", "story", "habit"])
_THAT = ("subject", "condition")


class Context:
    """All the cues of one message, ready to weigh any sign found in it."""

    def __init__(self, words: Sequence[str], clauses: Sequence[Clause], cues: Sequence[Cue]) -> None:
        self._words = words
        self._clauses = clauses
        # The same for every cue of its kind, and made once: a message can have hundreds of both.
        self._quiet = [Reach(each.start, each.end, Hush.QUIET) for each in clauses]
        self._hints = [Reach(each.start, each.end, Hush.HINT) for each in clauses]
        self._calm = [place for place, each in enumerate(clauses) if not (each.present or each.now)]
        self._told: defaultdict[str, Told] = defaultdict(Told)
        for cue in cues:
            self._told[cue.scope].add(cue, self._reach(cue))

    def weigh(self, sign: Match, spared: frozenset[str] = frozenset()) -> Hush:
        """The strongest quieting that covers the sign. A cue inside the sign itself does not count."""
        hush = Hush.LIVE
        despite: list[Hush] = []
        denying = not listed("negation").isdisjoint(self._words[sign.start : sign.end])
        for scope, told in self._told.items():
            if scope == "denial" and denying:
                continue
            inside = [cue for cue in told.cues if sign.start <= cue.start and cue.end <= sign.end]
            weight = max(told.weigh(sign, inside), *(self._within(sign, cue) for cue in inside), Hush.LIVE)
            if scope in spared:
                despite.append(weight)
            else:
                hush = max(hush, weight)
        # One reason is not enough to quieten what a rule holds to despite it; two are ("last night, fine now").
        return max(hush, min(despite)) if len(despite) > 1 else hush

    def another_time(self, sign: Match) -> bool:
        """Whether the message tells of another time or somebody's story, and nothing says that the sign is of now."""
        told = {
            scope
            for scope in self._told.keys() & _OTHER_TIMES
            if any(not sign.start <= cue.start < sign.end for cue in self._told[scope].cues)
        }
        of_a_thing = "habit" in told and not (self._of_somebody() or self._of_me(sign))
        return bool(told) and (of_a_thing or not self._said_of_now(sign))

    def plainly_now(self, sign: Match) -> bool:
        """Whether the sign is said in the present, of somebody, and nothing in the whole message quietens anything."""
        calm = not self._told.keys() - {"denial"}
        asks = not listed("asking").isdisjoint(self._words)
        return calm and not asks and self._of_somebody() and self._said_of_now(sign)

    def _of_me(self, sign: Match) -> bool:
        """Whether the writer is in the clause: "my printer wont wake" is not, "i cant breathe" is."""
        return any(
            not listed("writer").isdisjoint(self._words[clause.start : clause.end])
            for clause in self._clauses
            if clause.start < sign.end and sign.start < clause.end
        )

    def _of_somebody(self) -> bool:
        """Whether the message speaks of anyone but its writer."""
        return not (listed("they") | listed("others")).isdisjoint(self._words)

    def _said_of_now(self, sign: Match) -> bool:
        return any(
            self._is_now(clause) for clause in self._clauses if clause.start < sign.end and sign.start < clause.end
        )

    def _is_now(self, clause: Clause) -> bool:
        denies = not listed("negation").isdisjoint(self._words[clause.start : clause.end])
        return clause.present or clause.now or (denies and not clause.past)

    def _within(self, sign: Match, cue: Cue) -> Hush:
        """A sign may name a cue ("not sure if he is breathing"); a date inside it counts unless "now" follows."""
        if cue.scope not in ("past", "recent", "story"):
            return Hush.LIVE
        after = self._words[cue.end : sign.end]
        if not (listed("present_day") | listed("present")).isdisjoint(after):
            return Hush.LIVE
        return Hush.HINT if cue.scope == "recent" else Hush.QUIET

    def _reach(self, cue: Cue) -> Iterator[Reach]:
        own = self._clause_at(cue.start if cue.scope in _FROM_START else cue.end - 1)
        if own is None:
            return
        clause = self._clauses[own]
        if cue.scope == "denial":
            yield Reach(cue.end, min(clause.end, cue.end + _DENIAL_REACH), Hush.QUIET)
        elif cue.scope == "question":
            yield Reach(cue.start, clause.end, Hush.QUIET)
        elif cue.scope == "info":
            yield from self._info(cue, own)
        elif cue.scope == "supposed":
            yield from self._supposed(cue, own)
        elif cue.scope == "past":
            yield from self._past(own)
        elif cue.scope == "recent":
            yield from (reach._replace(by=Hush.HINT) for reach in self._past(own) if not clause.present)
        elif cue.scope == "story":
            yield from self._story(cue, own)
        elif cue.scope == "habit":
            yield Reach(self._own_start(cue, own), self._end_of_habit(cue, own), Hush.HINT)
        else:
            yield from self._over(cue, own)

    def _clause_at(self, index: int) -> int | None:
        return next((place for place, it in enumerate(self._clauses) if it.start <= index < it.end), None)

    def _info(self, cue: Cue, own: int) -> Iterator[Reach]:
        yield Reach(cue.start, self._end_of_list(own + 1 if self._opens_next(own, "condition") else own), Hush.QUIET)

    def _opens_next(self, own: int, *openers: str) -> bool:
        following = next(self._following(own), None)
        return following is not None and following.opener in openers

    def _own_start(self, cue: Cue, own: int) -> int:
        """From where a cue speaks for its clause: "hes blue | in the film he stops" is no "hes blue in the film"."""
        clause = self._clauses[own]
        live = not listed("present").isdisjoint(self._words[clause.start : cue.start])
        trails = (
            self._words[cue.start] in listed("trailers")
            and clause.end - cue.end <= _TRAIL
            and not self._opens_next(own, "subject")
        )
        return cue.start if live and not trails else clause.start

    def _end_of_habit(self, cue: Cue, own: int) -> int:
        """ "Every time he drinks | he passes out" is one habit."""
        clause = self._clauses[own]
        following = next(self._following(own), clause)
        opens = cue.start == clause.start and self._words[cue.start] in listed("whenevers")
        return following.end if opens and following.opener == "subject" and not self._is_news(following) else clause.end

    def _supposed(self, cue: Cue, own: int) -> Iterator[Reach]:
        runs_on = cue.end == self._clauses[own].end and self._opens_next(own, "subject", "condition")
        yield Reach(cue.start, self._end_of_list(own + 1 if runs_on else own), Hush.QUIET)

    def _end_of_list(self, own: int) -> int:
        """Where what hangs on clause `own` ends: "if he stops breathing, or goes blue | hes ..."."""
        end = self._clauses[own].end
        for clause in self._following(own):
            if clause.opener not in ("join", "pause") or clause.own_subject or clause.now:
                break
            end = clause.end
        return end

    def _past(self, own: int) -> Iterator[Reach]:
        clause = self._clauses[own]
        yield (self._hints if clause.now and clause.present else self._quiet)[own]
        yield from self._past_beside(clause, range(own - 1, -1, -1))
        yield from self._past_beside(clause, range(own + 1, len(self._clauses)))

    def _past_beside(self, clause: Clause, places: Iterable[int]) -> Iterator[Reach]:
        start, end, unbroken = clause.start, clause.end, True
        for place in places:
            other = self._clauses[place]
            same = other.sentence == clause.sentence
            if other.now or (not same and other.start < clause.start):
                break
            if other.present or not (same or other.past):
                unbroken = False
                continue
            yield self._quiet[place]
            if unbroken:
                start, end = min(start, other.start), max(end, other.end)
        yield Reach(start, end, Hush.HINT)

    def _story(self, cue: Cue, own: int) -> Iterator[Reach]:
        first = own
        start = self._own_start(cue, own)
        while start == self._clauses[first].start and first > 0 and self._clauses[first].opener in _THAT:
            first -= 1
            start = self._clauses[first].start
        yield Reach(start, self._end_of_tale(cue, own), Hush.QUIET)

    def _end_of_tale(self, cue: Cue, own: int) -> int:
        """A tale ends at "now", "but", or where somebody is named in the present: "in the film he dies | hes blue"."""
        end = self._clauses[own].end
        begun = cue.end < end
        for clause in self._following(own):
            named = clause.own_subject and clause.opener in ("join", "pause", "news")
            if clause.now or clause.opener == "turn" or named or (begun and self._is_news(clause)):
                break
            begun = True
            end = clause.end
        return end

    def _is_news(self, clause: Clause) -> bool:
        return clause.opener == "subject" and self._words[clause.start] in listed("contractions") | {"i"}

    def _over(self, cue: Cue, own: int) -> Iterator[Reach]:
        yield Reach(self._own_start(cue, own), self._clauses[own].end, Hush.HINT)
        yield from (self._hints[place] for place in self._calm if place != own)

    def _following(self, own: int) -> Iterator[Clause]:
        for clause in self._clauses[own + 1 :]:
            if clause.sentence != self._clauses[own].sentence:
                return
            yield clause
