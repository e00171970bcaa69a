"""Reads the rule files: what the signs are, what quietens them, and which words stand for which."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.understanding.red_flags.patterns import Classes, Steps, read_pattern, words_named

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FOLDER = Path(__file__).parent / "rules"
KINDS = (
    "electric", "gas", "fire", "not-breathing", "opioids", "cannot-wake", "fit", "overheating", "child", "swallowed",
    "pregnancy", "chest-pain", "attacked", "suicide-act", "spiked-now", "withdrawal", "collapse", "overdose", "unknown",
)  # fmt: skip
SCOPES = ("denial", "question", "info", "supposed", "none", "past", "recent", "story", "habit", "over", "taken-back")


@dataclass(frozen=True)
class Rule:
    """One sign of danger, with the sentences that must and must not raise it.

    `beside` are patterns that make it sure only where another sign stands beside it."""

    id: str
    kind: str
    sure: bool
    patterns: tuple[Steps, ...]
    beside: tuple[Steps, ...]
    needs: tuple[frozenset[str], ...]
    spared: frozenset[str]
    examples_for: tuple[str, ...]
    examples_against: tuple[str, ...]


@dataclass(frozen=True)
class ModifierRule:
    """Words that quieten a sign near them: `scope` says how far. With no scope they hide the words they cover."""

    id: str
    scope: str
    patterns: tuple[Steps, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Spelling:
    """How words are typed: what stands for what, and real words that no slip of the finger may change."""

    stands_for: Mapping[str, tuple[str, ...]]
    keep: frozenset[str]


def load(name: str) -> Any:
    """One rule file as plain data."""
    return yaml.load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"), Loader=_Loader)


@cache
def word_lists() -> Classes:
    """The lists that patterns name as `<name>`; an entry of several words is written with underscores."""
    return {
        name: tuple(tuple(entry.split("_")) for entry in entries.split())
        for name, entries in load("words")["lists"].items()
    }


@cache
def listed(name: str) -> frozenset[str]:
    """All the words of one list, entries of several words taken apart."""
    return frozenset(word for entry in word_lists()[name] for word in entry)


@cache
def rules() -> tuple[Rule, ...]:
    """Every sign, the gravest kind first."""
    return tuple(_rule(entry, kind) for kind in KINDS for entry in load(kind)["rules"])


@cache
def modifiers() -> tuple[ModifierRule, ...]:
    """Everything that quietens, from quiet.yml and idioms.yml."""
    entries = load("quiet")["rules"] + load("idioms")["rules"]
    return tuple(
        ModifierRule(
            entry["id"],
            entry.get("scope", ""),
            _patterns(entry["patterns"], "<negation>|<borders>"),
            tuple(entry["for"]),
        )
        for entry in entries
    )


@cache
def spelling() -> Spelling:
    """The spellings of words.yml, with the real words of keep.yml."""
    stands_for = {
        typed: tuple(word.split("_"))
        for word, forms in load("words")["spellings"].items()
        for typed in str(forms).split()
    }
    return Spelling(stands_for, frozenset(load("keep")["words"].split()))


@cache
def known_words() -> frozenset[str]:
    """Every word that some pattern or list names, and that a spelling may stand for."""
    patterns = [steps for rule in rules() for steps in (*rule.patterns, *rule.beside)]
    patterns += [steps for modifier in modifiers() for steps in modifier.patterns]
    named = {word for steps in patterns for word in words_named(steps)}
    in_lists = {word for entries in word_lists().values() for entry in entries for word in entry}
    meant = {word for words in spelling().stands_for.values() for word in words}
    return frozenset(named | in_lists | meant | set(load("words")["also"].split()))


def _rule(entry: Mapping[str, Any], kind: str) -> Rule:
    return Rule(
        entry["id"],
        kind,
        entry["sure"],
        _patterns(entry.get("patterns", ())),
        _patterns(entry.get("beside", ())),
        tuple(frozenset(_single_words(names.split("|"))) for names in entry.get("needs", ())),
        frozenset(entry.get("despite", ())),
        tuple(entry["for"]),
        tuple(entry.get("against", ())),
    )


def _patterns(written: Iterable[str], never_over: str = "<negation>") -> tuple[Steps, ...]:
    return tuple(steps for pattern in written for steps in read_pattern(str(pattern), word_lists(), never_over))


def _single_words(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from (entry[0] for entry in word_lists()[name] if len(entry) == 1)
