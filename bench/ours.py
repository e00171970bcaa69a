"""This bot, started as `make run` starts it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.load import Reply, RestBot
from bench.processes import BenchFailed, serving
from bench.starts import Candidate, Program
from bot.settings import ROOT, SettingError, Settings
from bot.training import is_current
from rig.ports import free_port

NAME = "this bot"
# Each is answered by one of our custom actions; long and short, calm and urgent, as they come.
MESSAGES = (
    "I want to stop drinking",
    "who can I talk to about my cannabis use",
    "my son is using drugs and I don't know how to help him",
    "how do I report drug dealing on my street",
    "I want to tell someone about a drug dealer but I don't want to give my name",
    "my mate has taken pills and won't wake up",
    "what does ketamine do to you",
    "I feel like ending my life",
    "dealers have taken over my neighbour's flat and he is scared of them",
    "is it a crime to carry a bit of cannabis",
    "I need help to come off heroin",
    "my daughter is 14 and an older lad gives her money to carry packages",
    "he is not breathing",
    "I think someone put something in my drink last weekend",
    "I got a text that says I owe money and wants my bank details",
    "there are used needles in the park, who clears them up",
)


@contextmanager
def our_bot(folder: Path, **settings: str) -> Iterator[RestBot]:
    """Serves with the trained model; what it builds goes to `folder`. Raises BenchFailed without a current model."""
    with served(folder, **settings) as (port, _):
        yield RestBot(NAME, port, MESSAGES, _is_from_an_action)


@contextmanager
def served(folder: Path, **settings: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The port of the same bot and its process, for whoever ends it by themselves."""
    [program] = (found := candidate(folder, **settings)).programs
    ready = f"http://127.0.0.1:{found.bot.port}/healthz"
    with serving(NAME, program.command, ROOT, program.settings, ready, program.log) as process:
        yield found.bot.port, process


def candidate(folder: Path, **settings: str) -> Candidate:
    """The same, to be started. Raises BenchFailed without a current model."""
    need_a_model()
    return started_by(sys.executable, NAME, ROOT, folder, settings)


def started_by(python: str, name: str, tree: Path, folder: Path, settings: Mapping[str, str]) -> Candidate:
    """The bot of a tree, whose environment has this Python."""
    port = int(settings.get("SIGNPOST_PORT") or free_port())
    extra = {
        "SIGNPOST_DIRECTORY": str(folder / "directory.sqlite"),
        **settings,
        "SIGNPOST_HOST": "127.0.0.1",
        "SIGNPOST_PORT": str(port),
    }
    command = (python, "-m", "bot.cli", "serve")
    program = Program(name, command, tree, extra, folder / "ours.log")
    return Candidate(RestBot(name, port, MESSAGES, _is_from_an_action), [program])


def need_a_model() -> None:
    """Raises BenchFailed where there is none of what is in the tree now."""
    try:
        models = Settings.read().models
    except SettingError as error:
        raise BenchFailed(str(error)) from error
    if not is_current(models):
        raise BenchFailed("there is no model of what is in the tree now: run `make train` first")


def _is_from_an_action(reply: Reply) -> bool:
    """An action's reply ends with a signpost; the last-resort card has one too, but is a fallback."""
    signpost = (reply[-1].get("custom") or {}).get("signpost") or {} if reply else {}
    return bool(signpost.get("route", "fallback") != "fallback")
