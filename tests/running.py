"""The real server in a process of its own, and a plain client for it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.settings import ROOT
from bot.training import SHIPPED_SETTING
from rig.ports import free_port
from tests.forked import Forked
from tests.waiting import PATIENCE, until

JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
WEBHOOK = "/webhooks/rest/webhook"
NO_SHIPPED_MODEL = {SHIPPED_SETTING: os.devnull}


@dataclass(frozen=True)
class Answer:
    """One HTTP response."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def environment(**more: str) -> dict[str, str]:
    """This process's environment with none of the project's settings but those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SIGNPOST_")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **NO_SHIPPED_MODEL, **more}


def cli(*words: str, cwd: Path, seconds: float = PATIENCE, **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs `signpost ...` to its end."""
    command = [sys.executable, "-W", "ignore", "-m", "bot.cli", *words]
    return subprocess.run(
        command, cwd=cwd, env=environment(**settings), capture_output=True, text=True, timeout=seconds, check=False
    )


def call(
    port: int, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> Answer:
    """One request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        # What is too large is answered before all of it was sent.
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.request(method, path, body, dict(headers or {}))
        response = connection.getresponse()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    finally:
        connection.close()


class Server:
    """`signpost serve` as an operator starts it, but unhurried; all that it prints is kept in `output`.

    It is forked from a process that has imported what others wrote (`tests/forked.py`). With a `prefix`, or where a
    test is about the start itself (`anew`), it has an interpreter of its own.
    """

    process: subprocess.Popen[bytes] | Forked

    def __init__(self, home: Path, *, prefix: tuple[str, ...] = (), anew: bool = False, **settings: str) -> None:
        self.port = int(settings.pop("SIGNPOST_PORT", "0")) or free_port()
        self.output = home / "output.txt"
        self._written = self.output.open("wb")
        words, env = ["tests.unhurried", "serve"], environment(SIGNPOST_PORT=str(self.port), **settings)
        if not (prefix or anew):
            self.process = Forked(words, folder=home, environment=env, output=self._written.fileno())
            return
        self.process = subprocess.Popen(
            [*prefix, sys.executable, "-W", "ignore", "-m", *words],
            cwd=home,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=self._written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def call(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        return call(self.port, method, path, body, headers)

    def health(self) -> Answer | None:
        """What /healthz says, or None while nobody listens."""
        try:
            return self.call("GET", "/healthz")
        except OSError:
            return None

    def wait(self, status: int = 200) -> Server:
        """Until /healthz says so; fails where the process is gone."""

        def says_so() -> bool:
            assert self.process.poll() is None, self.printed()
            health = self.health()
            return health is not None and health.status == status

        until(says_so, step=0.2, why=self.printed)
        return self

    def post(self, body: bytes, headers: Mapping[str, str] = JSON) -> Answer:
        """Raw bytes to the REST address."""
        return self.call("POST", WEBHOOK, body, headers)

    def say(self, message: str, sender: str | None = None) -> list[dict[str, Any]]:
        """A message to the REST address, and the reply; it has to be a whole one."""
        body = {"message": message} if sender is None else {"sender": sender, "message": message}
        answer = self.post(json.dumps(body).encode())
        assert answer.status == 200, answer.body
        messages: list[dict[str, Any]] = answer.json
        assert messages[-1]["custom"]["signpost"]["route"]
        return messages

    def printed(self) -> str:
        """All that it wrote to its two outputs."""
        return self.output.read_text(encoding="utf-8", errors="replace")

    def stop(self, by: signal.Signals = signal.SIGINT) -> int:
        """Ctrl-C, and the exit status; one that never stops is killed and fails the test."""
        self.process.send_signal(by)
        try:
            return self.process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            raise
        finally:
            self._written.close()


def route(messages: list[dict[str, Any]]) -> str:
    """The route of a reply."""
    return str(messages[-1]["custom"]["signpost"]["route"])


def services(messages: list[dict[str, Any]]) -> list[str]:
    """The services that a reply names, the first one first."""
    return list(messages[-1]["custom"]["signpost"]["services"])


def text(messages: list[dict[str, Any]]) -> str:
    """What the person reads."""
    return "\n".join(message["text"] for message in messages if message.get("text"))
