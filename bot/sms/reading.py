"""A text, read once: what it asks of the line itself, what it picks, whether it is the same again, and the danger.

The words themselves stand in `words.yml`. They count where they stand alone; within a sentence they are about drugs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from ruamel.yaml import YAML

from bot.engine.triage import Triage
from bot.sms.cost import WORD, CostWords
from bot.sms.machines import Machines
from bot.sms.message import About, Inbound, Urgency
from bot.sms.person import SHORT, Person
from bot.sms.reactions import Reactions
from bot.sms.segmentation.fitting import Choice

Keyword = Literal["stop", "help", "more", "menu", "cost", "who", "calls", "here"]
# The line's own texts, by their names in the wording.
Fixed = Literal["stop", "help", "cost", "who", "calls", "here", "empty", "no_words", "machine", "unclear", "reaction"]
NO_REPLY = About()

LIST: Any = YAML(typ="safe").load(Path(__file__).with_name("words.yml"))
WORDS: dict[str, Keyword] = {word: keyword for keyword, words in LIST["keywords"].items() for word in words}
CRIES = frozenset(LIST["cries"])
MORE_WHERE_IT_WAITS = frozenset(LIST["more_where_it_waits"])
OF_A_SERVICE = frozenset(LIST["of_a_service"])
COST = CostWords(**LIST["cost"])
PICTURES, AROUND_PICTURES = frozenset(LIST["pictures"]["things"]), frozenset(LIST["pictures"]["around"])
CALLS = tuple(frozenset(LIST["calls"][kind]) for kind in ("asks", "who", "calls", "whom"))
OF_CALLS = frozenset().union(*CALLS, LIST["calls"]["around"])
CHOICES = LIST["choices"]
SPELT = {word: at for at, word in enumerate(CHOICES["numbers"], start=1)}
FIRST = {word: at for at, word in enumerate(CHOICES["places"], start=1)}
AROUND = frozenset((*CHOICES["around"], *CHOICES["joins"]))
ROUGHLY = frozenset(CHOICES["roughly"])
MACHINES = Machines(**LIST["machines"])
REACTIONS = Reactions(**LIST["reactions"])
MOST_WORDS = 4
# Three are a number to call, however it is written: 9,9,9, one one one.
MOST_NUMBERS = 2
# "999" and "101" are numbers to call, "14" may be an age: one digit alone is a choice.
DIGIT, PLACE = re.compile(r"0?(\d)", re.ASCII), re.compile(r"([1-9])(?:st|nd|rd|th)", re.ASCII)
# They say that a sign is to be shown as a picture or as a letter.
VARIANTS = frozenset(map(chr, range(0xFE00, 0xFE10)))
BETWEEN, APOSTROPHES = re.compile(r"[\s,&-]+"), str.maketrans("", "", "'’")
# The longest of our words with the marks around it, a question of what texting costs, and far more with a signature.
LONGEST, LONGEST_QUESTION, LONGEST_SIGNED = 40, 100, 400

# So many of the same are answered: of our own words, of longer ones, and of "ok" and "yes", which people send again
# and again. Those after them are not until it has been quiet for ten minutes.
ECHOES, SAME, SAME_SHORT = 2, 4, 10
# What a machine says by itself is answered as seldom as our own words.
SAME_OF_MACHINES = 2
# Of the same text that tells of danger or despair: auto-replies name 999 too.
SAME_GRAVE = 10
DIGITS = re.compile(r"\d+")


def _one_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


PLEASE = re.compile(rf"^(?:(?:{_one_of(LIST['courtesy']['before'])}) )+")
COURTESY = re.compile(rf"(?: (?:{_one_of(LIST['courtesy']['after'])}))+$")
SIGNATURE = re.compile(rf"sent from (?:my )?(?:{_one_of(LIST['phones'])})(?: [\w-]+){{0,3}}", re.IGNORECASE)


@dataclass(frozen=True)
class Words:
    """What a text says by itself, whoever sent it. It holds their words, so it goes when the text is answered.

    `bare` is as `bare` gives it, `said` without the courtesy around it. `is_empty`: no character that can be seen.
    `is_marks`: nothing but marks, such as "?". `is_reaction`: a sign that was put to a text. `is_of_pictures`: whether
    one can be sent, or was. `is_of_a_service`: where the last reply named one, it is about that.
    """

    bare: str = field(repr=False)
    said: str = field(repr=False)
    keyword: Keyword | None
    is_empty: bool
    is_marks: bool = False
    is_reaction: bool = False
    is_of_pictures: bool = False
    is_of_a_service: bool = False

    @property
    def is_plea(self) -> bool:
        """A keyword that may be more than that: "end please", "help me", "przestań"."""
        is_bare = self.bare in WORDS and " " not in self.bare and self.bare not in CRIES
        return self.keyword in ("stop", "help") and not is_bare


@dataclass(frozen=True)
class ReadText:
    """Whatever is asked of a text on its way is asked of this. It goes when the text is answered.

    `seen` is what the safety net sees in all of it, `is_grave` whether there is danger or despair beside our own words.
    Texts that are as good as the same have the same `alike`; `most_alike` of them are answered. `is_machines`: nobody
    wrote it, as far as can be told. `choice` is what it picks of what is open to the person, `fixed` which of our own
    texts it asks for, and `is_number` that it is a small number and picks nothing.
    """

    seen: Triage = field(repr=False)
    is_grave: bool
    keyword: Keyword | None
    alike: str = field(repr=False)
    most_alike: int
    is_machines: bool
    choice: Choice | None
    fixed: Fixed | None
    is_number: bool


def read(inbound: Inbound, person: Person, beside: str, seen: Triage, *, is_grave: bool) -> ReadText:
    """`beside` is what stands beside our own words, squeezed."""
    words = read_words(inbound.text)
    # A machine's counter or clock does not make it another text; a person's "1" and "2" are two.
    same = DIGITS.sub("0", beside) if len(beside) > SHORT else beside
    is_echo = not same and bool(inbound.text.strip())
    most_alike = ECHOES if is_echo else SAME if len(same) > SHORT else SAME_SHORT
    machine = MACHINES.sent(inbound.text)
    if machine != "no":
        most_alike = SAME if machine == "perhaps" and is_grave else SAME_OF_MACHINES
    elif is_grave:
        most_alike = SAME_GRAVE
    return ReadText(
        seen,
        is_grave,
        _keyword(words, person),
        alike="echo" if is_echo else f"heard {same}",
        most_alike=most_alike,
        is_machines=machine == "surely" or (machine == "perhaps" and not is_grave),
        choice=_choice(words, person.open.choices, seen),
        fixed="machine"
        if machine == "surely" and not is_grave
        else _fixed(words, person, seen, wordless=inbound.wordless),
        is_number=_is_number(words, person, seen),
    )


def read_words(text: str) -> Words:
    """In any case, with courtesy, and with any marks and spaces around it."""
    plain = bare(text)
    said = _politely(plain)
    is_empty = not any(unicodedata.category(letter)[0] in "LMNPS" for letter in text)
    is_marks = not is_empty and not any(unicodedata.category(letter)[0] in "LMNS" for letter in text)
    costs = COST.asked(_politely(bare(text, LONGEST_QUESTION)))
    keyword = WORDS.get(said) or ("cost" if costs else "calls" if _is_of_calls(text) else None)
    is_of_a_service = said in OF_A_SERVICE or costs == "this"
    return Words(
        plain, said, keyword, is_empty, is_marks, REACTIONS.is_one(text), _is_of_pictures(plain), is_of_a_service
    )


def bare(text: str, longest: int = LONGEST) -> str:
    """In small letters, without marks and a phone's signature; empty where it is longer than any of our words."""
    if len(text) > LONGEST_SIGNED:
        return ""
    plain = _unsigned(unicodedata.normalize("NFKC", text))
    if len(plain) > longest:
        return ""
    start, end = 0, len(plain)
    while start < end and _is_around(plain[start]):
        start += 1
    while end > start and _is_around(plain[end - 1]):
        end -= 1
    return " ".join(plain[start:end].casefold().split())


