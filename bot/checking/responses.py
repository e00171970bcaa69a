"""What a response must hold as a whole: its name, its channels, and what its texts have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

from actions.replies.rendering import EASY
from actions.replies.turn import PLACES
from bot.checking.known import Known
from bot.checking.spoken import PLACEHOLDER, Response, Spoken
from bot.checking.wording_rules import EMERGENCIES, LONGEST_TITLE, NOBODY_READS
from directory.errors import Problem, nearest
from directory.models import EMERGENCY_SERVICE

Rule = Callable[[Response, Known], Iterator[Problem]]

NAME = re.compile(r"utter_[a-z0-9_]+")
CHANNELS = ("rest", "web", "kiosk", "terminal", "sms", EASY)
# A text is read on a phone, anywhere, and answered by another.
NOT_IN_A_TEXT = ("page when", "button", "screen", "browser", "click", "the staff here", "below", "above")
# Texts that open so that a locked phone, which shows the first words to anybody, says nothing of what it is about.
NEUTRAL = f"Here is who can help. I am a computer. {NOBODY_READS}\n"
OPENS_NEUTRALLY = ("crisis.yml", "safeguarding.yml", "slavery.yml")
# The young people's page alone needs the internet.
NAMES_MORE = {"utter_report_young": {"crimestoppers"}}
CARDS = "cards.yml"


def a_sound_name(response: Response, known: Known) -> Iterator[Problem]:
    """The name is one that code can find: utter_ and small letters."""
    if not NAME.fullmatch(response.name):
        yield response.problem(f"{response.name} begins with utter_ and has small letters, digits and _: rename it")


def one_text_for_all(response: Response, known: Known) -> Iterator[Problem]:
    """Each response has one text for all channels, and at most one for each channel that differs."""
    channels = Counter(text.channel for text in response.texts)
    if channels[None] != 1:
        yield response.problem(f"{response.name} has {channels[None]} texts without a channel, it needs just one")
    for channel, times in channels.items():
        if channel and channel not in CHANNELS:
            yield response.problem(f"{response.name}: there is no channel {channel}, use one of: {', '.join(CHANNELS)}")
        elif channel and times > 1:
            yield response.problem(f"{response.name} has {times} texts for {channel}, take one out")


def places_at_the_kiosk_alone(response: Response, known: Known) -> Iterator[Problem]:
    """A kiosk that was told no place says what everybody is told."""
    for text in response.texts:
        if text.channel not in ("kiosk", EASY):
            for place, line in ((place, line) for place, line in text.lines if _places(line)):
                yield text.problem(f"{{{_places(line)[0]}}} is known at the kiosk alone, take the line out", place)
            continue
        if text.channel == EASY:
            continue
        rest = [line for _, line in text.lines if not _places(line)]
        if rest == [line for _, line in text.lines]:
            yield text.problem(f"{response.name} names no place at the kiosk, take this text out")
        elif response.common and rest != response.common.text.split("\n"):
            yield text.problem(f"{response.name}: without its places the kiosk's text is not the one for all, mend it")


def _places(line: str) -> list[str]:
    return [inner for inner in PLACEHOLDER.findall(line) if inner in PLACES]


def a_text_has_no_screen(response: Response, known: Known) -> Iterator[Problem]:
    """It speaks of nothing that only a screen has, and asks one thing at most."""
    for text in _by_sms(response):
        for place, line in text.lines:
            for words in (words for words in NOT_IN_A_TEXT if words in line.lower()):
                yield text.problem(f"a text on a phone has no {words!r}, say it otherwise", place)
        if text.text.count("?") > 1:
            yield text.problem(f"{response.name}: a text on a phone asks one thing at most, take a question out")


def a_text_names_whom_everybody_is_told(response: Response, known: Known) -> Iterator[Problem]:
    """999 may be added as the safety line, and is never lost."""
    for text in _by_sms(response):
        if response.common is None:
            continue
        ours, theirs = set(known.named(text)), set(known.named(response.common))
        wanted = theirs | NAMES_MORE.get(response.name, set())
        for service in sorted((wanted - ours) | (ours - wanted - {EMERGENCY_SERVICE})):
            lacks = "lacks" if service in wanted else "names"
            other = "the text for all names it" if service in wanted else "the text for all does not"
            yield text.problem(f"{response.name}: the text on a phone {lacks} {service}, {other}: make them the same")


def a_text_opens_neutrally(response: Response, known: Known) -> Iterator[Problem]:
    """A text about a crisis, abuse or slavery says nothing of that in its first words, which a locked phone shows."""
    if response.file not in OPENS_NEUTRALLY:
        return
    own = [text for text in response.texts if text.channel == "sms"] or [text for text in (response.common,) if text]
    for text in own:
        if not text.text.startswith(NEUTRAL):
            yield text.problem(f"{response.name}: on a locked phone it opens with: {NEUTRAL.strip()}")


def _by_sms(response: Response) -> list[Spoken]:
    return [] if response.file == CARDS else [text for text in response.texts if text.channel == "sms"]


RULES: tuple[Rule, ...] = (
    a_sound_name,
    one_text_for_all,
    places_at_the_kiosk_alone,
    a_text_has_no_screen,
    a_text_names_whom_everybody_is_told,
    a_text_opens_neutrally,
)


def each_name_once(responses: Sequence[Response]) -> Iterator[Problem]:
    """No two files hold a response of one name."""
    seen: dict[str, Response] = {}
    for response in responses:
        if (other := seen.setdefault(response.name, response)) is not response:
            yield response.problem(f"{response.name} stands in data/replies/{other.file} too, take one out")


def all_emergencies(responses: Sequence[Response]) -> Iterator[Problem]:
    """Every emergency response that code can choose is there."""
    for name in sorted(EMERGENCIES - {response.name for response in responses}):
        yield Problem("data/replies/emergency.yml", 1, f"{name} is missing, bring it back")


def buttons_lead_somewhere(responses: Sequence[Response], intents: Collection[str]) -> Iterator[Problem]:
    """Each is short, and its payload is one of our intents."""
    for response in responses:
        for button in (button for text in response.texts for button in text.buttons):
            where = f"data/replies/{response.file}"
            intent = button.payload.removeprefix("/")
            if len(button.title) > LONGEST_TITLE:
                said = f"the button {button.title!r} has {len(button.title)} letters, {LONGEST_TITLE} at most"
                yield Problem(where, button.line, f"{said}: shorten it")
            if not button.payload.startswith("/") or intent not in intents:
                like = nearest(intent, sorted(intents))
                hint = f"did you mean /{like}?" if like else "write / and an intent"
                yield Problem(where, button.line, f"the button {button.title!r} leads to {button.payload!r}, {hint}")
