"""The shape of each YAML file, as JSON Schema. An unknown field is an error everywhere."""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML

from directory.paths import PACKAGE

Schema = dict[str, Any]

STATES = ["confirmed", "unconfirmed", "conflicting", "not found", "superseded"]
PHONE_TYPES = ["voice", "text", "textphone", "video", "fax", "cell", "pager"]
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
# What people come with, which is a list of its own so that a topic needs no code.
NEEDS: list[str] = YAML(typ="safe").load(PACKAGE / "needs.yaml")["needs"]
# Parts that one service has for all: who knows whom else to ask, the place to go to, and whom to call about what. The
# wording names a service by its part where each town has another ({council.card}).
ROLES = ["adults", "children", "council", "drugs_line", "electric", "gas", "health", "hub", "police", "young_people"]
# Those that a town brings itself, with what people do not get where nobody has the part.
OF_A_TOWN = {
    "hub": "who helps with one's own drug use",
    "council": "whom to tell of needles, rubbish and noise",
    "children": "whom to tell of a child at risk",
    "adults": "whom to tell of an adult at risk",
    "young_people": "who helps young people with drugs",
}
# The parts of the United Kingdom, as the `holidays` package knows them.
BANK_HOLIDAYS = ["ENG", "NIR", "SCT", "WLS"]
# Sentences that hold in one part of it and may not in another. A reply names them as {law.duty_solicitor}.
LAW = ["drugs_in_the_body", "duty_solicitor"]
TEXT_CLAIMS = (
    "description",
    "fees_description",
    "eligibility_description",
    "confidentiality",
    "anonymity",
    "anonymity_limit",
    "application_process",
    "interpretation_services",
    "access",
    "alert",
)
AGES = ("minimum_age", "maximum_age")
CONTACT_GROUPS = {"phones": "number", "links": "url", "emails": "address", "locations": "name"}

TEXT: Schema = {"type": "string", "minLength": 1}
FLAG: Schema = {"type": "boolean"}
ID: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
HANDLE: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}
DATE: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
CLOCK: Schema = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
CLOSING: Schema = {"type": "string", "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"}


def many(schema: Schema) -> Schema:
    """The schema of a list of such values."""
    return {"type": "array", "items": schema}


def fields(required: Schema, optional: Schema) -> Schema:
    """A mapping with these fields and no others. Reading has dropped the nulls, so null is the same as absent."""
    properties = {**required, **optional}
    return {"type": "object", "additionalProperties": False, "required": list(required), "properties": properties}


def keyed(schema: Schema) -> Schema:
    """A mapping from an id to that."""
    return {"type": "object", "additionalProperties": schema}


CITED: Schema = {"sources": many(TEXT), "assured_date": DATE, "date_note": TEXT, "note": TEXT}
STATE: Schema = {"enum": STATES}


def contact(value: str, optional: Schema) -> Schema:
    """A way to reach a service: its handle, its value, its state, and what all contacts may have."""
    switches = {
        "withdrawn": FLAG,
        "print_unconfirmed": FLAG,
        "superseded_by": HANDLE,
        "description": TEXT,
        "assured_by": TEXT,
    }
    return fields({"id": HANDLE, value: TEXT, "state": STATE}, {**CITED, **switches, **optional})


CLAIM = fields({"text": TEXT, "state": STATE}, CITED)
AGE = fields({"value": {"type": "integer", "minimum": 0, "maximum": 120}, "state": STATE}, CITED)
# Degrees, within the United Kingdom: the two in each other's place are seen at once.
COORDINATES = fields(
    {
        "latitude": {"type": "number", "minimum": 49, "maximum": 61},
        "longitude": {"type": "number", "minimum": -9, "maximum": 2},
        "state": STATE,
    },
    CITED,
)
LOCATION_PARTS: Schema = {
    "address_1": TEXT,
    "city": TEXT,
    "postal_code": TEXT,
    "accessibility": CLAIM,
    "coordinates": COORDINATES,
}
SCHEDULE = fields(
    {
        "for": HANDLE,
        "freq": {"enum": ["WEEKLY"]},
        "byday": {"type": "array", "items": {"enum": DAYS}, "minItems": 1},
        "opens_at": CLOCK,
        "closes_at": CLOSING,
        "bank_holidays": {"enum": ["open", "closed", "unknown"]},
        "state": STATE,
    },
    CITED,
)

