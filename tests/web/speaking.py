"""Calls to the web channel as a page's script makes them."""

from __future__ import annotations

import json
from typing import Any

from tests.running import JSON, Answer
from tests.standing import Standing

ADDRESS = "/webhooks/web"


def post(app: Standing, what: str, body: bytes = b"", **headers: str) -> Answer:
    """To /start, /message or /leave; a header's name is written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return app.call("POST", f"{ADDRESS}/{what}", body, {**JSON, **named})


def start(app: Standing) -> str:
    """A new conversation's token."""
    answer = post(app, "start")
    assert answer.status == 200, answer.body
    assert list(answer.json) == ["conversation"]
    return str(answer.json["conversation"])


def say(app: Standing, conversation: str, message: str, **headers: str) -> Answer:
    """A message in a conversation."""
    return post(app, "message", as_bytes(conversation=conversation, message=message), **headers)


def press(app: Standing, conversation: str, payload: str, *, field: str = "start") -> Answer:
    """A button of the start in a conversation, or any other with the field `press`."""
    return post(app, "message", as_bytes(conversation=conversation, **{field: payload}))


def at_the_kiosk(app: Standing, conversation: str, message: str) -> Answer:
    """A message in a conversation at a kiosk."""
    return post(app, "message", as_bytes(conversation=conversation, message=message, channel="kiosk"))


def leave(app: Standing, conversation: str, **headers: str) -> Answer:
    """Erases a conversation."""
    return post(app, "leave", as_bytes(conversation=conversation), **headers)


def as_bytes(**body: Any) -> bytes:
    return json.dumps(body).encode()
