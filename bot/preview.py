"""`signpost directory preview`: a service as people will see it, by the code that makes the replies."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
from rasa_sdk.executor import CollectingDispatcher

from actions.replies.plan import Plan
from actions.replies.rendering import Renderer
from actions.replies.respond import of_open_services
from actions.replies.say import utter
from bot.engine.response_files import read_wording
from directory.build import build
from directory.store import Directory


def preview(source: Path, service_id: str) -> Iterator[str]:
    """Line by line: the reply, the texts, and what the kiosk's printer gets. Raises DirectoryError.

    A channel whose folder is not there is left out.
    """
    at = datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="signpost-preview-") as folder:
        directory = build(source, Path(folder) / "directory.sqlite", at=at)
        yield from _shown("Card", [message["text"] for message in _reply(directory, service_id, "rest", at)[:-1]])
        if find_spec("bot.sms"):
            from bot.sms.segmentation.fitting import fit

            fitted = fit(_reply(directory, service_id, "sms", at))
            yield from _shown("Text", [*fitted.now, *fitted.more])
        if find_spec("bot.web") and find_spec("bot.web.kiosk"):
            from bot.web.contacts import TakeAway, slip

            lines = slip(TakeAway().of(directory, [service_id], at=at))
            yield from _shown("Slip", ["\n".join(lines or ["None: it has no number to take along."])])
        directory.close()


def _reply(directory: Directory, service_id: str, channel: str, at: datetime) -> list[dict[str, Any]]:
    """What is said to who asks for it by name. Raises UnknownService."""
    directory.service(service_id)
    plan = of_open_services(directory, Plan("service_info", ("utter_service",), service=service_id))
    dispatcher = CollectingDispatcher()
    wording = {**read_wording(), **directory.wording}
    utter(dispatcher, Renderer(wording, directory, channel=channel, at=at).render(plan), plan)
    return dispatcher.messages


def _shown(heading: str, texts: Sequence[str]) -> Iterator[str]:
    for number, text in enumerate(texts, start=1):
        yield click.style(f"{heading} {number}" if len(texts) > 1 else heading, bold=True)
        yield f"{text}\n"