NEED = fields(
    {"need": {"enum": NEEDS}},
    {
        "order": {"type": "integer", "minimum": 1},
        "age": {"enum": ["young"]},
        "substances": many(TEXT),
        "own": FLAG,
        "asked": FLAG,
        "in_reply": FLAG,
        "instead_of": many(ID),
    },
)

SERVICE = fields(
    {
        "id": ID,
        "name": TEXT,
        "spoken_name": TEXT,
        "status": {"enum": ["active", "inactive", "defunct", "temporarily closed"]},
        "organization": fields({"name": TEXT}, {"description": TEXT, "website": TEXT}),
    },
    {
        "alternate_names": many(TEXT),
        "purposes": many(TEXT),
        "needs": many(NEED),
        "roles": many({"enum": ROLES}),
        "described_as": many(HANDLE),
        "phones": many(contact("number", {"type": {"enum": PHONE_TYPES}, "keyword": TEXT})),
        "links": many(contact("url", {})),
        "emails": many(contact("address", {})),
        "locations": many(contact("name", LOCATION_PARTS)),
        "schedules": many(SCHEDULE),
        "closures": many(fields({"valid_from": DATE}, {"valid_to": DATE, "for": HANDLE, "note": TEXT})),
        "service_areas": fields({"areas": many(TEXT), "state": STATE}, CITED),
        "languages": many(TEXT),
        "assured_date": DATE,
        "assured_by": TEXT,
        "date_note": TEXT,
        "action_before_publishing": TEXT,
        "note": TEXT,
        "records": many(fields({"field": TEXT, "state": STATE}, {"value": TEXT, **CITED})),
        **dict.fromkeys(TEXT_CLAIMS, CLAIM),
        **dict.fromkeys(AGES, AGE),
    },
)

TIERS = ["official", "official-old", "news", "third-party", "seed"]
SOURCES = keyed(fields({"address": TEXT, "date": TEXT, "tier": {"enum": TIERS}}, {"assured_date": DATE, "note": TEXT}))
LINE = fields({"text": TEXT}, CITED)
NATION = fields(
    {"id": ID, "name": TEXT, "bank_holidays": {"enum": BANK_HOLIDAYS}},
    {"law": fields({}, dict.fromkeys(LAW, LINE)), "note": TEXT},
)
SIGNS = fields(
    {"id": ID, "name": TEXT, "signs": {**many(LINE), "minItems": 1}},
    {"alternate_names": many(TEXT), "intro": TEXT, "caution": TEXT, "sources": many(TEXT), "note": TEXT},
)
# `easy` is the same in the words of easy read, where those are others.
STEP = fields({"text": TEXT}, {"easy": TEXT, **CITED})
STEPS = fields(
    {"id": ID, "steps": {**many(STEP), "maxItems": 3}}, {"dont": many(STEP), "sources": many(TEXT), "note": TEXT}
)
PLACE = fields({"name": TEXT}, {"alternate_names": many(TEXT)})
AREA = fields({"name": TEXT}, {"postcode_districts": many(TEXT), "towns": many(PLACE), "within": TEXT, **CITED})
PLACES = fields({"areas": keyed(AREA)}, CITED)
TOWN = fields({"id": ID, "name": TEXT, "nation": ID, "county": TEXT, "home": ID}, {"near": many(TEXT), "note": TEXT})
CODES = fields({"codes": many(fields({"code": TEXT, "what": TEXT, "sources": many(TEXT)}, {"note": TEXT}))}, {})
POLICY = fields({"review_months": {"type": "integer", "minimum": 1}, "never_by_date": many(ID)}, {})
# Replies in other words than those for all, by their names in data/replies.
VARIATION = fields(
    {"text": TEXT},
    {"channel": {"enum": ["sms", "kiosk"]}, "buttons": many(fields({"title": TEXT, "payload": TEXT}, {}))},
)
WORDING = keyed({**many(VARIATION), "minItems": 1})
LAST_RESORT = fields({"last_resort": {**many(ID), "minItems": 1}}, {})
