"""Which service a question means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from actions.replies.mentions import is_refused
from actions.replies.plan import Plan
from actions.replies.turn import Turn
from actions.topics.files import topics
from directory.models import EMERGENCY_SERVICE
from directory.store import Directory

# Needs that the law is a part of. Their own service is meant if the reply before named the police alone, or was on the
# law.
BESIDE_THE_LAW = frozenset(topics()["law"].part_of)
ORDINALS = (
    (re.compile(r"\b(?:first|1st|top|1) ?(?:one|lot|number|no|bit|place)?\b", re.I), 0),
    (re.compile(r"\b(?:second|2nd|other|2) ?(?:one|lot|number|no|place)\b", re.I), 1),
    (re.compile(r"\b(?:third|3rd|3) ?(?:one|lot|number|no|place)\b", re.I), 2),
    (re.compile(r"\b(?:last|bottom) (?:one|lot|number|no|place)\b", re.I), -1),
)
PLACE_IN_A_ROW = re.compile(r"\b(?:first|1st|second|2nd|third|3rd) (?:one|lot|number|no)\b", re.I)
PLACE = "address"
MEETINGS = "meetings"
# Of "the Shout text line" people say "Shout".
EVERYDAY = frozenset({"the", "text", "line"})
# What people call a service whose name has slipped their mind, the likeliest first. A service says which is it.
DESCRIBING = (
    "nameless_one", "needle_place", "hub_place", "law_people", "children_people", "adult_people", "bank_number",
    "nhs_people", "family_people", "mourning_people", "slavery_people",
)  # fmt: skip


def service_asked(turn: Turn, *, plan: Plan | None = None, place: bool = False, only_named: bool = False) -> str | None:
    """The service that the question of this turn is about.

    One named now; "the first one" of the reply before; one of those that `plan` (the need in the same message) names;
    else the first of the reply before, where `place` says that it must have an address if any has.
    """
    named = _named(turn)
    if named in give_way(turn) and PLACE_IN_A_ROW.search(turn.text) and plan is None:
        # "The 1st number" looks like "the 101 number".
        named = _counted(turn) or named
    if named or only_named:
        return named
    if plan is None and (counted := _counted(turn)):
        return counted
    if turn.says("naloxone") or any("naloxone" in name for name in turn.before.said_last):
        return turn.directory.needs.hub
    return _likeliest(turn, plan, place=place)


def _likeliest(turn: Turn, plan: Plan | None, *, place: bool) -> str | None:
    """Of those that the plan or the reply before names, the one that is asked about without a word of it."""
    candidates = [*(services_of(turn, plan) if plan else ()), *turn.services]
    candidates = [row for row in candidates if row not in turn.passed_over] or candidates
    topic = plan.topic if plan else turn.topic
    meant = turn.directory.needs.asked(topic or "")
    if meant and meant in candidates and turn.route == topic:
        candidates.insert(0, meant)
    if topic in BESIDE_THE_LAW and _is_beside(turn, topic, candidates):
        return turn.directory.needs.own(topic) or next(iter(turn.directory.needs.others(topic)), None)
    open_need = [row for row in candidates if row != EMERGENCY_SERVICE] or candidates
    if place:
        with_place = next((row for row in open_need if turn.directory.service(row).contact(PLACE)), None)
        if with_place:
            return with_place
    return next(iter(open_need), None)


def says_which(turn: Turn) -> bool:
    """The message names a service, describes it, or counts to it."""
    return service_asked(turn, only_named=True) is not None or _counted(turn) is not None


def who_listens(turn: Turn) -> str | None:
    """Whom to talk to of how one feels; the young have their own."""
    return turn.directory.needs.own("crisis", young=bool(turn.young))


def hub_here(turn: Turn) -> str | None:
    """The door for drugs, where it is for the writer's age and area."""
    needs = turn.directory.needs
    is_theirs = not turn.young and needs.hub_elsewhere(turn.area) is None
    return needs.hub if is_theirs else None


def give_way(turn: Turn) -> frozenset[str]:
    """ "The police" and "999" stand in many messages that ask about another service, so they give way to any other."""
    return _give_way(turn.directory)


def _give_way(directory: Directory) -> frozenset[str]:
    return frozenset(row for row in (EMERGENCY_SERVICE, directory.needs.role("police")) if row)


