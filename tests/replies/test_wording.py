"""What every sentence that the bot says must hold, whatever it is about."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from actions.intents import INTENTS
from directory.shape import LAW
from tests.rows import each_row

ROOT = Path(__file__).resolve().parents[2]
REPLIES = ROOT / "data" / "replies"
DIRECTORY = ROOT / "directory"

# Of a town's own services each by the part that it has.
SERVICES = frozenset((
    "emergency-999", "police-101", "crimestoppers", "fearless", "frank", "hub", "nhs-111", "samaritans", "shout",
    "childline", "nspcc", "safecall", "modern-slavery-helpline", "report-fraud", "children", "adults", "council",
    "british-transport-police", "drugfam", "adfam", "narcotics-anonymous", "cocaine-anonymous", "alcoholics-anonymous",
    "al-anon", "release", "young_people", "domestic-abuse-helpline", "electricity-105", "gas-emergency",
))  # fmt: skip
HANDLES = frozenset((
    "phone", "out_of_hours", "text", "textphone", "bsl", "web", "chat", "email", "address", "card", "brief", "bank",
    "scam_text", "scam_email",
))  # fmt: skip
CLAIMS = frozenset((
    "description", "fees_description", "confidentiality", "anonymity", "anonymity_limit", "application_process",
    "eligibility_description", "interpretation_services", "access", "alert",
))  # fmt: skip
FILLED_BY_ACTIONS = frozenset((
    "steps", "dont", "signs", "place", "elsewhere", "opening", "detail", "closes", "opens", "closed", "until",
))  # fmt: skip
FILLED_AT_THE_KIOSK = frozenset(("nearest_phone", "staff_desk", "defibrillator"))
FILLED_BY_CARDS = frozenset((
    "name", "number", "description", "keyword", "web", "email", "address", "hours", "cost", "opens", "kind",
    "fallback", "since", "via", "first", "last",
))  # fmt: skip
SAID_ONCE = "utter_said_once"
EMERGENCIES = frozenset((
    "utter_emergency", "utter_emergency_attacked", "utter_emergency_no_phone", "utter_emergency_cant_talk",
    "utter_emergency_gas", "utter_emergency_electric", "utter_emergency_follow", "utter_emergency_better",
    "utter_in_doubt", "utter_spiked_now", "utter_emergency_called", "utter_emergency_follow_attacked",
    "utter_emergency_still", "utter_emergency_wait", "utter_emergency_number", "utter_emergency_trouble",
    "utter_emergency_cost", "utter_emergency_refused", "utter_emergency_until_they_come",
    "utter_emergency_better_still",
))  # fmt: skip
BANNED = (
    "unfortunately", "please note", "please be advised", "addict", "addicts", "addiction", "abuse", "abuser", "misuse",
    "clean", "dirty", "junkie", "junkies", "user", "users", "druggie", "alcoholic", "sorry", "guarantee", "100%",
    "completely anonymous", "always anonymous", "commit suicide", "you must not",
)  # fmt: skip
NAMES_FROM_THE_DIRECTORY = (
    "FRANK", "Crimestoppers", "Fearless", "Childline", "NSPCC", "SafeCall", "Samaritans", "Shout", "Release", "DrugFAM",
    "Adfam", "Al-Anon", "Report Fraud", "Inclusion", "Unseen", "Refuge",
)  # fmt: skip
NOBODY_READS = "Nobody reads this and nothing is passed on."
SAYS_NOBODY_READS = ("report.yml", "safeguarding.yml", "crisis.yml", "slavery.yml")
ONLY_SIGNS = frozenset({"utter_signs", "utter_signs_slavery", "utter_signs_fraud"})

# A mark of what has to be there for its line to stand says nothing.
MARK = re.compile(r"\{[^{}\n]*\?\}")
PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
FILLED_BY_THE_TOWN = frozenset(("town", "county"))
PHONE_LIKE = re.compile(r"\d{3,}|\d(?:[ -]?\d){4,}")
ADDRESS_LIKE = re.compile(r"https?:|www\.|\S@\S|\b[\w-]+\.(?:com|org|net|uk|gov)\b", re.IGNORECASE)


def _all_responses() -> Iterator[tuple[str, str, Any]]:
    for path in sorted(REPLIES.glob("*.yml")):
        for name, variations in YAML(typ="safe").load(path)["responses"].items():
            yield path.name, name, variations


def _in_their_own_words() -> Iterator[tuple[str, str, str, Any]]:
    """What towns and nations say otherwise: whose it is, and the file of the reply for all that it stands for."""
    for path in sorted(DIRECTORY.glob("*/*/wording.yaml")):
        for name, variations in YAML(typ="safe").load(path).items():
            yield path.parent.name, FILES.get(name, "none"), name, variations


RESPONSES = list(_all_responses())
FILES = {name: file for file, name, _ in RESPONSES}
OWN = list(_in_their_own_words())
OF_A_TOWN = frozenset(path.stem for path in DIRECTORY.glob("towns/*/services/*.yaml"))
TEXTS = [
    pytest.param(
        file,
        name,
        MARK.sub("", variation["text"]),
        id="-".join((*whose, name, *filter(None, [variation.get("channel")]))),
    )
    for *whose, file, name, variations in [*RESPONSES, *OWN]
    for variation in variations
]
AT_THE_KIOSK = [
    pytest.param(variation["text"], next(row["text"] for row in variations if "channel" not in row), id=name)
    for _, name, variations in RESPONSES
    for variation in variations
    if variation.get("channel") == "kiosk"
]
BY_TEXT = [
    pytest.param(
        file, name, variation["text"], next(row["text"] for row in variations if "channel" not in row), id=name
    )
    for file, name, variations in RESPONSES
    for variation in variations
    if variation.get("channel") == "sms" and file != "cards.yml"
]
ELSEWHERE = [
    variation["text"] for *_, variations in RESPONSES for variation in variations if variation.get("channel") != "kiosk"
]
CHANNELS = frozenset(("rest", "web", "kiosk", "terminal", "sms"))
BUTTONS = [
    pytest.param(button, id=f"{name}-{button['title']}")
    for _, name, variations in RESPONSES
    for variation in variations
    for button in variation.get("buttons", [])
]

# A text is read on a phone, anywhere, and answered by another.
NOT_IN_A_TEXT = ("page when", "button", "screen", "browser", "click", "the staff here", "below", "above")
# Texts that open so that a locked phone, which shows the first words to anybody, says nothing of what it is about.
NEUTRAL = f"You asked who can help. I am a computer. {NOBODY_READS}\n"
# The young people's page alone needs the internet.
NAMES_MORE = {"utter_report_young": {"crimestoppers"}}
every_sms = each_row(("file", "name", "text", "common"), BY_TEXT)

every_text = each_row(("file", "name", "text"), TEXTS)


def services_named(text: str) -> list[str]:
    """The services in the order in which the text names them, each once."""
    ids = (inner.split(".")[0] for inner in PLACEHOLDER.findall(text))
    return list(dict.fromkeys(i for i in ids if i in SERVICES or i == "service"))


def read_aloud(text: str) -> str:
    """The words as a person meets them: a placeholder alone on its line is gone, one inside a sentence is one word."""
    lines = (line for line in text.splitlines() if PLACEHOLDER.sub("", line).strip())
    return "\n".join(PLACEHOLDER.sub("it", line) for line in lines)


def sentences(text: str) -> list[list[str]]:
    parts = re.split(r"[.!?:]+\s+|[.!?:]+$|\n+", read_aloud(text))
    return [words for words in (re.findall(r"[A-Za-z0-9][\w'-]*", part) for part in parts) if words]


def syllables(word: str) -> int:
    groups = re.findall(r"[aeiouy]+", word.lower())
    silent_e = word.lower().endswith("e") and not word.lower().endswith(("le", "ee")) and len(groups) > 1
    return max(1, len(groups) - silent_e)


def school_grade(text: str) -> float:
    """Flesch-Kincaid grade: 7 is a reader of about twelve, and it counts names, so it errs on the hard side."""
    said = sentences(text)
    words = [word for sentence in said for word in sentence]
    return 0.39 * len(words) / len(said) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def is_known(inner: str, file: str) -> bool:
    owner, dot, part = inner.partition(".")
    services = SERVICES | OF_A_TOWN | {"service", "elsewhere"}
    if not dot:
        known = FILLED_BY_ACTIONS | FILLED_AT_THE_KIOSK | FILLED_BY_THE_TOWN | services
        return owner in known or (file == "cards.yml" and owner in FILLED_BY_CARDS)
    return (owner in services and part in HANDLES | CLAIMS) or (owner == "law" and part in LAW)


def test_response_names_start_with_utter_and_stand_once() -> None:
    names = [name for _, name, _ in RESPONSES]
    assert all(re.fullmatch(r"utter_[a-z0-9_]+", name) for name in names)
    assert len(names) == len(set(names))


def test_only_a_reply_that_there_is_for_all_is_said_in_other_words() -> None:
    assert [(whose, name) for whose, file, name, _ in OWN if file == "none"] == []


def test_no_reply_for_all_names_a_service_of_one_town() -> None:
    texts = [variation["text"] for *_, variations in RESPONSES for variation in variations]
    owners = {inner.partition(".")[0] for text in texts for inner in PLACEHOLDER.findall(text)}
    assert owners & OF_A_TOWN <= {"police-101"}


@every_text
def test_every_placeholder_is_one_that_can_be_filled(file: str, name: str, text: str) -> None:
    assert [inner for inner in PLACEHOLDER.findall(text) if not is_known(inner, file)] == []
    assert not re.search(r"[{}]", PLACEHOLDER.sub("", text))


def places_in(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text)) & FILLED_AT_THE_KIOSK


@pytest.mark.parametrize(("text", "common"), AT_THE_KIOSK)
def test_a_kiosk_that_was_told_no_place_says_what_everybody_is_told(text: str, common: str) -> None:
    assert places_in(text)
    assert [line for line in text.split("\n") if not places_in(line)] == common.split("\n")


def test_a_place_is_asked_for_at_the_kiosk_alone() -> None:
    assert [text for text in ELSEWHERE if places_in(text)] == []


def test_somebody_without_a_phone_is_told_places_at_the_kiosk() -> None:
    assert {param.id for param in AT_THE_KIOSK} >= {"utter_no_phone", "utter_emergency_no_phone"}


@every_sms
def test_a_text_speaks_of_nothing_that_only_a_screen_has(file: str, name: str, text: str, common: str) -> None:
    assert [words for words in NOT_IN_A_TEXT if words in text.lower()] == []


@every_sms
def test_a_text_asks_one_thing_at_most(file: str, name: str, text: str, common: str) -> None:
    assert text.count("?") <= 1


@every_sms
def test_a_text_names_whom_everybody_is_told(file: str, name: str, text: str, common: str) -> None:
    """999 may be added as the safety line."""
    ours, theirs = set(services_named(text)), set(services_named(common))
    assert ours - {"emergency-999"} == (theirs | NAMES_MORE.get(name, set())) - {"emergency-999"}


@every_sms
def test_a_text_does_not_lose_999(file: str, name: str, text: str, common: str) -> None:
    assert "emergency-999" not in services_named(common) or "emergency-999" in services_named(text)


@pytest.mark.parametrize("file", ["crisis.yml", "safeguarding.yml"])
def test_a_text_about_a_crisis_or_abuse_opens_neutrally(file: str) -> None:
    texts = [text for where, _, variations in RESPONSES if where == file for text in _by_text(variations)]
    assert texts
    assert [text for text in texts if not text.startswith(NEUTRAL)] == []


def _by_text(variations: list[dict[str, str]]) -> list[str]:
    """The texts of a response that a phone gets: its own, else the one for all."""
    own = [row["text"] for row in variations if row.get("channel") == "sms"]
    return own or [row["text"] for row in variations if "channel" not in row]


def test_each_reply_has_one_text_for_all_and_one_a_channel() -> None:
    for _, name, variations in RESPONSES:
        channels = [variation.get("channel") for variation in variations]
        assert channels.count(None) == 1, name
        assert set(channels) - {None} <= CHANNELS, name
        assert len(channels) == len(set(channels)), name


@every_text
def test_no_number_or_address_is_written_in_a_sentence(file: str, name: str, text: str) -> None:
    bare = PLACEHOLDER.sub("", text)
    assert not PHONE_LIKE.search(bare)
    assert not ADDRESS_LIKE.search(bare)


@every_text
def test_no_service_is_named_but_through_the_directory(file: str, name: str, text: str) -> None:
    bare = PLACEHOLDER.sub("", text)
    assert [service for service in NAMES_FROM_THE_DIRECTORY if re.search(rf"\b{service}\b", bare)] == []


@every_text
def test_a_reply_names_four_services_at_most(file: str, name: str, text: str) -> None:
    """999 stands beside them as the safety line that any reply may carry."""
    assert len([service for service in services_named(text) if service != "emergency-999"]) <= 4


@every_text
def test_a_spoken_name_comes_with_or_after_a_way_to_reach_it(file: str, name: str, text: str) -> None:
    reached: set[str] = set()
    for line in text.splitlines():
        inner = [placeholder.partition(".") for placeholder in PLACEHOLDER.findall(line)]
        reached |= {owner for owner, _, part in inner if part in HANDLES}
        if name.startswith("utter_service_area"):
            reached.add("service")
        if name == SAID_ONCE:
            # Lines of other replies, where the way to reach them stands before.
            reached.add("crimestoppers")
        assert {owner for owner, dot, _ in inner if not dot and owner in SERVICES | {"service"}} <= reached


@every_text
def test_a_service_that_may_have_no_contact_follows_one_that_can_put_people_through(
    file: str, name: str, text: str
) -> None:
    named = services_named(text)
    unreachable = [service for service in named if service in {"drugfam", "adfam", "young_people"}]
    assert all("frank" in named[: named.index(service)] for service in unreachable)


@every_text
def test_emergencies_carry_999_in_the_first_eighty_characters(file: str, name: str, text: str) -> None:
    if name in EMERGENCIES:
        shown = text.replace("{emergency-999.phone}", "999")
        assert 0 <= shown.find("999") <= 77
        assert services_named(text)[0] == "emergency-999"


def test_every_emergency_reply_exists() -> None:
    assert {name for _, name, _ in RESPONSES} >= EMERGENCIES


@every_text
def test_people_are_told_that_nobody_reads_where_they_could_think_otherwise(file: str, name: str, text: str) -> None:
    if file in SAYS_NOBODY_READS and name not in ONLY_SIGNS:
        assert f"I am a computer. {NOBODY_READS}" in text


@every_text
def test_naming_crimestoppers_in_words_names_its_limit(file: str, name: str, text: str) -> None:
    if {"crimestoppers", "fearless"} & set(services_named(text)) and file != "last_resort.yml":
        assert "If someone lies to do harm" in text


@every_text
def test_no_word_blames_or_promises_too_much(file: str, name: str, text: str) -> None:
    lowered = PLACEHOLDER.sub("", text).lower().replace("domestic abuse", "")
    assert [word for word in BANNED if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", lowered)] == []


@every_text
def test_sentences_are_short(file: str, name: str, text: str) -> None:
    lengths = [len(sentence) for sentence in sentences(text)]
    assert not lengths or sum(lengths) / len(lengths) <= 15
    assert max(lengths, default=0) <= 22


@every_text
def test_a_reader_of_twelve_can_read_it(file: str, name: str, text: str) -> None:
    if sum(map(len, sentences(text))) >= 8:
        assert school_grade(text) <= 7


@every_text
def test_a_reply_is_a_few_tidy_bubbles(file: str, name: str, text: str) -> None:
    bubbles = text.split("\n\n")
    assert len(bubbles) <= 5
    assert all(bubble.strip() for bubble in bubbles)
    assert not re.search(r"[^\S\n]\n|^\s|\s$|  ", text)


@each_row("button", BUTTONS)
def test_every_button_is_short_and_leads_to_an_intent(button: dict[str, str]) -> None:
    assert button["payload"].removeprefix("/") in INTENTS
    assert button["payload"].startswith("/")
    assert len(button["title"]) <= 32
