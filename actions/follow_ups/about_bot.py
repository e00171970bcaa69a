"""What this bot is, and what it does with what people write."""

from __future__ import annotations

from dataclasses import replace

from actions.replies.needs import ABOUT_OTHERS
from actions.replies.plan import ENGLISH, Plan
from actions.replies.planners import answers
from actions.replies.services import give_way, service_asked, who_listens
from actions.replies.turn import Turn


@answers("about_bot")
def about_bot(turn: Turn) -> Plan:
    """A computer, what it is for, and the choices; who wants a person is told who has people, 999 first."""
    if (turn.young or turn.topic == "safeguarding_child") and turn.says("schools"):
        return Plan("about_bot", ("utter_tell_yourself",), service=who_listens(replace(turn, young=True)))
    cries = turn.says("cries_for_help") or (turn.doubt and turn.language != ENGLISH)
    if turn.says("person") or turn.says("person_alone") or turn.says("send_help") or cries:
        return who_has_people()
    if turn.says("lost_for_words"):
        return Plan("smalltalk", ("utter_no_words",))
    return Plan("about_bot", ("utter_about_bot" if "utter_about_bot" not in turn.before.said_last else "utter_people",))


def who_has_people() -> Plan:
    """For who takes this bot for somebody who calls, comes or passes on; 999 first."""
    return Plan("about_bot", ("utter_people",), counts_999=True)


def cry_for_help(turn: Turn) -> Plan | None:
    """ "HELP" alone is no more of the need that is open, and who wants a person first is told who has people.

    None for any other message, and while an emergency is open: there 999 is said again.
    """
    if turn.in_emergency:
        return None
    wants_a_person = turn.topic is None and turn.says("person_alone")
    return about_bot(turn) if wants_a_person or turn.says("cries_for_help") else None


@answers("ask_language")
def ask_language(turn: Turn) -> Plan:
    """English is all it has; after a service was named, whether that has interpreters. FRANK has."""
    service = service_asked(turn)
    if service is None or service in give_way(turn):
        return Plan("about_bot", ("utter_language",))
    known = turn.directory.service(service).claim("interpretation_services")
    response = "utter_service_language" if known else "utter_service_language_unknown"
    return Plan("service_info", (response,), service=service)


@answers("privacy", "ask_anonymous")
def privacy(turn: Turn) -> Plan:
    """About the police where they are feared, about a shared screen, else about this bot; then about the service.

    The service is the one named now, else one that was named in the turn before.
    """
    service = _whose_way_is_known(turn)
    about_service = turn.intent == "ask_anonymous" and service is not None
    own = _of_police_and_screens(turn, service)
    if own is None:
        own = () if turn.named or about_service else ("utter_privacy",)
    if own and set(own) <= set(turn.before.said_last):
        own = () if service else ("utter_privacy_again",)
    is_asked = about_service or turn.named or not own or turn.topic in ABOUT_OTHERS
    asked = (_of_service(turn, service),) if service and is_asked else ()
    return Plan("privacy", (*own, *asked) or ("utter_privacy",), service=service)


def _whose_way_is_known(turn: Turn) -> str | None:
    """The service that is asked about; of 999 and 101 utter_privacy_police speaks, so another goes before them."""
    service, nameless = service_asked(turn), give_way(turn)
    if service not in nameless:
        return service
    # Who else answers the need, where it is one about others, and the police were spoken of last.
    others = turn.directory.needs.others(turn.topic or "") if turn.topic in ABOUT_OTHERS else ()
    return next((row for row in (*turn.services, *others) if row not in nameless), None)


def _of_police_and_screens(turn: Turn, service: str | None) -> tuple[str, ...] | None:
    """What is said where the police are feared, or others use the same screen; None where neither is."""
    if turn.says("not_police"):
        return ("utter_privacy_not_police",)
    if turn.says("fears_the_police"):
        own = _who_fears_the_police(turn, service)
        # Who still fears it asks whoever knows the law.
        return ("utter_privacy_law",) if own and set(own) <= set(turn.before.said_last) else own
    return ("utter_privacy_shared_computer",) if turn.says("shared_screen") else None


def _of_service(turn: Turn, service: str) -> str:
    found = turn.directory.service(service)
    of_names = found.claim("anonymity") or found.claim("anonymity_limit")
    if found.claim("confidentiality") and (turn.says("asks_telling") or not of_names):
        return "utter_privacy_service_tells"
    if of_names:
        return "utter_privacy_service"
    # What was read as a question of who is told may be another that nobody here can answer.
    return "utter_privacy_service_unknown" if turn.says("of_telling") else "utter_cannot_say"


def _who_fears_the_police(turn: Turn, service: str | None) -> tuple[str, ...]:
    """Of an overdose: who comes with the ambulance. Else that this bot tells nobody, and who knows the law."""
    nobody_meant = service is None and turn.topic in (None, "health", "advice")
    if turn.says("ambulance") or turn.before.emergency or nobody_meant:
        return ("utter_privacy_police",)
    return () if service and service != turn.directory.needs.own("law") else ("utter_privacy_law",)
