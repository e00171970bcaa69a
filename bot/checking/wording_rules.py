"""What every text that the bot says must hold, whatever it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.checking.known import Known
from bot.checking.readability import (
    FEWEST_WORDS,
    HARDEST_GRADE,
    LONGEST_ON_AVERAGE,
    LONGEST_SENTENCE,
    school_grade,
    sentences,
)
from bot.checking.spoken import ANY_SERVICE, PLACEHOLDER, Spoken
from directory.errors import Problem
from directory.models import EMERGENCY_SERVICE

Rule = Callable[[Spoken, Known], Iterator[Problem]]

# Parts of a placeholder by which somebody can be reached.
REACHES = frozenset((
    "phone", "out_of_hours", "text", "textphone", "bsl", "web", "chat", "email", "address", "card", "brief", "bank",
    "scam_text", "scam_email",
))  # fmt: skip
SAID_ONCE = "utter_said_once"
EMERGENCIES = frozenset((
    "utter_emergency", "utter_emergency_attacked", "utter_emergency_no_phone", "utter_emergency_cant_talk",
    "utter_emergency_gas", "utter_emergency_electric", "utter_emergency_follow", "utter_emergency_better",
    "utter_in_doubt", "utter_spiked_now", "utter_emergency_called", "utter_emergency_follow_attacked",
    "utter_emergency_still", "utter_emergency_wait", "utter_emergency_number", "utter_emergency_trouble",
    "utter_emergency_cost", "utter_emergency_refused", "utter_emergency_until_they_come",
    "utter_emergency_better_still", "utter_emergency_no_answer", "utter_spiked_me", "utter_emergency_self",
    "utter_emergency_own_weapon",
))  # fmt: skip
# Of the first eighty characters three are the number itself.
SHOWN_FIRST = 77
BANNED = (
    "unfortunately", "please note", "please be advised", "addict", "addicts", "addiction", "abuse", "abuser", "misuse",
    "clean", "dirty", "junkie", "junkies", "user", "users", "druggie", "alcoholic", "sorry", "guarantee", "100%",
    "completely anonymous", "always anonymous", "commit suicide", "you must not",
)  # fmt: skip
# Names with a banned word in them.
NAMES_ALLOWED = ("domestic abuse",)
NOBODY_READS = "Nobody reads this and nothing is passed on."
SAYS_NOBODY_READS = ("report.yml", "safeguarding.yml", "crisis.yml", "slavery.yml")
ONLY_SIGNS = frozenset({"utter_signs", "utter_signs_slavery", "utter_signs_fraud"})
ANONYMOUS = frozenset({"crimestoppers", "fearless"})
ITS_LIMIT = "If someone lies to do harm"
LAST_RESORT = "last_resort.yml"
EVERYWHERE = "police-101"
MOST_SERVICES = 4
MOST_BUBBLES = 5
LONGEST_TITLE = 32

PHONE_LIKE = re.compile(r"\d(?:[ -]?\d){4,}|\d{3,}")
ADDRESS_LIKE = re.compile(r"\S*(?:https?:|www\.|\S@\S|\b[\w-]+\.(?:com|org|net|uk|gov)\b)\S*", re.IGNORECASE)
UNTIDY = re.compile(r"[^\S\n]$|^[^\S\n]|  ")


def no_number_or_address(text: Spoken, known: Known) -> Iterator[Problem]:
    """Numbers and addresses come from the directory."""
    for place, line in text.lines:
        for what, like in (("number", PHONE_LIKE), ("address", ADDRESS_LIKE)):
            if found := like.search(PLACEHOLDER.sub("", line)):
                said = f"the {what} {found.group()} is written out, take it from the directory: {{service-id.phone}}"
                yield text.problem(said if what == "number" else said.replace(".phone", ".web"), place)


def no_service_by_its_name(text: Spoken, known: Known) -> Iterator[Problem]:
    """Names come from the directory too."""
    for place, line in text.lines:
        bare = PLACEHOLDER.sub("", line)
        for name in known.names:
            if re.search(rf"\b{re.escape(name)}\b", bare):
                yield text.problem(f"{name} is a service's name, write its id in braces", place)


def no_service_of_one_town(text: Spoken, known: Known) -> Iterator[Problem]:
    """What is said in every town names such a service by its part; 101 is the police's everywhere."""
    if text.place and not text.place.file.startswith("data/"):
        return
    for place, line in text.lines:
        owners = {inner.partition(".")[0] for inner in PLACEHOLDER.findall(line)}
        for owner in sorted(owners & known.of_towns - {EVERYWHERE}):
            said = f"{owner} is a service of one town, name its part, such as {{hub.card}}"
            yield text.problem(f"{said}, or say it in the wording.yaml of its town", place)


def four_services_at_most(text: Spoken, known: Known) -> Iterator[Problem]:
    """999 stands beside them as the safety line that any reply may carry."""
    named = [service for service in known.named(text) if service != EMERGENCY_SERVICE]
    if len(named) > MOST_SERVICES:
        yield text.problem(f"{text.name} names {len(named)} services, {MOST_SERVICES} at most: take one out")


