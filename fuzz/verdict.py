"""What an exchange has to be like. Each fault is a sentence; there are none where all is well."""

from __future__ import annotations

import json
import re

from fuzz.answers import HttpAnswer
from fuzz.exchange import Heard
from fuzz.shot import Shot

# Of all errors of the server these alone are meant: it is full, or was too slow, and says so.
MEANT = (
    b"too much is on its way: send it again later",
    b"too many people are here at once; in danger call 999",
    b"too much is being read at once: send less, or again later; in danger call 999",
    b"there was no answer in time; in danger call 999",
)
SAFE = ("cache-control", "content-security-policy", "referrer-policy", "x-content-type-options", "permissions-policy")
TRACEBACK = re.compile(rb'Traceback|\.py", line|File "/|site-packages|Exception|Error:')
# REST names the conversation as its caller did: that is its shape.
RECIPIENT = re.compile(rb'"recipient_id":"(?:[^"\\]|\\.)*"')
# Of REST, whose conversations are named by the fuzzer, and of what is for whoever looks after the server.
SHUT = re.compile(rb'"recipient_id": ?"qz|^\{"status": ?"(?:ok|starting)|^# HELP ')
# HAProxy's own words where bytes are no request: they are in its code, and no setting gives it others.
NO_REQUEST = re.compile(rb"<html><body><h1>(?:400|408|413|414|422|501|505) ")
# More than lies in its buffer it does not read either.
LARGEST_READ = 98_304
# The page gives back what was not taken, so that it can be sent again, as text and never as markup.
PAGE = "text/html"


def faults(shot: Shot, heard: Heard, *, is_proxied: bool = False) -> list[str]:
    """All that is wrong with it. Through a proxy some doors are shut."""
    if heard.end == "never":
        return ["silence: no whole answer and no end"]
    if heard.broken:
        return [heard.broken]
    judged = [answer for answer in heard.answers if not (is_proxied and _is_no_request(shot, answer))]
    found = [*_count(shot, heard), *(fault for answer in judged for fault in _of_one(shot, answer))]
    if is_proxied and any(SHUT.search(answer.body) for answer in heard.answers):
        found.append("a door was open that the proxy keeps shut")
    return list(dict.fromkeys(found))


def _is_no_request(shot: Shot, answer: HttpAnswer) -> bool:
    return (not shot.methods or len(shot.raw) > LARGEST_READ) and bool(NO_REQUEST.match(answer.body))


def _count(shot: Shot, heard: Heard) -> list[str]:
    """A sound request is answered. Where bytes were changed the server may close too, but never half way."""
    if shot.leaves:
        return []
    if shot.methods and len(heard.answers) < len(shot.methods):
        return [f"{len(shot.methods)} sound requests got {len(heard.answers)} answers"]
    # A reset takes away what was still on its way to us.
    if heard.rest and heard.end != "reset":
        return ["an answer was not whole"]
    return []


def _of_one(shot: Shot, answer: HttpAnswer) -> list[str]:
    found = []
    if answer.status >= 500 and not any(words in answer.body for words in MEANT):
        found.append(f"{answer.status}, which is not meant")
    if TRACEBACK.search(answer.body):
        found.append("a traceback in the answer")
    if missing := [name for name in SAFE if name not in answer.headers and b"too many people" not in answer.body]:
        found.append(f"{answer.status} without {', '.join(missing)}")
    return [*found, *_sent_back(shot, answer), *_without_help(answer)]


def _sent_back(shot: Shot, answer: HttpAnswer) -> list[str]:
    mark, body = shot.mark.encode(), RECIPIENT.sub(b"", answer.body)
    if any(shot.mark in value for value in answer.headers.values()):
        return ["what was sent stands in a header of the answer"]
    if b"<i>" + mark in body:
        return ["what was sent came back as markup"]
    if mark in body and not answer.headers.get("content-type", "").startswith(PAGE):
        return ["what was sent came back"]
    return []


def _without_help(answer: HttpAnswer) -> list[str]:
    """A reply of the bot has words and says where it leads; a page has 999 on it."""
    kind = answer.headers.get("content-type", "")
    if kind.startswith(PAGE) and answer.body and b"999" not in answer.body and b"<table" not in answer.body:
        return ["a page without 999"]
    if answer.status != 200 or not answer.body.startswith(b'[{"recipient_id"'):
        return []
    messages = json.loads(answer.body)
    route = messages[-1].get("custom", {}).get("signpost", {}).get("route")
    return [] if route and any(message.get("text") for message in messages) else ["a reply without words or route"]
