"""Every rule is held to the sentences written beside it."""

import pytest

from bot.understanding.red_flags.patterns import BadPattern, read_pattern, words_named
from bot.understanding.red_flags.rules import KINDS, SCOPES, Rule, modifiers, rules, spelling, word_lists
from tests.rows import each_row
from tests.understanding.red_flags import LIVE, find, sends_999

# What may stand between a calm thought and a live one, and in how many of all pairs the live one must be heard.
JOINS = [(". ", 1.0), (" but now ", 1.0), (", ", 0.99), (" and ", 0.99), (" ", 0.95)]
ALIVE = [
    "hes having a fit the boss is here",
    "i dont want to overdose and i cant wake him up",
    "someone's overdosed at our house, if i ring will the police come",
    "i read about a girl who collapsed and now my mate's collapsed",
    "he said he'd kill me last week and he's outside my door with it now",
    "he overdosed twice before and he's overdosing again",
    "my heart sank, her lips are blue",
    "i had a panic attack last week and he's unconscious on the floor",
]
FOR = [(rule, text) for rule in rules() for text in rule.examples_for]
AGAINST = [(rule, text) for rule in rules() for text in rule.examples_against]
QUIET = [(one.id, text) for one in modifiers() for text in one.examples]
# What takes all before it back must hush a live sign there, and none behind it.
TAKES_BACK = [text for one in modifiers() if one.scope == "taken-back" for text in one.examples]


@each_row(("rule", "text"), FOR, ids=[f"{rule.id}: {text}" for rule, text in FOR])
def test_a_sign_is_seen(rule: Rule, text: str) -> None:
    found = find(text)
    assert found is not None
    assert found.sure or not rule.sure


@each_row(("rule", "text"), AGAINST, ids=[f"{rule.id}: {text}" for rule, text in AGAINST])
def test_a_look_alike_is_left_alone(rule: Rule, text: str) -> None:
    assert not sends_999(text)


@each_row(("modifier", "text"), QUIET, ids=[f"{name}: {text}" for name, text in QUIET])
def test_what_a_quietener_covers_is_calm(modifier: str, text: str) -> None:
    assert not sends_999(text), modifier


@pytest.mark.parametrize(("join", "share"), JOINS, ids=[repr(join) for join, _ in JOINS])
def test_a_quietener_quietens_its_own_clause_only(join: str, share: float) -> None:
    """Before and after each live sign, most of all where a full stop or "but now" parts the two."""
    said = [f"{text}{join}{live}" for _, text in QUIET for live in LIVE]
    said += [f"{live}{join}{text}" for _, text in QUIET for live in LIVE if text not in TAKES_BACK]
    hushed = [text for text in said if not sends_999(text)]
    assert len(hushed) <= (1 - share) * len(said), hushed[:20]


@each_row("text", ALIVE)
def test_a_live_sign_is_heard_beside_a_quiet_one(text: str) -> None:
    assert sends_999(text)


@pytest.mark.parametrize("text", ["its nine stone and shes fit the boss says", "the form must fit the box"])
def test_a_figure_of_speech_stays_one(text: str) -> None:
    assert not sends_999(text)


def test_a_sign_that_needs_another_is_a_hint_alone() -> None:
    found = find("there is a sign in the shop asking for help")
    assert found is None or not found.sure


def test_every_rule_has_a_name_of_its_own_and_a_sentence_for_it() -> None:
    names = [rule.id for rule in rules()] + [one.id for one in modifiers()]
    assert len(names) == len(set(names))
    assert all(rule.examples_for and rule.kind in KINDS for rule in rules())
    assert all(one.examples and one.scope in ("", *SCOPES) for one in modifiers())


def test_every_kind_has_a_rule_that_is_sure() -> None:
    assert {rule.kind for rule in rules() if rule.sure} == set(KINDS)


def test_every_word_of_a_pattern_can_be_typed() -> None:
    """A word that the spellings turn into another would never reach its pattern."""
    turned = {typed for typed, words in spelling().stands_for.items() if words != (typed,)}
    written = [(*rule.patterns, *rule.beside) for rule in rules()] + [one.patterns for one in modifiers()]
    named = {word for patterns in written for steps in patterns for word in words_named(steps)}
    assert not named & turned


@pytest.mark.parametrize("pattern", ["", "~3", "<nosuchlist>", "maybe?"])
def test_a_pattern_that_says_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        read_pattern(pattern, word_lists())
