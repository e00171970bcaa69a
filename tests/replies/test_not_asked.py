"""Nobody is asked whether this was helpful: an answer would be something to keep about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.settings import ROOT
from tests.rows import each_row
from tests.standing import Standing, standing

# However it is asked: did this help, how helpful, rate this, tell us what you think, thumbs and stars.
HELPS = r"(?:helpful|useful|of (?:any )?(?:help|use)|help(?:ed)? you)"
ASKED = re.compile(
    rf"\b(?:was|is|were|did|do|does|has|have|how)\b[^.\n]{{0,40}}\b{HELPS}\b"
    r"|\bdid (?:this|that|it|i|we) help\b|\brate (?:this|us|me|it|your|the)\b|\bratings?\b|\bfeedback\b|\bsurvey\b"
    r"|\bsatisf|\bhow (?:did|are) we do|\bwhat did you think\b|\bout of (?:5|10|five|ten)\b|\bthumbs?\b|[👍👎⭐★☆]",
    re.IGNORECASE,
)
# All that is said to anybody: replies, what the channels and towns say themselves, pages, what the scripts put there.
SAID = sorted(
    path
    for folder, pattern in (
        ("data/replies", "*.yml"),
        ("bot/web", "*.yml"),
        ("bot/sms", "wording.yml"),
        ("bot/web/templates", "*.html"),
        ("bot/web/script", "**/*.js"),
        ("directory", "**/wording.yaml"),
    )
    for path in (ROOT / folder).glob(pattern)
)
PAGES = ("/", "/kiosk", "/people", "/privacy", "/accessibility", "/away", "/widget.js", "/page.js", "/kiosk.js")


def asked(text: str) -> Iterator[str]:
    # Comments are for those who work on it.
    yield from (found[0] for found in ASKED.finditer(re.sub(r"(?m)^\s*(?:#|//|\*|/\*).*$", "", text)))


@each_row("path", SAID, ids=[str(path.relative_to(ROOT)) for path in SAID])
def test_no_wording_asks_whether_it_was_helpful(path: Path) -> None:
    assert list(asked(path.read_text(encoding="utf-8"))) == []


@pytest.fixture
def app(last_resort: LastResort, built: Path) -> Iterator[Standing]:
    with standing(SafetyNet(last_resort), built) as running:
        yield running


@each_row("address", PAGES)
def test_no_page_and_no_script_asks_it(app: Standing, address: str) -> None:
    answer = app.call("GET", address)
    assert answer.status == 200
    assert list(asked(answer.body.decode())) == []


def test_every_place_with_wording_is_looked_at() -> None:
    kinds = {path.relative_to(ROOT).parts[:2] for path in SAID}
    assert {("data", "replies"), ("bot", "web"), ("bot", "sms"), ("directory", "nations")} <= kinds


@each_row(
    "question",
    [
        "Was this helpful?",
        "Did this help?",
        "How useful was that?",
        "Please rate this chat.",
        "Give us feedback",
        "Has this been of any help?",
        "How did we do?",
        "👍 👎",
    ],
)
def test_the_question_is_known_in_its_many_forms(question: str) -> None:
    assert list(asked(question))
