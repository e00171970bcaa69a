"""What others rely on: routes, service ids, addresses. Change it only by adding."""

from __future__ import annotations

import pytest

from actions.intents import FALLBACK, INTENTS
from actions.replies.plan import ROUTES
from directory.store import Directory
from tests.conversing import Conversation, entity
from tests.rows import each_row

THE_ROUTES = (
    "emergency", "crisis", "advice", "treatment", "family", "report", "safeguarding", "slavery", "fraud", "council",
    "police", "service_info", "privacy", "about_bot", "decline", "smalltalk", "fallback",
)  # fmt: skip
THE_SERVICES = (
    "emergency-999", "police-101", "crimestoppers", "fearless", "frank", "inclusion-havant", "nhs-111", "samaritans",
    "shout", "childline", "nspcc", "safecall", "modern-slavery-helpline", "report-fraud", "hants-children",
    "hants-adults", "havant-council", "british-transport-police", "drugfam", "adfam", "narcotics-anonymous",
    "cocaine-anonymous", "alcoholics-anonymous", "al-anon", "release", "young-people-hampshire",
    "domestic-abuse-helpline", "electricity-105", "gas-emergency",
)  # fmt: skip
# Intent, entities, route, and the services of which one stands first.
LEADS_TO = [
    ("emergency", [], "emergency", {"emergency-999"}),
    ("crisis", [], "crisis", {"samaritans", "shout", "nhs-111"}),
    ("advice", [], "advice", {"frank"}),
    ("law", [], "advice", {"release"}),
    ("health", [], "advice", {"nhs-111"}),
    ("spiked", [], "advice", {"nhs-111"}),
    ("treatment", [], "treatment", {"inclusion-havant"}),
    ("treatment", [entity("own_age", "15")], "treatment", {"young-people-hampshire", "frank"}),
    ("family", [], "family", {"frank", "drugfam", "adfam", "inclusion-havant"}),
    ("report", [], "report", {"crimestoppers", "police-101"}),
    ("report", [entity("own_age", "15")], "report", {"fearless", "crimestoppers"}),
    ("safeguarding_child", [], "safeguarding", {"hants-children", "police-101"}),
    ("safeguarding_adult", [], "safeguarding", {"hants-adults", "police-101"}),
    ("safeguarding_child", [entity("own_age", "14")], "safeguarding", {"childline", "safecall"}),
    ("domestic_abuse", [], "safeguarding", {"domestic-abuse-helpline"}),
    ("slavery", [], "slavery", {"modern-slavery-helpline"}),
    ("fraud", [], "fraud", {"report-fraud"}),
    ("council", [], "council", {"havant-council"}),
    ("police", [], "police", {"police-101"}),
    ("service_info", [entity("service", "samaritans")], "service_info", {"samaritans"}),
    ("privacy", [], "privacy", None),
    ("about_bot", [], "about_bot", None),
    ("decline", [], "decline", {"frank"}),
    ("hurt_someone", [], "decline", {"police-101"}),
    ("greet", [], "smalltalk", None),
    ("thanks", [], "smalltalk", None),
    ("goodbye", [], "smalltalk", None),
    ("out_of_scope", [], "fallback", None),
    ("nlu_fallback", [], "fallback", None),
]


# Some replies ask for a word of what the intent says.
SAYING = {"hurt_someone": "i will batter him", "thanks": "thanks"}


def test_the_routes_are_those_that_others_rely_on() -> None:
    assert THE_ROUTES == ROUTES


def test_the_services_that_others_rely_on_are_all_there(town_directory: Directory) -> None:
    assert set(THE_SERVICES) <= set(town_directory.service_ids())


@pytest.mark.usefixtures("actions_directory")
@each_row(("intent", "entities", "route", "first"), LEADS_TO, ids=lambda value: value if isinstance(value, str) else "")
def test_a_need_leads_to_its_route_and_its_service_first(
    intent: str, entities: list[dict[str, object]], route: str, first: set[str] | None
) -> None:
    signpost = Conversation().hear(intent, SAYING.get(intent, ""), entities)[-1]["custom"]["signpost"]
    assert signpost["route"] == route
    assert (not signpost["services"]) if first is None else signpost["services"][0] in first


@each_row(("intent", "entities", "route", "first"), LEADS_TO, ids=lambda value: value if isinstance(value, str) else "")
def test_the_table_of_intents_names_the_same_route(
    intent: str, entities: list[dict[str, object]], route: str, first: set[str] | None
) -> None:
    assert (INTENTS[intent].route if intent in INTENTS else FALLBACK) == route


@pytest.mark.usefixtures("actions_directory")
@each_row("intent", ["report", "safeguarding_child", "safeguarding_adult", "domestic_abuse", "crisis"])
@each_row("age", ["15", "40"])
def test_people_are_told_that_nobody_reads_where_they_could_think_otherwise(intent: str, age: str) -> None:
    reply = Conversation().hear(intent, "", [entity("own_age", age)])
    assert "nothing is passed on" in " ".join(message.get("text", "") for message in reply)