def _is_beside(turn: Turn, topic: str, candidates: list[str]) -> bool:
    """Whether the reply was beside the need. Who asked about one of them by name goes on about that one."""
    needs = turn.directory.needs
    if set(candidates) - {needs.own(topic)} == needs.of("law"):
        return True
    return bool(candidates) and set(candidates) <= give_way(turn) and turn.route not in ("service_info", "privacy")


def _named(turn: Turn) -> str | None:
    others = [row for row in turn.named if row not in give_way(turn)]
    likeliest = (_plain_name(turn), *others, *_described(turn), *turn.named)
    found = next((row for row in likeliest if row and row not in turn.passed_over), None)
    return turn.directory.needs.counterpart(turn.topic or "", found) if found else None


def _described(turn: Turn) -> list[str]:
    described = turn.directory.needs.described
    found = [described[cue] for cue in DESCRIBING if cue in described and turn.says(cue)]
    likeliest = [
        _meetings(turn) if turn.says("meetings_people") else None,
        _for_the_young(turn) if turn.says("young_people") else None,
    ]
    return [*found, *filter(None, likeliest)]


def _meetings(turn: Turn) -> str | None:
    """Those spoken of before, else by what is used; not everybody who stays off something was a drinker."""
    needs = turn.directory.needs
    known = needs.of(MEETINGS)
    return next((row for row in turn.before.earlier if row in known), needs.own(MEETINGS, substances=turn.substances))


def _for_the_young(turn: Turn) -> str | None:
    """The one for the young that was spoken of before, else the one for their drug use."""
    known = turn.directory.needs.others("any", young=True)
    spoken_of = next((row for row in reversed(turn.before.earlier) if row in known[:2]), None)
    return spoken_of or turn.directory.needs.role("young_people")


def _counted(turn: Turn) -> str | None:
    """ "The second one", of the reply before."""
    for pattern, place in ORDINALS:
        if pattern.search(turn.text) and turn.services:
            return turn.services[place] if -1 <= place < len(turn.services) else None
    return None


def services_of(turn: Turn, plan: Plan) -> tuple[str, ...]:
    """The open services that a plan's wording names, in order, without rendering it."""
    known = turn.directory.service_ids()
    found: dict[str, None] = {}
    for name in plan.responses:
        variations: Iterable[dict[str, str]] = turn.wording.get(name, ())
        text = next((row.get("text", "") for row in variations if not row.get("channel")), "")
        for owner in re.findall(r"\{([a-z0-9_-]+)(?:\.[a-z_]+)?\}", text):
            service = plan.service if owner == "service" else turn.directory.needs.named(owner)
            if service in known and service != EMERGENCY_SERVICE and turn.directory.service(service).active:
                found.setdefault(str(service))
    return tuple(found)


def _plain_name(turn: Turn) -> str | None:
    """A service whose bare name is an everyday word (Release, Shout, AA): it counts once a service is asked for.

    One that is refused ("not Shout") does not. "na" in front is a no, so initials in small letters count from the
    second word on.
    """
    text = turn.text
    heard = [word for word in re.finditer(r"[a-z]+", text, re.I) if not is_refused(text, word.start())]
    words, initials = _plain_names(turn.directory)
    said = [words.get(word[0].lower()) for word in heard]
    said += [initials.get(word[0].lower()) for word in heard if word[0].isupper() or text[: word.start()].strip()]
    return min((service for service in said if service), default=None)


# A directory that is no longer in use is let go of by the next turn.
@lru_cache(maxsize=1)
def _plain_names(directory: Directory) -> tuple[dict[str, str], dict[str, str]]:
    """Whose name is one word, and whose initials people say."""
    words: dict[str, str] = {}
    initials: dict[str, str] = {}
    for service_id in (row for row in directory.service_ids() if row not in _give_way(directory)):
        # "Release, the drug law charity" is called Release.
        spoken = directory.service(service_id).spoken_name.partition(",")[0].split()
        name = [word for word in spoken if word not in EVERYDAY] or spoken
        if len(name) == 1:
            words.setdefault(name[0].lower(), service_id)
        if name[-1] == "Anonymous":
            initials.setdefault("".join(word[0] for word in name).lower(), service_id)
    return words, initials
