"""How long tests wait for what does not come."""

from __future__ import annotations

import os

import pytest

from tests import waiting


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight wait for each core."""
    monkeypatch.delenv(waiting.SETTING, raising=False)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(os, "getloadavg", lambda: (16.0, 1.0, 1.0))


def test_a_page_has_longer_where_many_wait_for_a_core(busy: None) -> None:
    assert waiting.shows_within() == 8 * waiting.SHOWS_WITHIN


def test_an_idle_machine_gives_it_no_less(busy: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getloadavg", lambda: (0.0, 16.0, 16.0))
    assert waiting.shows_within() == waiting.SHOWS_WITHIN


def test_a_setting_says_otherwise(busy: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(waiting.SETTING, "300")
    assert waiting.shows_within() == 300
