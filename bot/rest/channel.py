"""`POST /webhooks/rest/webhook`: {"sender", "message"} in, a list of messages out."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.callers import refused_for
from bot.engine.request_body import JSON, NotAnObject, json_object, media_type
from bot.engine.safety_net import SafetyNet
from bot.engine.throttled_log import ThrottledLog
from bot.rest.guard import Guard

logger = logging.getLogger(__name__)

PREFIX = "/webhooks/rest"
LONGEST_SENDER = 200
SHAPE = '{"sender": "...", "message": "..."}'


class BadRequest(Exception):
    """The body is not of the shape; the message says how and what to send."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


def blueprint(net: SafetyNet, guard: Guard) -> Blueprint:
    """The channel's addresses under /webhooks/rest."""
    channel = Blueprint("rest", url_prefix=PREFIX)
    log = ThrottledLog(logger)

    @channel.get("/")
    async def health(request: Request) -> HTTPResponse:
        return json_response({"status": "ok"})

    @channel.post("/webhook")
    async def webhook(request: Request) -> HTTPResponse:
        headers = lower(request)
        why = guard.refusal(headers, request.ip)
        if why:
            log.warning("a call was refused (%s)", refused_for(headers))
            return json_response({"error": why}, status=401 if guard.token else 403)
        try:
            sender, message = _read(request)
        except BadRequest as error:
            return json_response({"error": str(error)}, status=error.status)
        return json_response(await net.answer(message, sender, channel="rest"))

    return channel


def lower(request: Request) -> dict[str, str]:
    """Its headers with their names in small letters."""
    return {str(name).lower(): str(value) for name, value in request.headers.items()}


def _read(request: Request) -> tuple[str, str]:
    if media_type(request) != JSON:
        raise BadRequest("send application/json", 415)
    try:
        body = json_object(request.body)
    except NotAnObject as error:
        raise BadRequest(f"{error}: send {SHAPE}") from error
    message = body.get("message")
    if message is None:
        raise BadRequest(f'"message" is missing: send {SHAPE}')
    if not isinstance(message, str):
        raise BadRequest('"message" must be text')
    return _sender(body.get("sender")), message


def _sender(given: Any) -> str:
    if given is None or given == "":
        # Rasa would call everybody without an id "default", and strangers would share one conversation.
        return secrets.token_hex(16)
    if not isinstance(given, str) or len(given) > LONGEST_SENDER:
        raise BadRequest(f'"sender" must be text of at most {LONGEST_SENDER} characters')
    return given
