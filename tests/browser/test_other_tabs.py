"""Leaving in one tab leaves the chat, and the pages beside it, in all tabs of this browser."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from bot.web.settings import OWN_EXIT
from tests.browser.person import Person
from tests.browser.states import COVERED, DRUGS, Do, page, panel, press_leave, said

pytestmark = pytest.mark.asyncio(loop_scope="session")

BESIDE = {"privacy": "What is held, where and how long", "accessibility": "Who can use this, and how"}
beside = pytest.mark.parametrize("name", BESIDE)


async def opened_beside(person: Person, name: str) -> Page:
    """In a tab of its own, as its link in the chat opens it."""
    async with person.page.context.expect_page() as tab:
        await person.page.locator(f"a.beside[href$='/{name}']").click()
    found = await tab.value
    await found.wait_for_load_state()
    return found


@beside
async def test_leaving_a_page_beside_the_chat_leaves_the_chat_too(person: Person, name: str) -> None:
    await said(page, DRUGS)(person)
    token = await person.token()
    tab = await opened_beside(person, name)
    await tab.get_by_role("button", name="Leave this page").click()
    for each in (tab, person.page):
        await expect(each).to_have_title("Weather")
    assert person.over(token)
    # The tab shows no way back to it.
    assert await tab.evaluate("history.length") == 1


@beside
async def test_leaving_the_chat_leaves_a_page_beside_it_too(person: Person, name: str) -> None:
    await page(person)
    tab = await opened_beside(person, name)
    await press_leave(person)
    for each in (tab, person.page):
        await expect(each).to_have_title("Weather")


@pytest.mark.parametrize("begin", [page, panel], ids=["page", "widget"])
async def test_the_chat_in_a_second_tab_is_left_and_erased_too(person: Person, begin: Do) -> None:
    await said(begin, DRUGS)(person)
    second = Person(await person.page.context.new_page(), person.hub)
    await said(begin, DRUGS)(second)
    token = await person.token()
    await press_leave(second)
    await expect(person.page).to_have_title("Weather")
    assert person.over(token)


async def test_a_page_of_the_council_whose_chat_was_never_used_stays(person: Person) -> None:
    await person.comes_by_the_council()
    second = Person(await person.page.context.new_page(), person.hub)
    await said(panel, DRUGS)(second)
    await press_leave(second)
    await expect(second.page).to_have_title("Weather")
    await expect(person.page).to_have_title("Community safety - Havering-on-Sea council")


async def test_where_the_neutral_page_cannot_be_reached_a_page_beside_the_chat_shows_the_plain_one(
    person: Person,
) -> None:
    await page(person)
    tab = await opened_beside(person, "privacy")
    await person.page.context.route(person.hub.hosts.weather, lambda route: route.abort())
    await tab.get_by_role("button", name="Leave this page").click()
    for each in (tab, person.page):
        await expect(each).to_have_title("Calendar")


async def test_where_no_page_can_be_reached_a_page_beside_the_chat_stays_covered(person: Person) -> None:
    await page(person)
    tab = await opened_beside(person, "privacy")
    await person.page.context.set_offline(True)
    # The last that it looks for.
    async with tab.expect_event("requestfailed", lambda request: request.url.endswith(OWN_EXIT)):
        await tab.get_by_role("button", name="Leave this page").click()
    await expect(tab).to_have_title(COVERED)
    assert await tab.evaluate("[location.pathname, document.body.hidden]") == ["/privacy", True]


async def test_without_a_script_a_page_beside_the_chat_leads_away_alone(person: Person) -> None:
    await person.page.context.route("**/beside.js*", lambda route: route.abort())
    await page(person)
    tab = await opened_beside(person, "privacy")
    await tab.get_by_role("button", name="Leave this page").click()
    await expect(tab).to_have_title("Weather")
    await expect(person.box).to_be_visible()
