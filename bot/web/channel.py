"""`POST /webhooks/web/start`, `/message` and `/leave`: the web channel for a page's script."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, get_args

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty
from sanic.response import json as json_response

from bot.engine.json_object import NotAnObject, json_object
from bot.engine.media_type import JSON, media_type
from bot.engine.safety_net import Messages
from bot.web.conversations import Channel
from bot.web.door import Door
from bot.web.hearing import Hearing, Refused
from bot.web.peer import peer_of

# The longest message, every character of it as a JSON escape of twelve, and room for the rest.
LARGEST_BODY = 64_000
# What navigator.sendBeacon sends for text and for a JSON blob; a beacon of text needs no leave asked beforehand.
BEACON = frozenset({JSON, "text/plain", ""})
CHANNELS: tuple[Channel, ...] = get_args(Channel)

Handler = Callable[[Request], Awaitable[HTTPResponse]]


def blueprint(hearing: Hearing, door: Door) -> Blueprint:
    """The channel's addresses under /webhooks/web. All answers but a refusal are JSON of the contract's shape."""
    channel = Blueprint("web", url_prefix="/webhooks/web")

    async def start(request: Request) -> HTTPResponse:
        if request.body:
            _read(hearing, request, frozenset({JSON}))
        return json_response({"conversation": hearing.conversations.start()})

    async def message(request: Request) -> HTTPResponse:
        return json_response(await _answered(hearing, _read(hearing, request, frozenset({JSON})), peer_of(request)))

    async def leave(request: Request) -> HTTPResponse:
        hearing.leave(_text(hearing, _read(hearing, request, BEACON), "conversation"))
        return empty()

    for handler, hidden in ((start, False), (message, False), (leave, True)):
        at_the_door = _at_the_door(handler, hearing, door, hidden=hidden)
        channel.add_route(at_the_door, f"/{handler.__name__}", methods=["POST", "OPTIONS"], name=handler.__name__)
    return channel


def _at_the_door(handler: Handler, hearing: Hearing, door: Door, *, hidden: bool) -> Handler:
    """The handler, for those whom the door lets in, with every refusal as JSON that their page may read."""

    async def guarded(request: Request) -> HTTPResponse:
        try:
            if not door.lets_in(request.headers, hidden=hidden):
                raise hearing.refused("foreign")
            if request.method == "OPTIONS":
                return empty(headers={"Allow": "POST, OPTIONS"} | door.leave_to_send(request.headers))
            answer = await handler(request)
        except Refused as refused:
            answer = _as_json(refused)
        answer.headers.update(door.leave_to_read(request.headers))
        return answer

    return guarded


async def _answered(hearing: Hearing, body: dict[str, Any], peer: str) -> Messages:
    """The reply to a message, or to a button of the start in its place."""
    conversation, channel = _text(hearing, body, "conversation"), _channel(hearing, body)
    if "start" not in body:
        return await hearing.answer(_text(hearing, body, "message"), conversation, channel, peer=peer)
    if "message" in body:
        raise hearing.refused("malformed")
    return await hearing.pressed(_text(hearing, body, "start"), conversation, channel, peer=peer)


def _channel(hearing: Hearing, body: dict[str, Any]) -> Channel:
    found = body.get("channel", "web")
    for known in CHANNELS:
        if found == known:
            return known
    raise hearing.refused("malformed")


def _as_json(refused: Refused) -> HTTPResponse:
    refusal = refused.refusal
    body = {"code": refusal.code, "error": refusal.error, "say": refusal.say}
    return json_response(body, status=refusal.status, headers=refused.headers)


def _read(hearing: Hearing, request: Request, types: frozenset[str]) -> dict[str, Any]:
    if len(request.body) > LARGEST_BODY:
        raise hearing.refused("body_too_large")
    if media_type(request) not in types:
        raise hearing.refused("wrong_type")
    try:
        return json_object(request.body)
    except NotAnObject as error:
        raise hearing.refused("malformed") from error


def _text(hearing: Hearing, body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise hearing.refused("malformed")
    return value
