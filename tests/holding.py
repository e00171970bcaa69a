"""What every reply must hold, whatever was said: contract and directory, checked from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from actions.replies.plan import ROUTES
from directory.freshness import may_print
from directory.hours_in_words import describe_hours
from directory.models import Service
from directory.store import Directory
from tests.running import text as what_is_read

MOST_SERVICES = 4
# Digits as they are read: in groups with single spaces, so that a phone number is one.
NUMBER = re.compile(r"\d+(?: \d+)*")


def faults(messages: list[dict[str, Any]], directory: Directory) -> list[str]:
    """All that is wrong with a reply, each in a few words; nothing where it holds."""
    if not messages or "signpost" not in (messages[-1].get("custom") or {}):
        return ["the last message is not the signpost"]
    signpost = messages[-1]["custom"]["signpost"]
    shape = [*_shape(messages), *_signpost(signpost, len(messages) - 1, directory)]
    if shape:
        return shape
    words = what_is_read(messages)
    return [*_words(words), *_emergency(signpost, words), *_reachable(signpost["services"], words, directory)]


def _shape(messages: list[dict[str, Any]]) -> Iterator[str]:
    if len({message.get("recipient_id") for message in messages}) != 1:
        yield "the messages go to several people"
    if not any((message.get("text") or "").strip() for message in messages[:-1]):
        yield "there is nothing to read"
    for message in messages[:-1]:
        if message.get("custom"):
            yield "there are two signposts"
        if not (message.get("text") or "").strip():
            yield "a message is empty"
        yield from (f"a button is broken: {row}" for row in message.get("buttons", []) if not _is_button(row))


def _is_button(row: dict[str, str]) -> bool:
    return bool(row.get("title")) and str(row.get("payload", "")).startswith("/")


def _signpost(signpost: dict[str, Any], texts: int, directory: Directory) -> Iterator[str]:
    if set(signpost) - {"unreviewed"} != {"route", "services", "language", "languages"}:
        yield f"the signpost holds {sorted(signpost)}"
        return
    services = signpost["services"]
    if signpost["route"] not in ROUTES:
        yield f"unknown route {signpost['route']}"
    if len(services) > MOST_SERVICES or len(set(services)) != len(services):
        yield f"services are too many or double: {services}"
    yield from (f"unknown service {service}" for service in services if service not in directory.service_ids())
    if len(signpost["languages"]) != texts or signpost["languages"][0] != signpost["language"]:
        yield f"languages are {signpost['languages']}, {signpost['language']} first"


def _words(words: str) -> Iterator[str]:
    if re.search(r"[{}]|\bNone\b|@utter|utter_", words):
        yield f"something was not filled: {words!r}"
    if re.search(r"[ ]{2}|\(\)|\.\.|,\.|\?\.", words):
        yield f"something was filled with nothing: {words!r}"
    if re.search(r"(?m)^the ", words):
        yield f"a line begins with a small letter: {words!r}"


def _emergency(signpost: dict[str, Any], words: str) -> Iterator[str]:
    if signpost["route"] != "emergency":
        return
    if "999" not in words[:80]:
        yield f"999 is not in the first 80 characters: {words[:80]!r}"
    if signpost["services"][:1] != ["emergency-999"]:
        yield f"emergency names {signpost['services']} first"


def _reachable(services: list[str], words: str, directory: Directory) -> Iterator[str]:
    """A service comes with a way to reach it, or after one that puts people through."""
    reached = [service for service in services if _has_contact(directory.service(service), words)]
    if services and services[0] not in reached:
        yield f"{services[0]} stands first without a contact: {words!r}"
    for service in services:
        if service not in reached and any(may_print(found) for found in directory.service(service).contacts):
            yield f"{service} is named without its contact: {words!r}"


def _has_contact(service: Service, words: str) -> bool:
    return any(contact.value in words for contact in service.contacts if may_print(contact))


def known_numbers(directory: Directory) -> frozenset[str]:
    """Every number in what the directory may say: printable contacts, confirmed claims, hours, signs, steps."""
    said: list[str] = []
    for service_id in directory.service_ids():
        service = directory.service(service_id)
        printed = [contact for contact in service.contacts if may_print(contact)]
        said += [*_strings(printed), *(service.claim(name) or "" for name in service.claims), service.spoken_name]
        said += [describe_hours(service) or "", *_clock(service)]
    for _, topic in directory.sign_topics():
        said += _strings([directory.signs(topic)])
    for situation in directory.situations():
        said += _strings([directory.steps(situation)])
    return frozenset(number for text in said for number in NUMBER.findall(text))


def unknown_numbers(messages: list[dict[str, Any]], known: frozenset[str]) -> list[str]:
    """The numbers of a reply that the directory does not hold."""
    return [number for number in NUMBER.findall(what_is_read(messages)) if number not in known]


def _clock(service: Service) -> Iterator[str]:
    """Closing and opening times as a reply gives them, and the years of "not checked since"."""
    for schedule in service.schedules:
        for moment in filter(None, (schedule.opens_at, schedule.closes_at)):
            yield f"{moment:%I}".lstrip("0")
            yield f"{moment:%M}"
    yield from (
        str(contact.assured_date.year) for contact in service.contacts if contact.assured_date and may_print(contact)
    )


def _strings(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            yield from _strings(value)
        elif is_dataclass(value):
            yield from _strings(getattr(value, field.name) for field in fields(value) if field.name != "sources")