def _is_of_pictures(plain: str) -> bool:
    said = frozenset(WORD.findall(plain.translate(APOSTROPHES)))
    return len(said) > 1 and bool(said & PICTURES) and said <= PICTURES | AROUND_PICTURES


def _is_of_calls(text: str) -> bool:
    said = frozenset(WORD.findall(_politely(bare(text, LONGEST_QUESTION)).translate(APOSTROPHES)))
    return said <= OF_CALLS and all(said & kind for kind in CALLS)


def _keyword(words: Words, person: Person) -> Keyword | None:
    """Other words than MORE ask for more where something waits; elsewhere they are for the bot.

    In an emergency nothing waits: the bot says again what to do.
    """
    if person.open.more and words.said in MORE_WHERE_IT_WAITS:
        return "more"
    return None if words.keyword == "more" and _urgency(person) == "emergency" else words.keyword


def _choice(words: Words, choices: Sequence[Choice], seen: Triage) -> Choice | None:
    """HELP and STOP are that, also where a choice begins with them. "Help me" may be a choice."""
    if not choices or (words.keyword and not (words.keyword == "help" and " " in words.bare)):
        return None
    return picked(words, choices, loosely=seen.danger is None)


def _fixed(words: Words, person: Person, seen: Triage, *, wordless: bool) -> Fixed | None:
    """The same for everybody, whatever was said before.

    Where it was about life and death, and with danger below it, more than the bare word is for the bot; in an emergency
    a bare HELP is too.
    """
    if words.is_empty:
        return "no_words" if wordless else "empty"
    if words.is_reaction or (words.is_marks and _urgency(person) == "rest"):
        return "who" if person.about is None else "unclear" if words.is_marks else "reaction"
    if words.is_of_pictures and not seen.danger and _urgency(person) == "rest":
        return "no_words"
    if words.keyword is None or words.keyword == "more" or words.keyword == "menu" or seen.danger:
        return None
    urgency = _urgency(person)
    if words.keyword == "here" and urgency == "emergency":
        return None
    if (words.is_plea and urgency != "rest") or (words.keyword == "help" and urgency == "emergency"):
        return None
    if words.is_of_a_service and (person.about or NO_REPLY).services:
        return None
    return words.keyword


