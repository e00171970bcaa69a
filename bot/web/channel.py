"""`POST /webhooks/web/start`, `/message` and `/leave`: the web channel for a page's script."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, get_args

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty
from sanic.response import json as json_response

from bot.engine.request_body import JSON, NotAnObject, json_object, media_type
from bot.engine.safety_net import Messages
from bot.peer import peer_of
from bot.web.chat import ChatService, Refused, Shown
from bot.web.conversations import Channel
from bot.web.cors import CorsPolicy

# The longest message, every character of it as a JSON escape of twelve, and room for the rest.
LARGEST_BODY = 64_000
# What navigator.sendBeacon sends for text and for a JSON blob; a beacon of text needs no leave asked beforehand.
BEACON = frozenset({JSON, "text/plain", ""})
CHANNELS: tuple[Channel, ...] = get_args(Channel)

Handler = Callable[[Request], Awaitable[HTTPResponse]]


def blueprint(chat: ChatService, cors: CorsPolicy) -> Blueprint:
    """The channel's addresses under /webhooks/web. All answers but a refusal are JSON of the contract's shape."""
    channel = Blueprint("web", url_prefix="/webhooks/web")

    async def start(request: Request) -> HTTPResponse:
        if request.body:
            _read(chat, request, frozenset({JSON}))
        return json_response({"conversation": chat.conversations.start()})

    async def message(request: Request) -> HTTPResponse:
        return json_response(await _answered(chat, _read(chat, request, frozenset({JSON})), peer_of(request)))

    async def leave(request: Request) -> HTTPResponse:
        conversation = _text(chat, _read(chat, request, BEACON), "conversation")
        async with chat.conversations.turn(conversation):
            chat.leave(conversation)
        return empty()

    for handler, hidden in ((start, False), (message, False), (leave, True)):
        guarded = _guard(handler, chat, cors, hidden=hidden)
        channel.add_route(guarded, f"/{handler.__name__}", methods=["POST", "OPTIONS"], name=handler.__name__)
    return channel


def _guard(handler: Handler, chat: ChatService, cors: CorsPolicy, *, hidden: bool) -> Handler:
    """The handler, for those whom the policy allows, with every refusal as JSON that their page may read."""

    async def guarded(request: Request) -> HTTPResponse:
        try:
            if not cors.allows(request.headers, hidden=hidden):
                raise chat.refused("foreign")
            if request.method == "OPTIONS":
                return empty(headers={"Allow": "POST, OPTIONS"} | cors.preflight_headers(request.headers))
            answer = await handler(request)
        except Refused as refused:
            answer = _as_json(refused)
        answer.headers.update(cors.response_headers(request.headers))
        return answer

    return guarded


async def _answered(chat: ChatService, body: dict[str, Any], peer: str) -> Messages:
    """The reply to a message or, in its place, to a button: `start` for one of the start, `press` for any other too."""
    conversation, shown = _text(chat, body, "conversation"), Shown(_channel(chat, body), _easy(chat, body))
    ways = {"message": chat.answer, "start": chat.pressed, "press": chat.chosen}
    given = [way for way in ways if way in body]
    if len(given) != 1:
        raise chat.refused("malformed")
    said = _text(chat, body, given[0])
    async with chat.conversations.turn(conversation):
        return await ways[given[0]](said, conversation, shown, peer=peer)


def _channel(chat: ChatService, body: dict[str, Any]) -> Channel:
    found = body.get("channel", "web")
    for known in CHANNELS:
        if found == known:
            return known
    raise chat.refused("malformed")


def _easy(chat: ChatService, body: dict[str, Any]) -> bool:
    found = body.get("easy", False)
    if not isinstance(found, bool):
        raise chat.refused("malformed")
    return found


def _as_json(refused: Refused) -> HTTPResponse:
    refusal = refused.refusal
    body = {"code": refusal.code, "error": refusal.error, "say": refusal.say}
    return json_response(body, status=refusal.status, headers=refused.headers)


def _read(chat: ChatService, request: Request, types: frozenset[str]) -> dict[str, Any]:
    if len(request.body) > LARGEST_BODY:
        raise chat.refused("body_too_large")
    if media_type(request) not in types:
        raise chat.refused("wrong_type")
    try:
        return json_object(request.body)
    except NotAnObject as error:
        raise chat.refused("malformed") from error


def _text(chat: ChatService, body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise chat.refused("malformed")
    return value