def a_name_comes_with_a_way(text: Spoken, known: Known) -> Iterator[Problem]:
    """A service is named together with a way to reach it, or after one."""
    reached: set[str] = {ANY_SERVICE} if text.name.startswith("utter_service_area") else set()
    if text.name == SAID_ONCE:
        # Lines of other replies, where the way to reach them stands before.
        reached |= ANONYMOUS
    for place, line in text.lines:
        inner = [found.partition(".") for found in PLACEHOLDER.findall(line)]
        reached |= {owner for owner, _, part in inner if part in REACHES}
        for owner in (owner for owner, dot, _ in inner if not dot):
            if owner in known.services | {ANY_SERVICE} and owner not in reached:
                yield text.problem(
                    f"{{{owner}}} is named before a way to reach it, put {{{owner}.card}} on this line or above", place
                )


def whoever_cannot_be_reached_follows(text: Spoken, known: Known) -> Iterator[Problem]:
    """The one that can put people through stands before."""
    named = known.named(text)
    for service in (service for service in named if service in known.unreachable):
        if known.asked not in named[: named.index(service)]:
            yield text.problem(f"{service} has no contact, name {known.asked} before, who can put people through")


def emergencies_carry_999_first(text: Spoken, known: Known) -> Iterator[Problem]:
    """Within the first eighty characters, and before any other service."""
    if text.name not in EMERGENCIES:
        return
    shown = text.text.replace(f"{{{EMERGENCY_SERVICE}.phone}}", "999")
    if not 0 <= shown.find("999") <= SHOWN_FIRST or known.named(text)[:1] != [EMERGENCY_SERVICE]:
        yield text.problem(f"an emergency has {{{EMERGENCY_SERVICE}.phone}} in its first 80 characters, put it first")


def nobody_reads_it(text: Spoken, known: Known) -> Iterator[Problem]:
    """Said where people could think otherwise."""
    said = f"I am a computer. {NOBODY_READS}"
    if text.file in SAYS_NOBODY_READS and text.name not in ONLY_SIGNS and said not in text.text:
        yield text.problem(f"{text.name} does not say: {said}")


def anonymity_has_its_limit(text: Spoken, known: Known) -> Iterator[Problem]:
    """Where those are named who ask for no name."""
    if ANONYMOUS & set(known.named(text)) and text.file != LAST_RESORT and ITS_LIMIT not in text.text:
        yield text.problem(f"{text.name} names who asks for no name and lacks the limit, add: {ITS_LIMIT}, ...")


def no_banned_word(text: Spoken, known: Known) -> Iterator[Problem]:
    """None that blames or promises too much."""
    for place, line in text.lines:
        lowered = PLACEHOLDER.sub("", line).lower()
        for name in NAMES_ALLOWED:
            lowered = lowered.replace(name, "")
        for word in BANNED:
            if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", lowered):
                yield text.problem(f"the word {word!r} blames or promises too much, find another", place)


def sentences_are_short(text: Spoken, known: Known) -> Iterator[Problem]:
    """No sentence is too long, and they are short on average."""
    for place, line in text.lines:
        for sentence in sentences(line):
            if len(sentence) > LONGEST_SENTENCE:
                start = " ".join(sentence[:4])
                said = f"a sentence has {len(sentence)} words, {LONGEST_SENTENCE} at most: cut up {start!r}"
                yield text.problem(said, place)
    lengths = [len(sentence) for sentence in sentences(text.text)]
    if lengths and sum(lengths) / len(lengths) > LONGEST_ON_AVERAGE:
        mean = f"{sum(lengths) / len(lengths):.0f}"
        yield text.problem(f"sentences have {mean} words on average, {LONGEST_ON_AVERAGE} at most: make more of them")


def a_reader_of_twelve_can_read_it(text: Spoken, known: Known) -> Iterator[Problem]:
    """By Flesch and Kincaid's formula, which counts words and syllables."""
    if sum(map(len, sentences(text.text))) < FEWEST_WORDS:
        return
    grade = school_grade(text.text)
    if grade > HARDEST_GRADE:
        said = f"reads like school grade {grade:.1f}, {HARDEST_GRADE:.0f} at most: use shorter words and sentences"
        yield text.problem(said)


def a_few_tidy_bubbles(text: Spoken, known: Known) -> Iterator[Problem]:
    """A response is a few messages, parted by one blank line, without stray spaces."""
    bubbles = text.text.split("\n\n")
    if len(bubbles) > MOST_BUBBLES:
        yield text.problem(f"{text.name} has {len(bubbles)} messages, {MOST_BUBBLES} at most: take a blank line out")
    if not all(bubble.strip() for bubble in bubbles):
        yield text.problem(f"{text.name} has two blank lines in a row, or one at an end: take one out")
    for place, line in text.lines:
        if UNTIDY.search(line):
            yield text.problem("spaces stand at an end of this line or two in a row, take them out", place)


RULES: tuple[Rule, ...] = (
    no_number_or_address,
    no_service_by_its_name,
    no_service_of_one_town,
    four_services_at_most,
    a_name_comes_with_a_way,
    whoever_cannot_be_reached_follows,
    emergencies_carry_999_first,
    nobody_reads_it,
    anonymity_has_its_limit,
    no_banned_word,
    sentences_are_short,
    a_reader_of_twelve_can_read_it,
    a_few_tidy_bubbles,
)
