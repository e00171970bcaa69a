"""Which service a question means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from actions.replies.plan import Plan
from actions.replies.turn import Turn
from directory.store import Directory

# "The police" and "999" stand in many messages that ask about another service, so they give way to any other.
GIVE_WAY = frozenset({"police-101", "emergency-999"})
# Where nothing was named and nothing is open: the hub that this bot stands in for.
USUAL = "inclusion-havant"
# Whom a question means where a reply to the need named another first, for safety's sake or for want of the internet.
MEANT = {"treatment": "inclusion-havant", "report": "fearless"}
# The law is a part of these needs. Whom a question means if the reply before named the police alone, or was on the law.
OWN = {
    "safeguarding_adult": "hants-adults",
    "safeguarding_child": "hants-children",
    "domestic_abuse": "domestic-abuse-helpline",
    "slavery": "modern-slavery-helpline",
    "fraud": "report-fraud",
}
# Both are named by the reply about the law, and by no other of these needs.
OF_THE_LAW = frozenset({"release", "frank"})
ORDINALS = (
    (re.compile(r"\b(?:first|1st|top|1) ?(?:one|lot|number|no|bit|place)?\b", re.I), 0),
    (re.compile(r"\b(?:second|2nd|other|2) ?(?:one|lot|number|no|place)\b", re.I), 1),
    (re.compile(r"\b(?:third|3rd|3) ?(?:one|lot|number|no|place)\b", re.I), 2),
    (re.compile(r"\b(?:last|bottom) (?:one|lot|number|no|place)\b", re.I), -1),
)
PLACE = "address"
MEETINGS = frozenset({"alcoholics-anonymous", "narcotics-anonymous", "cocaine-anonymous"})
# What people call a service whose name has slipped their mind, by its cue.
DESCRIBED = {
    "nameless_one": "crimestoppers",
    "needle_place": "inclusion-havant",
    "law_people": "release",
    "children_people": "hants-children",
    "adult_people": "hants-adults",
    "bank_number": "report-fraud",
    "nhs_people": "nhs-111",
    "family_people": "drugfam",
    "mourning_people": "drugfam",
}
# "Social services" and "the council" are those for whom the need is about.
COUNTERPART = {
    ("safeguarding_adult", "hants-children"): "hants-adults",
    ("safeguarding_child", "hants-adults"): "hants-children",
    ("safeguarding_adult", "havant-council"): "hants-adults",
    ("safeguarding_child", "havant-council"): "hants-children",
}


def service_asked(turn: Turn, *, plan: Plan | None = None, place: bool = False, only_named: bool = False) -> str | None:
    """The service that the question of this turn is about.

    One named now; "the first one" of the reply before; one of those that `plan` (the need in the same message) names;
    else the first of the reply before, where `place` says that it must have an address if any has.
    """
    named = _named(turn)
    if named or only_named:
        return named
    if plan is None and (counted := _counted(turn)):
        return counted
    if turn.says("naloxone") or any("naloxone" in name for name in turn.before.said_last):
        return USUAL
    candidates = [*(services_of(turn, plan) if plan else ()), *turn.services]
    candidates = [row for row in candidates if row not in turn.passed_over] or candidates
    topic = plan.topic if plan else turn.topic
    meant = MEANT.get(topic or "")
    if meant in candidates and turn.route == topic:
        candidates.insert(0, meant)
    if topic in OWN and _is_beside(turn, candidates):
        return OWN[topic]
    open_need = [row for row in candidates if row != "emergency-999"] or candidates
    if place:
        with_place = next((row for row in open_need if turn.directory.service(row).contact(PLACE)), None)
        if with_place:
            return with_place
    return next(iter(open_need), None)


def _is_beside(turn: Turn, candidates: list[str]) -> bool:
    """Whether none of them is the need's own. Who asked about one of them by name goes on about that one."""
    if set(candidates) == OF_THE_LAW:
        return True
    return bool(candidates) and set(candidates) <= GIVE_WAY and turn.route not in ("service_info", "privacy")


def _named(turn: Turn) -> str | None:
    others = [row for row in turn.named if row not in GIVE_WAY]
    likeliest = (plain_name(turn), *others, *_described(turn), *turn.named)
    found = next((row for row in likeliest if row and row not in turn.passed_over), None)
    return COUNTERPART.get((turn.topic or "", found or ""), found)


def _described(turn: Turn) -> list[str]:
    found = [service for cue, service in DESCRIBED.items() if turn.says(cue)]
    return [*found, _meetings(turn)] if turn.says("meetings_people") else found


def _meetings(turn: Turn) -> str:
    """Those spoken of before, else by what is used; not everybody who stays off something was a drinker."""
    usual = "alcoholics-anonymous" if turn.substances == {"alcohol"} else "narcotics-anonymous"
    return next((row for row in turn.before.earlier if row in MEETINGS), usual)


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
        for owner in re.findall(r"\{([a-z0-9-]+)(?:\.[a-z_]+)?\}", text):
            service = plan.service if owner == "service" else owner
            if service in known and service != "emergency-999" and turn.directory.service(service).active:
                found.setdefault(str(service))
    return tuple(found)


# Of "the Shout text line" people say "Shout".
EVERYDAY = frozenset({"the", "text", "line"})


def plain_name(turn: Turn) -> str | None:
    """A service whose bare name is an everyday word (Release, Shout, AA): it counts once a service is asked for.

    "na" in front is a no, so initials in small letters count from the second word on.
    """
    heard = re.findall(r"[a-z]+", turn.text.lower())
    words, initials = _plain_names(turn.directory)
    said = [words.get(word) for word in heard]
    said += [initials.get(word) for word in heard[1:]]
    said += [initials.get(word.lower()) for word in turn.text.split() if word.isupper()]
    return min((service for service in said if service), default=None)


# A directory that is no longer in use is let go of by the next turn.
@lru_cache(maxsize=1)
def _plain_names(directory: Directory) -> tuple[dict[str, str], dict[str, str]]:
    """Whose name is one word, and whose initials people say."""
    words: dict[str, str] = {}
    initials: dict[str, str] = {}
    for service_id in (row for row in directory.service_ids() if row not in GIVE_WAY):
        spoken = directory.service(service_id).spoken_name.split()
        name = [word for word in spoken if word not in EVERYDAY] or spoken
        if len(name) == 1:
            words.setdefault(name[0].lower(), service_id)
        if name[-1] == "Anonymous":
            initials.setdefault("".join(word[0] for word in name).lower(), service_id)
    return words, initials
