"""`GET /privacy` says, by channel, what is held, where, how long and by whom else."""

from __future__ import annotations

import html
import re

import pytest

from bot.checking.readability import school_grade, sentences
from bot.engine.expiring import HALF_AN_HOUR
from tests.rows import each_row
from tests.standing import Standing

END = re.compile(r"</(?:p|dd|dt|li|h\d)>")


@pytest.fixture
def shown(app: Standing) -> str:
    answer = app.call("GET", "/privacy")
    assert answer.status == 200
    return answer.body.decode().partition("<main>")[2]


@pytest.fixture
def words(shown: str) -> str:
    """A line for each piece of text."""
    return re.sub(r"<[^>]+>", "", html.unescape(END.sub("\n", " ".join(shown.split()))))


@each_row(
    "about", ["This page", "A screen in the hub (kiosk)", "Texts (SMS)", "Other programs (REST)", "The services I name"]
)
def test_each_channel_has_its_part(shown: str, about: str) -> None:
    assert f"<h2>{about}</h2>" in shown


@each_row(
    "claim",
    [
        "Nobody reads what you write and nothing is passed on.",
        "Your phone or computer, and its browser.",
        "your phone company",
        "Wi-Fi",
        'does not begin with "https"',
        "half an hour after your last message",
        "The bot writes none of it to a disk.",
        "The bot uses no cookie.",
        "the number is held for half an hour, and how many messages there were",
        'press "Clear this chat" or "Leave this page"',
        "If a part of the bot gets stuck",
        "The screen is shared.",
        "A text is not secret",
        "I keep no list.",
        "The code is made with a secret key that is in memory alone.",
        "Texts may show on the phone bill.",
        "may keep what you write. Ask them.",
        "I tell them nothing.",
    ],
)
def test_it_says_what_is_so(words: str, claim: str) -> None:
    assert claim in words


def test_half_an_hour_is_how_long_it_really_is() -> None:
    assert HALF_AN_HOUR == 30 * 60


@each_row("promise", ["100%", "guarantee", "anonymous", "completely", "never be traced", "untraceable", "safe"])
def test_it_promises_no_more(words: str, promise: str) -> None:
    assert promise not in words.lower()


def test_a_child_of_ten_can_read_it(words: str) -> None:
    lengths = [len(sentence) for sentence in sentences(words)]
    assert school_grade(words) <= 5
    assert sum(lengths) / len(lengths) <= 15
    assert max(lengths) <= 22


def test_it_leads_back_and_away(app: Standing) -> None:
    page = app.call("GET", "/privacy").body.decode()
    assert '<a href="/">' in page
    assert '<form method="post" action="/leave" target="_top">' in page
