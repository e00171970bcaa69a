"""A small directory in YAML, and ways to spoil it, for the tests to build."""

from __future__ import annotations

import textwrap
from datetime import UTC, datetime
from pathlib import Path

# A Tuesday at noon, after every date in the small directory.
AT = datetime(2025, 4, 1, 11, 0, tzinfo=UTC)

SOURCES = """
page: {address: "https://example.org/page", date: "2025-03-01", assured_date: 2025-03-01, tier: official}
old_page: {address: "https://example.org/old", date: "2016", assured_date: 2016-01-01, tier: official-old}
"""
SMALL_TOWN = "{id: havant, name: Havant, nation: england, county: Hampshire, home: havant}"
NATION = "{id: england, name: England, bank_holidays: ENG}"
PLACES = """
areas:
  havant:
    name: Havant
    within: hampshire
    postcode_districts: [PO9, PO11]
    towns: [{name: Havant}, {name: Leigh Park, alternate_names: [leigh pk]}, {name: Hayling Island}]
  portsmouth: {name: Portsmouth, postcode_districts: [PO1], towns: [{name: Portsmouth, alternate_names: [pompey]}]}
  hampshire: {name: the rest of Hampshire, postcode_districts: [SO23], towns: [{name: Winchester}]}
"""
CODES = """
codes:
  - {code: "82111", what: FRANK by text, sources: [page]}
  - {code: "111", what: NHS 111, sources: [page]}
"""
POLICY = "{review_months: 24, never_by_date: [emergency-999, frank]}"
LAST_RESORT = "{last_resort: [emergency-999, frank]}"
FRANK = """
id: frank
name: FRANK
spoken_name: FRANK
alternate_names: [Talk to FRANK, frank helpline]
status: active
organization: {name: FRANK, website: "https://example.org"}
purposes: [drug facts, worried about a drug]
description: {text: Facts about drugs., state: confirmed, sources: [page], assured_date: 2025-03-01}
fees_description: {text: The call is free., state: confirmed, sources: [page]}
anonymity: {text: Nobody asks your name., state: unconfirmed, sources: [page]}
phones:
  - {id: phone, number: 0300 123 6600, type: voice, state: confirmed, sources: [page], assured_date: 2016-05-19}
  - {id: text, number: "82111", type: text, state: confirmed, sources: [page], assured_date: 2025-03-01}
  - {id: old_phone, number: 0800 77 66 00, state: superseded, superseded_by: phone, sources: [old_page]}
schedules:
  - {for: phone, freq: WEEKLY, byday: [MO, TU, WE, TH, FR, SA, SU], opens_at: "00:00", closes_at: "24:00",
     bank_holidays: open, state: confirmed, sources: [page]}
service_areas: {areas: [england], state: confirmed, sources: [page]}
"""
EMERGENCY = """
id: emergency-999
name: Emergency services
spoken_name: "999"
status: active
organization: {name: Emergency services}
phones: [{id: phone, number: "999", type: voice, state: confirmed, sources: [page], assured_date: 2025-03-01}]
"""
HUB = """
id: hub
name: Inclusion Recovery
spoken_name: Inclusion
alternate_names: [Orion Centre]
status: active
organization: {name: Inclusion}
purposes: [drug treatment, detox, needle exchange]
minimum_age: {value: 18, state: confirmed, sources: [page]}
action_before_publishing: Ring the hub and ask for its number.
phones:
  - {id: phone, number: 023 9248 0000, state: unconfirmed, sources: [old_page], assured_date: 2016-01-01,
     print_unconfirmed: true}
links:
  - {id: web, url: "https://example.org/hub", state: confirmed, sources: [page], date_note: the page has no date}
emails:
  - {id: email, address: hub@example.org, state: confirmed, sources: [page], assured_date: 2025-03-01, withdrawn: true}
locations:
  - {id: address, name: The Orion Centre, address_1: 82 Dunsbury Way, city: Havant, postal_code: PO9 5BG,
     state: confirmed, sources: [page], assured_date: 2025-03-01}
schedules:
  - {for: phone, freq: WEEKLY, byday: [MO, TU, WE, TH, FR], opens_at: "09:00", closes_at: "17:00",
     bank_holidays: closed, state: confirmed, sources: [page]}
service_areas: {areas: [havant], state: confirmed, sources: [page]}
records: [{field: fax, value: none known, state: not found}]
"""
SIGNS = """
id: cuckooing
name: Cuckooing
alternate_names: [taken over home]
signs: [{text: New people come at all hours., sources: [page]}, {text: The person is seen less., sources: [page]}]
caution: One sign alone proves nothing.
"""
STEPS = """
id: cannot-wake
steps: [{text: Put them on their side., sources: [page]}]
dont: [{text: Do not leave them., sources: [page]}]
"""
TOWN = {
    "sources.yaml": SOURCES,
    "nations/england/nation.yaml": NATION,
    "towns/havant/town.yaml": SMALL_TOWN,
    "towns/havant/places.yaml": PLACES,
    "codes.yaml": CODES,
    "policy.yaml": POLICY,
    "last_resort.yaml": LAST_RESORT,
    "services/frank.yaml": FRANK,
    "services/emergency-999.yaml": EMERGENCY,
    "services/hub.yaml": HUB,
    "signs/cuckooing.yaml": SIGNS,
    "steps/cannot-wake.yaml": STEPS,
}


def write_town(folder: Path) -> Path:
    """Write the whole small directory into a folder."""
    for name, text in TOWN.items():
        write(folder, name, text)
    return folder


def write(folder: Path, name: str, text: str) -> None:
    """Write one file of it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")


def swap(folder: Path, name: str, old: str, new: str) -> None:
    """Change one piece of text in one file, which must be there."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
