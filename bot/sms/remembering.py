"""What is known of a person, and of a text that was answered, as what other workers can read."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from bot.engine.rates import Bucket
from bot.sms.message import About, Reply
from bot.sms.person import Limit, Open, Person
from bot.sms.segmentation.fitting import Choice

# Each worker's clock has a beginning of its own, so times go out as seconds from the moment at which they go.
Clock = Callable[[], float]


def dumped(person: Person) -> dict[str, Any]:
    """No number and no word of theirs, as in the person."""
    now = person.clock()
    return {
        "at": time.time(),
        "key": person.key,
        "ours": person.ours,
        "more": person.left.more,
        "choices": [(choice.number, choice.title, choice.payload) for choice in person.left.choices],
        "last": (person.last.urgency, person.last.services),
        "circling": now - person.circling_since,
        "alike": {seal: (count, until - now) for seal, (count, until) in person.alike.items()},
        "ends": {what: until - now for what, until in person.ends.items()},
        "buckets": {limit: bucket.left for limit, bucket in person.buckets.items()},
    }


def loaded(found: dict[str, Any], per_minute: dict[Limit, int], clock: Clock) -> Person:
    """As another worker knew them."""
    now = clock() - max(0.0, time.time() - found["at"])
    person = Person(found["key"], per_minute, clock)
    person.ours = tuple(found["ours"])
    person.left = Open(tuple(found["more"]), tuple(Choice(*choice) for choice in found["choices"]))
    urgency, services = found["last"]
    person.last = About(urgency, tuple(services))
    person.circling_since = now - found["circling"]
    person.alike = {seal: (count, now + left) for seal, (count, left) in found["alike"].items()}
    person.ends = {what: now + left for what, left in found["ends"].items()}
    person.buckets = {
        limit: Bucket(most, clock=clock, left=found["buckets"][limit])
        for limit, most in per_minute.items()
        if limit in found["buckets"]
    }
    person.drop_what_is_over()
    return person


def dumped_reply(reply: Reply) -> list[Any]:
    return [reply.texts, reply.urgency]


def loaded_reply(found: list[Any]) -> Reply:
    texts, urgency = found
    return Reply(tuple(texts), urgency)
