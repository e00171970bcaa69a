"""The pages that stand in for the bot say what the card says, and need nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.deploy.cards import lines

PAGES = sorted((ROOT / "deploy").glob("*/*.html"))
DIALLED = re.compile(r'<a href="tel:(\d+)">([^<]+)</a>')


def test_both_are_looked_at() -> None:
    assert [page.name for page in PAGES] == ["no-server.html", "down.html"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_it_says_what_the_card_says_and_opens_with_999(page: Path, card: list[str]) -> None:
    found = lines(page.read_text())
    assert found == card
    assert "999" in found[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_it_runs_and_fetches_nothing(page: Path) -> None:
    assert not re.search(r"<script|<img|<link|<iframe|https?:|url\(|@import|\son\w+=", page.read_text())


def test_each_number_dials_what_it_shows() -> None:
    to_e164 = DIALLED.findall((ROOT / "deploy" / "server" / "down.html").read_text())
    assert len(to_e164) == 4
    assert all(number == shown.replace(" ", "") for number, shown in to_e164)


def test_the_screen_offers_no_link() -> None:
    assert "href" not in (ROOT / "deploy" / "kiosk" / "no-server.html").read_text()
