"""Weighs a sign by what is said around it: denied, past, supposed, somebody's story, a habit, or over and well."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bot.understanding.red_flags.clauses import Clause
from bot.understanding.red_flags.finder import Match
from bot.understanding.red_flags.modifiers import Modification, Modifier, Modifiers, Reach
from bot.understanding.red_flags.rules import listed

_DENIAL_REACH = 5
# So many words may follow a modifier that trails behind what it speaks of: "in the film last night".
_TRAIL = 3
# The last word of the other modifiers may be the one that counts: "what if | he".
_FROM_START = frozenset(["past", "habit", "story"])
_OTHER_TIMES = frozenset(["past", "recent", "story", "habit"])
_THAT = ("subject", "condition")


class Context:
    """All the modifiers of one message, ready to weigh any sign found in it."""

    def __init__(self, words: Sequence[str], clauses: Sequence[Clause], modifiers: Sequence[Modifier]) -> None:
        self._words = words
        self._clauses = clauses
        # The same for every modifier of its kind, and made once: a message can have hundreds of both.
        self._quiet = [Reach(each.start, each.end, Modification.QUIET) for each in clauses]
        self._hints = [Reach(each.start, each.end, Modification.HINT) for each in clauses]
        self._calm = [place for place, each in enumerate(clauses) if not (each.present or each.now)]
        self._modifiers: defaultdict[str, Modifiers] = defaultdict(Modifiers)
        for modifier in modifiers:
            self._modifiers[modifier.scope].add(modifier, self._reach(modifier))

    def weigh(self, sign: Match, spared: frozenset[str] = frozenset()) -> Modification:
        """The strongest quieting that covers the sign. A modifier inside the sign itself does not count."""
        modification = Modification.LIVE
        despite: list[Modification] = []
        denying = not listed("negation").isdisjoint(self._words[sign.start : sign.end])
        for scope, group in self._modifiers.items():
            if scope == "denial" and denying:
                continue
            inside = [
                modifier for modifier in group.members if sign.start <= modifier.start and modifier.end <= sign.end
            ]
            weight = max(
                group.weigh(sign, inside), *(self._within(sign, modifier) for modifier in inside), Modification.LIVE
            )
            if scope in spared:
                despite.append(weight)
            else:
                modification = max(modification, weight)
        # One reason is not enough to quieten what a rule holds to despite it; two are ("last night, fine now").
        return max(modification, min(despite)) if len(despite) > 1 else modification

    def another_time(self, sign: Match) -> bool:
        """Whether the message tells of another time or somebody's story, and nothing says that the sign is of now."""
        times = {
            scope
            for scope in self._modifiers.keys() & _OTHER_TIMES
            if any(not sign.start <= modifier.start < sign.end for modifier in self._modifiers[scope].members)
        }
        of_a_thing = "habit" in times and not (self._of_somebody() or self._of_me(sign))
        return bool(times) and (of_a_thing or not self._said_of_now(sign))

    def plainly_now(self, sign: Match) -> bool:
        """Whether the sign is said in the present, of somebody, and nothing in the whole message quietens anything."""
        calm = not self._modifiers.keys() - {"denial"}
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

    def _within(self, sign: Match, modifier: Modifier) -> Modification:
        """A sign may name a modifier ("not sure if he is breathing"); a date inside it counts unless "now" follows."""
        if modifier.scope not in ("past", "recent", "story"):
            return Modification.LIVE
        after = self._words[modifier.end : sign.end]
        if not (listed("present_day") | listed("present")).isdisjoint(after):
            return Modification.LIVE
        return Modification.HINT if modifier.scope == "recent" else Modification.QUIET

    def _reach(self, modifier: Modifier) -> Iterator[Reach]:
        own = self._clause_at(modifier.start if modifier.scope in _FROM_START else modifier.end - 1)
        if own is None:
            return
        clause = self._clauses[own]
        if modifier.scope == "denial":
            yield Reach(modifier.end, min(clause.end, modifier.end + _DENIAL_REACH), Modification.QUIET)
        elif modifier.scope == "question":
            yield Reach(modifier.start, clause.end, Modification.QUIET)
        elif modifier.scope == "info":
            yield from self._info(modifier, own)
        elif modifier.scope == "supposed":
            yield from self._supposed(modifier, own)
        elif modifier.scope == "past":
            yield from self._past(own)
        elif modifier.scope == "recent":
            yield from (reach._replace(by=Modification.HINT) for reach in self._past(own) if not clause.present)
        elif modifier.scope == "story":
            yield from self._story(modifier, own)
        elif modifier.scope == "habit":
            yield Reach(self._own_start(modifier, own), self._end_of_habit(modifier, own), Modification.HINT)
        elif modifier.scope == "taken-back":
            yield Reach(0, modifier.end, Modification.HINT)
        else:
            yield from self._over(modifier, own)

    def _clause_at(self, index: int) -> int | None:
        return next((place for place, it in enumerate(self._clauses) if it.start <= index < it.end), None)

    def _info(self, modifier: Modifier, own: int) -> Iterator[Reach]:
        yield Reach(
            modifier.start,
            self._end_of_list(own + 1 if self._opens_next(own, "condition") else own),
            Modification.QUIET,
        )

    def _opens_next(self, own: int, *openers: str) -> bool:
        following = next(self._following(own), None)
        return following is not None and following.opener in openers

    def _own_start(self, modifier: Modifier, own: int) -> int:
        """From where a modifier speaks for its clause: "hes blue | in the film he stops" is not "blue in the film"."""
        clause = self._clauses[own]
        live = not listed("present").isdisjoint(self._words[clause.start : modifier.start])
        trails = (
            self._words[modifier.start] in listed("trailers")
            and clause.end - modifier.end <= _TRAIL
            and not self._opens_next(own, "subject")
        )
        return modifier.start if live and not trails else clause.start

    def _end_of_habit(self, modifier: Modifier, own: int) -> int:
        """ "Every time he drinks | he passes out" is one habit."""
        clause = self._clauses[own]
        following = next(self._following(own), clause)
        opens = modifier.start == clause.start and self._words[modifier.start] in listed("whenevers")
        return following.end if opens and following.opener == "subject" and not self._is_news(following) else clause.end

    def _supposed(self, modifier: Modifier, own: int) -> Iterator[Reach]:
        runs_on = modifier.end == self._clauses[own].end and self._opens_next(own, "subject", "condition")
        yield Reach(modifier.start, self._end_of_list(own + 1 if runs_on else own), Modification.QUIET)

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
        yield Reach(start, end, Modification.HINT)

    def _story(self, modifier: Modifier, own: int) -> Iterator[Reach]:
        first = own
        start = self._own_start(modifier, own)
        while start == self._clauses[first].start and first > 0 and self._clauses[first].opener in _THAT:
            first -= 1
            start = self._clauses[first].start
        yield Reach(start, self._end_of_tale(modifier, own), Modification.QUIET)

    def _end_of_tale(self, modifier: Modifier, own: int) -> int:
        """A tale ends at "now", "but", or where somebody is named in the present: "in the film he dies | hes blue"."""
        end = self._clauses[own].end
        begun = modifier.end < end
        for clause in self._following(own):
            named = clause.own_subject and clause.opener in ("join", "pause", "news")
            if clause.now or clause.opener == "turn" or named or (begun and self._is_news(clause)):
                break
            begun = True
            end = clause.end
        return end

    def _is_news(self, clause: Clause) -> bool:
        return clause.opener == "subject" and self._words[clause.start] in listed("contractions") | {"i"}

    def _over(self, modifier: Modifier, own: int) -> Iterator[Reach]:
        yield Reach(self._own_start(modifier, own), self._clauses[own].end, Modification.HINT)
        yield from (self._hints[place] for place in self._calm if place != own)

    def _following(self, own: int) -> Iterator[Clause]:
        for clause in self._clauses[own + 1 :]:
            if clause.sentence != self._clauses[own].sentence:
                return
            yield clause
