"""The front door of the red flags: one call that says whether someone may die or be hurt now."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bot.understanding.red_flags import rules as rule_files
from bot.understanding.red_flags.clauses import clauses_of
from bot.understanding.red_flags.context import Context, Cue, Hush
from bot.understanding.red_flags.finder import Finder, Match
from bot.understanding.red_flags.languages import find_foreign
from bot.understanding.red_flags.rules import KINDS, Rule
from bot.understanding.red_flags.spelling import OTHER, Speller
from bot.understanding.red_flags.words import Row, read_row

_PSEUDO = "no-denial"


@dataclass(frozen=True)
class Danger:
    """What was found. `sure` is enough for the 999 reply by itself; without it, a hint for the classifier."""

    kind: str
    rule: str
    sure: bool
    language: str = "en"


def find(text: str) -> Danger | None:
    """The gravest danger in a message as it was typed, or None. Never raises, whatever the text."""
    foreign = find_foreign(text)
    if foreign is not None:
        return Danger(foreign.kind, foreign.rule, foreign.sure, foreign.language)
    return _layer().find(text)


@cache
def _layer() -> "_Layer":
    return _Layer()


class _Layer:
    def __init__(self) -> None:
        spelling = rule_files.spelling()
        self._speller = Speller(
            rule_files.known_words(),
            spelling.stands_for,
            spelling.keep,
            rule_files.listed("core"),
            rule_files.listed("by_ear"),
        )
        self._rules = {rule.id: rule for rule in rule_files.rules()}
        self._scopes = {one.id: one.scope for one in rule_files.quieteners()}
        common = rule_files.listed("everyday")
        self._quiet = Finder(((one.id, steps) for one in rule_files.quieteners() for steps in one.patterns), common)
        self._signs = Finder(((rule.id, steps) for rule in self._rules.values() for steps in rule.patterns), common)

    def find(self, text: str) -> Danger | None:
        row = read_row(text, self._speller)
        around = list(self._quiet.find(row.words))
        context = Context(row.words, clauses_of(row), self._cues(around))
        words = _hide(row, (match for match in around if not self._scopes[match.name]))
        present = frozenset(words)
        found: Danger | None = None
        for sign in self._signs.find(words):
            rule = self._rules[sign.name]
            if all(present & need for need in rule.needs):
                found = _graver(found, _weighed(rule, context.weigh(sign, rule.spared)))
        return found

    def _cues(self, around: Iterable[Match]) -> list[Cue]:
        matches = list(around)
        spared = {place for match in matches if match.name == _PSEUDO for place in range(match.start, match.end)}
        return [
            Cue(self._scopes[match.name], match.start, match.end)
            for match in matches
            if self._scopes[match.name] not in ("", "none")
            and not (self._scopes[match.name] == "denial" and match.start in spared)
        ]


def _hide(row: Row, idioms: Iterable[Match]) -> tuple[str, ...]:
    words = list(row.words)
    for idiom in idioms:
        words[idiom.start : idiom.end] = [OTHER] * (idiom.end - idiom.start)
    return tuple(words)


def _weighed(rule: Rule, hush: Hush) -> Danger | None:
    if hush is Hush.QUIET:
        return None
    return Danger(rule.kind, rule.id, rule.sure and hush is Hush.LIVE)


def _graver(one: Danger | None, other: Danger | None) -> Danger | None:
    if one is None or other is None:
        return one or other
    return min(one, other, key=lambda danger: (not danger.sure, KINDS.index(danger.kind), danger.rule))