def _urgency(person: Person) -> Urgency:
    return (person.about or NO_REPLY).urgency


def _is_number(words: Words, person: Person, seen: Triage) -> bool:
    """A small number that is no choice that is open: nobody is asked for a number here.

    Where the last reply was about life and death and offered none, it may be how many were taken.
    """
    choices = person.open.choices
    if seen.danger or (not choices and _urgency(person) != "rest" and len(words.bare) != 1):
        return False
    return bool(numbers(words, open_list=bool(choices)))


def picked(words: Words, choices: Sequence[Choice], *, loosely: bool = True) -> Choice | None:
    """The choice meant, or None. Two that could be meant are none. `loosely`: with small words around its number."""
    titles = [(bare(choice.title), choice) for choice in choices]
    found = [choice for title, choice in titles if words.said in (title, f"{choice.number} {title}")]
    if not found:
        found = [choice for title, choice in titles if words.said == title.partition(" ")[0]]
    if not found and loosely and not ROUGHLY & set(words.said.split()):
        wanted = numbers(words, open_list=True)
        found = [choice for choice in choices if wanted == (choice.number,)]
    return found[0] if len(found) == 1 else None


def numbers(words: Words, *, open_list: bool) -> tuple[int, ...]:
    """The small numbers in a text that says nothing else: 1, 2), one, option 3, ok 1, the first one, 1 and 3.

    `open_list` is whether some are to be picked from: then "first" is one too, and so is "just 2".
    """
    said = [word for part in BETWEEN.split(words.said.translate(APOSTROPHES)) if (word := bare(part))]
    around = AROUND | (ROUGHLY if open_list else frozenset())
    found: list[int] = []
    for before, word in zip(["", *said], said, strict=False):
        value = _value(word, ordinals=open_list)
        is_the_first_one = word == "one" and open_list and _place(before) is not None
        if (before, word) == ("no", "one"):
            return ()
        if value is not None and not is_the_first_one:
            found.append(value)
        elif word not in around and not is_the_first_one:
            return ()
    return tuple(found) if len(said) <= MOST_WORDS and len(found) <= MOST_NUMBERS else ()


def _politely(said: str) -> str:
    return bare(COURTESY.sub("", PLEASE.sub("", said)), LONGEST_QUESTION)


def _value(word: str, *, ordinals: bool) -> int | None:
    digit = DIGIT.fullmatch(word)
    if digit:
        return int(digit[1])
    return SPELT.get(word) or (_place(word) if ordinals else None)


def _place(word: str) -> int | None:
    place = PLACE.fullmatch(word)
    return int(place[1]) if place else FIRST.get(word)


def _unsigned(text: str) -> str:
    said, _, last = text.rstrip().rpartition("\n")
    return said if SIGNATURE.fullmatch(last.strip(" .")) else text


def _is_around(letter: str) -> bool:
    """Marks, spaces, what cannot be seen, accents without a letter, and the frame that makes a key of a digit.

    The vowel signs of Indian scripts are none of these: they are the end of many a word.
    """
    kind = unicodedata.category(letter)
    return kind[0] in "PZC" or kind == "Me" or letter in VARIANTS or unicodedata.combining(letter) > 0
