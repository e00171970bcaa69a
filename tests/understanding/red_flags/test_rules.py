"""Every rule is held to the sentences written beside it."""

import pytest

from bot.understanding.red_flags.layer import find
from bot.understanding.red_flags.patterns import BadPattern, read_pattern, words_of
from bot.understanding.red_flags.rules import KINDS, SCOPES, Rule, quieteners, rules, spelling, word_lists
from tests.understanding.red_flags import sends_999

LIVE = "he's not breathing"
FOR = [(rule, text) for rule in rules() for text in rule.examples_for]
AGAINST = [(rule, text) for rule in rules() for text in rule.examples_against]
QUIET = [(one.id, text) for one in quieteners() for text in one.examples]


@pytest.mark.parametrize(("rule", "text"), FOR, ids=[f"{rule.id}: {text}" for rule, text in FOR])
def test_a_sign_is_seen(rule: Rule, text: str) -> None:
    found = find(text)
    assert found is not None
    assert found.sure or not rule.sure


@pytest.mark.parametrize(("rule", "text"), AGAINST, ids=[f"{rule.id}: {text}" for rule, text in AGAINST])
def test_a_look_alike_is_left_alone(rule: Rule, text: str) -> None:
    assert not sends_999(text)


@pytest.mark.parametrize(("quietener", "text"), QUIET, ids=[f"{name}: {text}" for name, text in QUIET])
def test_a_quietener_quietens_its_own_clause_only(quietener: str, text: str) -> None:
    assert not sends_999(text), quietener
    assert sends_999(f"{text}. {LIVE}")
    assert sends_999(f"{LIVE}. {text}")
    assert sends_999(f"{text} but now {LIVE}")
    assert sends_999(f"{LIVE} and {text}") or sends_999(f"{LIVE}, {text}")


def test_every_rule_has_a_name_of_its_own_and_a_sentence_for_it() -> None:
    names = [rule.id for rule in rules()] + [one.id for one in quieteners()]
    assert len(names) == len(set(names))
    assert all(rule.examples_for and rule.kind in KINDS for rule in rules())
    assert all(one.examples and one.scope in ("", *SCOPES) for one in quieteners())


def test_every_kind_has_a_rule_that_is_sure() -> None:
    assert {rule.kind for rule in rules() if rule.sure} == set(KINDS)


def test_every_word_of_a_pattern_can_be_typed() -> None:
    """A word that the spellings turn into another would never reach its pattern."""
    turned = {typed for typed, words in spelling().stands_for.items() if words != (typed,)}
    named = {word for one in (*rules(), *quieteners()) for steps in one.patterns for word in words_of(steps)}
    assert not named & turned


@pytest.mark.parametrize("pattern", ["", "~3", "<nosuchlist>", "maybe?"])
def test_a_pattern_that_says_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        read_pattern(pattern, word_lists())
