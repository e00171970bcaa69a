"""A page that the browser kept for "Back" shows nothing of a conversation, and never takes its cover away."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.chromium import WHOLE
from tests.browser.conftest import opened
from tests.browser.person import Person
from tests.browser.states import DRUGS, leaving, panel, press_leave, said

pytestmark = pytest.mark.asyncio(loop_scope="session")

WATCH = "addEventListener('pageshow', (event) => { window.kept = event.persisted; });"


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def browser() -> AsyncIterator[Browser]:
    """The whole one, in place of the other tests': the shell keeps no page for "Back"."""
    async with opened(WHOLE) as running:
        yield running


async def away_and_back(person: Person) -> bool:
    """Whether the very same page came back, from the browser's memory."""
    await person.page.evaluate(WATCH)
    await person.page.goto(f"{person.hub.hosts.council}/elsewhere")
    # Such a page is not loaded again, so nothing waits for that.
    await person.page.go_back(wait_until="commit")
    return bool(await person.page.evaluate("window.kept"))


async def test_a_page_that_comes_back_has_an_empty_chat(person: Person) -> None:
    await said(panel, DRUGS)(person)
    token = await person.token()
    assert await away_and_back(person)
    assert person.over(token)
    await expect(person.replies).to_have_count(0)
    await expect(person.page.locator(".you")).to_have_count(0)
    await person.says("hello")
    await expect(person.replies).to_have_count(1)


async def test_a_page_that_was_left_comes_back_covered(person: Person) -> None:
    await leaving(said(panel, DRUGS), by=press_leave)(person)
    assert await away_and_back(person)
    await expect(person.page.locator(".cover")).to_be_in_viewport(ratio=1)
    await expect(person.replies).to_have_count(0)


async def test_our_own_page_is_not_kept_at_all(person: Person) -> None:
    await person.comes()
    await person.says(DRUGS)
    assert not await away_and_back(person)
    await expect(person.replies).to_have_count(0)
