"""What `/healthz` says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.engine.safety_net import SafetyNet
from directory.errors import DirectoryError
from directory.live import LiveDirectory


def health(
    net: SafetyNet, directory: LiveDirectory, *, problems: Iterable[str], gateways: Mapping[str, str]
) -> dict[str, Any]:
    """`status` is "ok" once the bot can answer fully, else "starting"; `problems` name what is not right.

    `gateways` are those for texts that are set up, each with how it stands.
    """
    problems = list(problems)
    body: dict[str, Any] = {"status": "ok" if net.agent else "starting"}
    if gateways:
        body["gateways"] = dict(gateways)
    try:
        found = directory.current()
    except DirectoryError as error:
        return {**body, "status": "starting", "problems": [*problems, str(error)]}
    body["directory_built"] = found.built_at.isoformat(timespec="seconds")
    if directory.problem:
        problems.append(directory.problem)
    if found.clock_is_wrong(datetime.now(ZoneInfo("Europe/London"))):
        problems.append("the clock is earlier than the directory's build: nothing is said about opening now")
    return {**body, "problems": problems}
