"""Whole conversations leave nothing in the browser, and ask nothing of anybody but the hub and the page left to."""

from __future__ import annotations

import pytest

from tests.browser.person import Person
from tests.browser.states import DANGER, DRUGS, Do, page, panel, press_leave, said

pytestmark = pytest.mark.asyncio(loop_scope="session")

everywhere = pytest.mark.parametrize("begin", [page, panel], ids=["page", "widget"])
WORDS = ("hello", DRUGS, "what is frank", DANGER)


@everywhere
async def test_no_cookie_and_nothing_stored(person: Person, begin: Do) -> None:
    await said(begin, *WORDS)(person)
    assert await person.kept() == {"cookies": [], "storage": []}
    await person.clears()
    assert await person.kept() == {"cookies": [], "storage": []}


@everywhere
async def test_nobody_else_is_asked_for_anything(person: Person, begin: Do) -> None:
    await said(begin, *WORDS)(person)
    await press_leave(person)
    await person.page.wait_for_url(person.hub.hosts.weather)
    ours = (person.hub.url, person.hub.hosts.council, person.hub.hosts.weather)
    assert [request.url for request in person.requests if not request.url.startswith(ours)] == []
    asked = [request.url for request in person.requests]
    # Scripts and styles are asked for by their hash.
    assert [url for url in asked if "heroin" in url or "?" in url.replace("?v=", "")] == []


@everywhere
async def test_nobody_is_told_where_the_person_was(person: Person, begin: Do) -> None:
    await said(begin, DRUGS)(person)
    await press_leave(person)
    await person.page.wait_for_url(person.hub.hosts.weather)
    left_to = [request for request in person.requests if request.url == person.hub.hosts.weather]
    assert left_to
    assert [await request.header_value("referer") or "" for request in left_to] == [""] * len(left_to)


@everywhere
async def test_the_policies_of_the_pages_are_never_broken(person: Person, begin: Do) -> None:
    await said(begin, *WORDS)(person)
    await person.clears()
    assert person.complaints == []
