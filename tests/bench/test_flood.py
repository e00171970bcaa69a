"""`python -m bench.flood`: what it sends, what it says of what came back, and that it runs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.asking import Exchange
from bench.flood_kinds import COSTLIEST, DANGERS, LONGEST_READ, LONGEST_TYPED, repeated
from bench.flood_report import FloodOutcome, Stop, report
from bot.understanding.normalise import LONGEST
from bot.web.settings import WebSettings
from tests.running import environment
from tests.understanding.costing import FOUND
from tests.waiting import PATIENCE


def reply(route: str, text: str = "Call 999.") -> bytes:
    return json.dumps([{"text": text}, {"custom": {"signpost": {"route": route}}}]).encode()


IN_FULL, CARD, CALM = reply("emergency"), reply("fallback"), reply("treatment", "Hello.")
STOP = Stop(at=100.0, seconds=3.0, code=0)


def seen(*flood: Exchange, calm: float = 0.1, danger: bytes = IN_FULL) -> FloodOutcome:
    people = {"calm": [Exchange(50.0, 50.0 + calm, 200, CARD)], "danger": [Exchange(50.0, 50.2, 200, danger)]}
    return FloodOutcome(people, flood, 9.0, STOP)


def test_the_costliest_texts_are_those_whose_cost_is_held() -> None:
    assert {*COSTLIEST, *DANGERS} <= set(FOUND)
    assert (LONGEST, WebSettings.longest) == (LONGEST_READ, LONGEST_TYPED)
    assert {len(text) for text in repeated(COSTLIEST, LONGEST_READ)} == {LONGEST_READ}


def test_a_reply_is_lost_where_it_was_under_way_at_the_stop_and_never_came() -> None:
    answered, lost = Exchange(99.0, 101.0, 200), Exchange(99.0, 101.0, 0)
    before, behind = Exchange(98.0, 99.0, 0), Exchange(100.5, 101.0, 0)
    found = seen(answered, lost, before, behind)
    assert (found.under_way, found.lost) == ([answered, lost], 1)


@pytest.mark.parametrize(
    ("name", "one", "says"),
    [
        ("costliest", seen(calm=0.4), "Calm beside the costliest texts, within 0.5 s: held (worst 0.40)"),
        ("costliest", seen(calm=0.6), "Calm beside the costliest texts, within 0.5 s: NOT held (worst 0.60)"),
        ("quiet", seen(), "In danger, within 2 s: held (worst 0.20)"),
        ("quiet", seen(), "A stop, within 14 s: held (worst 3.00)"),
        ("quiet", seen(danger=CALM), "In danger and not told 999: 1. Lost at a stop: 0."),
    ],
    ids=["held", "not held", "danger", "stop", "untold"],
)
def test_it_says_whether_what_is_promised_held(name: str, one: FloodOutcome, says: str) -> None:
    assert says in report({name: one}, {}, "today").splitlines()


def test_what_was_skipped_is_said() -> None:
    told = report({"quiet": seen()}, {"through Caddy": "it is not here"}, "today")
    assert "through Caddy: skipped, it is not here" in told.splitlines()
    assert report({}, {"through Caddy": "it is not here"}, "today").endswith("it is not here")


def test_cards_are_counted_apart_from_what_the_bot_itself_answered() -> None:
    _, _, head, calm, danger, *_ = report({"quiet": seen()}, {}, "today").splitlines()
    assert head.split()[:6] == ["who", "asked", "in", "full", "card", "none"]
    assert calm.split()[:6] == ["quiet", "calm", "1", "0", "1", "0"]
    assert danger.split()[:5] == ["danger", "1", "1", "0", "0"]


def flood(cwd: Path, models: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore", "-m", "bench.flood", *words]
    made = environment(SIGNPOST_MODELS=str(models))
    return subprocess.run(command, cwd=cwd, env=made, capture_output=True, text=True, timeout=PATIENCE, check=False)


@pytest.mark.process
def test_without_a_trained_model_it_says_what_to_do(tmp_path: Path) -> None:
    done = flood(tmp_path, tmp_path, "--only", "quiet")
    assert (done.returncode, "run `make train` first" in done.stderr) == (1, True)


@pytest.mark.process
def test_amid_a_short_flood_everybody_in_danger_is_told_999(tmp_path: Path, model: Path) -> None:
    """How long anything takes is not looked at."""
    done = flood(tmp_path, model, "--seconds", "1", "--only", "costliest texts, 8 clients")
    assert "In danger and not told 999: 0." in done.stdout, done.stderr
