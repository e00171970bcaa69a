"""The front door of the red flags: one call that says whether someone may die or be hurt now."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from bot.understanding.normalise import readable
from bot.understanding.red_flags import rules as rule_files
from bot.understanding.red_flags.calm import find_calm
from bot.understanding.red_flags.clauses import clauses_of
from bot.understanding.red_flags.context import Context
from bot.understanding.red_flags.danger import Danger, graver
from bot.understanding.red_flags.finder import Finder, Match
from bot.understanding.red_flags.languages import find_foreign, fold_plain
from bot.understanding.red_flags.modifiers import Modification, Modifier
from bot.understanding.red_flags.pleas import cry_for_help, wish_to_die
from bot.understanding.red_flags.rules import Rule
from bot.understanding.red_flags.spelling import OTHER, Speller
from bot.understanding.red_flags.words import Row, read_row

_PSEUDO = "no-denial"
# That it was a joke, or that help came for others: there never was any danger.
_NEVER_WAS = frozenset({"only-messing", "for-others"})
_ALL_CLEAR = _NEVER_WAS | {"all-clear"}
_AWAY = "away"
_THEY_ARE_WELL, _I_AM_WELL = "they-are-well", "i-am-well"
_MEDICS_THERE, _ONLY_BREATHES = "medics-there", "only-breathes"
_NOT_CALLED, _COMING, _BACK, _NEAR = "not-called", "help-coming", "back-again", "they-are-near"
_HARMLESS, _TIRED = "harmless", "tired"
_ASKS_IF_WELL, _FAREWELL = "asks-if-well", "farewell"
# "Nobody is hurt yet", "he is not ill but".
_GO_ON = frozenset({"yet", "but"})
_BESIDE = "?"
_WORD = re.compile(r"[a-z0-9']+")


@dataclass(frozen=True)
class Assessment:
    """The gravest danger, or None; `quietened` where signs were seen and what is said around them takes all away.

    `all_clear`: it is said outright that nobody is in danger; `never_was`: that it was a joke, or is about others;
    `away`: that whoever it was is not there; `they_are_well`, `i_am_well`: that somebody else, or the writer, is
    well; `medics_there`: that medical help came; `only_breathes`: that somebody breathes, and no more than that;
    `not_called`: that nobody rang; `coming`: that help is on its way; `back`: that it is back; `they_are_near`:
    nothing but that somebody is there, or a hush; `harmless`: a saying that alone is no danger; `tired`: one that
    says no more than that; `asks_if_well`: whether it will be all right is asked; `farewell`: last words to
    somebody close, with no sign that anything is being done.
    `calm`: the language in which it speaks of drugs or drink and of no danger, where that is not English, and `means`
    the need that it speaks of, where the words say which. `despair`: the language of a wish
    to die, `cry` that of a cry for help which is all of it, where those are not English.
    """

    danger: Danger | None
    quietened: bool = False
    all_clear: bool = False
    never_was: bool = False
    away: bool = False
    they_are_well: bool = False
    i_am_well: bool = False
    medics_there: bool = False
    only_breathes: bool = False
    not_called: bool = False
    coming: bool = False
    back: bool = False
    they_are_near: bool = False
    harmless: bool = False
    tired: bool = False
    asks_if_well: bool = False
    farewell: bool = False
    calm: str = ""
    means: str = ""
    despair: str = ""
    cry: str = ""


def assess(text: str) -> Assessment:
    """What is seen in a message as it was typed. Never raises, whatever the text.

    A danger's language is the other one wherever a message mixes one with English, whichever of them says the gravest.
    """
    plain = readable(text)
    pieces = fold_plain(plain)
    foreign, english = find_foreign(text, pieces), _detector().assess(plain)
    if foreign is None:
        if english.danger:
            return english
        if despair := wish_to_die(pieces):
            return replace(english, despair=despair)
        if cry := cry_for_help(pieces):
            return replace(english, cry=cry)
        calm = find_calm(pieces)
        return replace(english, calm=calm.language, means=calm.means) if calm else english
    found = graver(foreign, english.danger)
    return Assessment(found and replace(found, language=foreign.language))


def glance(text: str) -> bool:
    """Whether there may be danger, by words as they are commonly spelt, or of another script: a tenth of an `assess`.

    It decides who is read first and nothing else. Before the rules are read it cannot tell, and says so of everything.
    """
    if not _detector.cache_info().currsize:
        return True
    return _detector().glance(text.lower()) or any(char.isalpha() for char in text if not char.isascii())


@cache
def _detector() -> "Detector":
    return Detector()


class Detector:
    """All rules for English, read once and ready for any message."""

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
        self._scopes = {one.id: one.scope for one in rule_files.modifiers()}
        common = rule_files.listed("everyday")
        self._quiet = Finder(((one.id, steps) for one in rule_files.modifiers() for steps in one.patterns), common)
        named = [(rule.id, steps) for rule in self._rules.values() for steps in rule.patterns]
        named += [(rule.id + _BESIDE, steps) for rule in self._rules.values() for steps in rule.beside]
        self._signs = Finder(named, common)

    def glance(self, text: str) -> bool:
        words = (word for typed in _WORD.findall(text) for word in self._speller.at_a_glance(typed))
        return self._signs.may_find(frozenset(words))

    def assess(self, plain: str) -> Assessment:
        row = read_row(plain, self._speller)
        around = [match for match in self._quiet.find(row.words) if not _runs_on(row, match)]
        context = Context(row.words, clauses_of(row), self._those_in(around))
        words = _hide(row, (match for match in around if not self._scopes[match.name]))
        seen = list(self._dangers(words, context))
        danger = _together((danger, enough) for danger, enough in seen if danger)
        said = {match.name for match in around}
        goes_on = bool(danger or said & {_NOT_CALLED, _BACK} or _GO_ON & set(row.words))
        return Assessment(
            danger,
            quietened=bool(seen) and danger is None,
            all_clear=bool(said & _ALL_CLEAR) and not goes_on,
            never_was=bool(said & _NEVER_WAS) and not goes_on,
            away=_AWAY in said,
            they_are_well=_THEY_ARE_WELL in said,
            i_am_well=_I_AM_WELL in said,
            medics_there=_MEDICS_THERE in said,
            only_breathes=_ONLY_BREATHES in said,
            not_called=_NOT_CALLED in said,
            coming=_COMING in said,
            back=_BACK in said,
            they_are_near=_NEAR in said,
            harmless=bool(said & {_HARMLESS, _TIRED}),
            tired=_TIRED in said,
            asks_if_well=_ASKS_IF_WELL in said,
            farewell=danger is None and _FAREWELL in said,
        )

    def _dangers(self, words: tuple[str, ...], context: Context) -> Iterator[tuple[Danger | None, bool]]:
        """For each sign its danger, None where it is wholly quietened, and whether the sign is enough by itself."""
        present = frozenset(words)
        for sign in self._signs.find(words):
            rule = self._rules[sign.name.removesuffix(_BESIDE)]
            if all(present & need for need in rule.needs):
                danger = _weighed(rule, context.weigh(sign, rule.spared))
                yield danger, danger is not None and self._enough(sign, context)

    def _enough(self, sign: Match, context: Context) -> bool:
        if sign.name.endswith(_BESIDE):
            return context.plainly_now(sign)
        return not context.another_time(sign)

    def _those_in(self, around: Iterable[Match]) -> list[Modifier]:
        matches = list(around)
        spared = {place for match in matches if match.name == _PSEUDO for place in range(match.start, match.end)}
        return [
            Modifier(self._scopes[match.name], match.start, match.end)
            for match in matches
            if self._scopes[match.name] not in ("", "none")
            and not (self._scopes[match.name] == "denial" and match.start in spared)
        ]


def _runs_on(row: Row, match: Match) -> bool:
    """Words on either side of a comma are no one saying."""
    return any(match.start < pause < match.end for pause in row.pauses)


def _hide(row: Row, idioms: Iterable[Match]) -> tuple[str, ...]:
    words = list(row.words)
    for idiom in idioms:
        words[idiom.start : idiom.end] = [OTHER] * (idiom.end - idiom.start)
    return tuple(words)


def _together(seen: Iterable[tuple[Danger, bool]]) -> Danger | None:
    """The gravest. Of signs that are not enough by themselves, it takes two of different rules to be sure."""
    found: Danger | None = None
    leaning: dict[str, Danger] = {}
    for danger, enough in seen:
        if danger.sure and not enough:
            leaning[danger.rule] = danger
            danger = replace(danger, sure=False)
        found = graver(found, danger)
    if len(leaning) > 1:
        for danger in leaning.values():
            found = graver(found, danger)
    return found


def _weighed(rule: Rule, modification: Modification) -> Danger | None:
    if modification is Modification.QUIET:
        return None
    return Danger(rule.kind, rule.id, rule.sure and modification is Modification.LIVE)
