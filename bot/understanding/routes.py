"""Which route an intent leads to, for whoever has an intent and no reply: fine-tuning and the evaluation.

The actions themselves do not ask this map; a test holds it to what they do.
"""

from __future__ import annotations

from collections.abc import Mapping

from actions.speaking.plan import Route

FALLBACK: Route = "fallback"
# As the actions answer a first message of that intent; only intents that are not called as their route.
ROUTE_OF: Mapping[str, Route] = {
    "law": "advice",
    "health": "advice",
    "spiked": "advice",
    "signs": "report",
    "safeguarding_child": "safeguarding",
    "safeguarding_adult": "safeguarding",
    "domestic_abuse": "safeguarding",
    "hurt_someone": "decline",
    "greet": "smalltalk",
    "thanks": "smalltalk",
    "goodbye": "smalltalk",
    "affirm": "smalltalk",
    "deny": "smalltalk",
    "out_of_scope": FALLBACK,
    "nlu_fallback": FALLBACK,
    # Follow-ups, with nothing before them to follow.
    "repeat_number": FALLBACK,
    "not_that": FALLBACK,
    "update_better": FALLBACK,
    "ask_open": "service_info",
    "ask_cost": "service_info",
    "ask_where": "service_info",
    "what_happens": "service_info",
    "no_phone": "service_info",
    "nearer": "service_info",
    "someone_else": "service_info",
    "ask_anonymous": "privacy",
    "cant_talk": "safeguarding",
    "start_again": "about_bot",
    "for_me": "treatment",
    "age_young": "treatment",
    "for_other": "family",
}


def route_of(intent: str | None) -> str:
    """The route of a first message's intent; None or no name: the fallback.

    An intent that the map does not know is called as its route, so a name that is no intent comes back as it is.
    """
    return ROUTE_OF.get(intent, intent) if intent else FALLBACK
