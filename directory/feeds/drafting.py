"""One service of a feed, made into a draft in the shape of our own files; what is left out or changed is said."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from directory.feeds.cleaning import clean, shortened
from directory.feeds.contacts import Contacts
from directory.feeds.handles import with_handles
from directory.feeds.hours import day_of, timetable
from directory.feeds.known import LONGEST_ID, KnownServices, id_from
from directory.feeds.raw import extra, part, parts, printable_address
from directory.hsds.export import Json
from directory.hsds.taxonomy import NEEDS, TERMS
from directory.places import words_of
from directory.shape import AGES, ID

STATUSES = ("active", "inactive", "defunct", "temporarily closed")
# By our own names, with what else they are called.
SENTENCES = {
    "description": ("description",),
    "fees_description": ("fees_description", "fees"),
    "eligibility_description": ("eligibility_description",),
    "application_process": ("application_process",),
    "interpretation_services": ("interpretation_services",),
    "alert": ("alert",),
}
LONGEST = {"description": 600}
LONGEST_OTHER = 400
LONGEST_NAME = 150
MOST_NOTES = 20
OLDEST = 120


class NoService(Exception):
    """An entry that no service can be made of; the message says why."""


@dataclass
class ServiceDraft:
    """`data` is what its file holds. `notes` say what a person should know who confirms it."""

    service_id: str
    data: Json
    notes: list[str] = field(default_factory=list)

    def note(self, what: str) -> None:
        """Adds a note, unless it was added before or there are many already."""
        if what not in self.notes and len(self.notes) < MOST_NOTES:
            self.notes.append(what)


def draft_of(raw: Json, known: KnownServices) -> ServiceDraft:
    """The service as it may stand here. Raises NoService."""
    name = clean(raw.get("name"))
    if name is None:
        raise NoService("it has no name")
    name = shortened(name, LONGEST_NAME)
    draft = ServiceDraft(_id(raw, name), {})
    draft.data = {
        "id": draft.service_id,
        "name": name,
        "spoken_name": shortened(clean(raw.get("alternate_name")) or name, LONGEST_NAME),
        "status": _status(raw, draft),
        "organization": _organization(raw, name, draft),
    }
    contacts = Contacts(known, draft.note)
    contacts.take(raw)
    claims = _claims(raw, contacts, known, draft)
    hours = timetable(raw, contacts, known, draft.note)
    draft.data |= _terms(raw) | claims | contacts.groups() | hours | _rest(raw, known, draft)
    return draft


def _id(raw: Json, name: str) -> str:
    told = extra(raw).get("id")
    if isinstance(told, str) and len(told) <= LONGEST_ID and re.fullmatch(ID["pattern"], told):
        return told
    return id_from(name) or f"service-{id_from(str(raw.get('id')))[:12] or 'without-a-name'}"


def _status(raw: Json, draft: ServiceDraft) -> str:
    given = (clean(raw.get("status")) or "").lower()
    if given not in STATUSES:
        draft.note(f"its status is {shortened(given, 30) or 'not given'}, taken as active")
        return "active"
    return given


def _organization(raw: Json, name: str, draft: ServiceDraft) -> Json:
    found = part(raw, "organization")
    called = clean(found.get("name"))
    if called is None:
        draft.note("no organization is named, its own name stands in")
    organization = {"name": shortened(called or name, LONGEST_NAME)}
    said, site = clean(found.get("description")), printable_address(found.get("website") or found.get("url"))
    if said is not None and said != called:
        organization["description"] = shortened(said, LONGEST_OTHER)
    return organization | ({"website": site} if site else {})


def _claims(raw: Json, contacts: Contacts, known: KnownServices, draft: ServiceDraft) -> Json:
    found: Json = {}
    made_up = {"description"} if extra(raw).get("described") is False else set()
    for name, fields in SENTENCES.items():
        if name in made_up:
            continue
        text = next((said for each in fields if (said := clean(raw.get(each)))), None)
        text = with_handles(text, contacts, draft.note, known.codes) if text else None
        if text is None:
            continue
        longest = LONGEST.get(name, LONGEST_OTHER)
        if len(text) > longest:
            draft.note(f"{name} is long, its first sentences were kept")
        found[name] = {"text": shortened(text, longest), **known.unsure()}
    for name in AGES:
        age = _age(raw.get(name), name, draft)
        if age is not None:
            found[name] = {"value": age, **known.unsure()}
    low, high = (found.get(name, {}).get("value") for name in AGES)
    if low is not None and high is not None and low > high:
        draft.note(f"its ages are {low} to {high}, left out")
        return {name: claim for name, claim in found.items() if name not in AGES}
    return found


def _age(value: Any, name: str, draft: ServiceDraft) -> int | None:
    text = clean(value)
    if text is None:
        return None
    try:
        age = int(float(text))
    except (ValueError, OverflowError):
        age = -1
    if not 0 <= age <= OLDEST:
        draft.note(f"{name} is {shortened(text, 30)}, left out")
        return None
    return age


def _terms(raw: Json) -> Json:
    """The needs of ours, and other terms as words by which it is found."""
    needs, words = [], []
    ours = {NEEDS.term_id(need): need for need in TERMS}
    for attribute in parts(raw, "attributes"):
        term = part(attribute, "taxonomy_term")
        identity = str(term.get("id"))
        if identity in ours:
            needs.append({"need": ours[identity]})
        elif said := clean(term.get("name") or term.get("term")):
            words.append(shortened(said, LONGEST_NAME))
    found: Json = {"purposes": list(dict.fromkeys(words))} if words else {}
    return found | ({"needs": needs} if needs else {})


def _rest(raw: Json, known: KnownServices, draft: ServiceDraft) -> Json:
    found: Json = {}
    areas: list[str] = []
    for area in parts(raw, "service_areas"):
        name = clean(area.get("name") or area.get("service_area")) or ""
        if area_id := known.areas.get(words_of(name)):
            areas.append(area_id)
        elif name:
            draft.note(f"the area {shortened(name, 60)} is not in places.yaml, left out")
    if areas:
        found["service_areas"] = {"areas": list(dict.fromkeys(areas)), **known.unsure()}
    codes = [clean(each.get("code") or each.get("name") or each.get("language")) for each in parts(raw, "languages")]
    if languages := list(dict.fromkeys(shortened(code, 40) for code in codes if code)):
        found["languages"] = languages
    assured = day_of(raw.get("assured_date"))
    if assured and assured <= known.today:
        found["assured_date"] = assured
    return found
