"""Whom somebody can talk to is one press away: who is there now, by phone, by text and on the web."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, expect

from tests.browser.conftest import Newcomer
from tests.browser.kiosk import kiosk
from tests.browser.person import Person
from tests.browser.states import Do, page, panel

pytestmark = pytest.mark.asyncio(loop_scope="session")

WAYS = ("Call 0300 123 6600", "Text 82111", "Go to www.talktofrank.com")


async def names_people(shown: Locator) -> None:
    """FRANK is there by day and by night, by phone, by text and on the web."""
    await expect(shown.get_by_role("heading", name="Open now")).to_be_visible()
    frank = shown.locator(".service").first
    await expect(frank.locator(".name")).to_have_text("FRANK")
    for way in WAYS:
        await expect(frank.get_by_text(way)).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize("begin", [page, panel], ids=["page", "widget"])
async def test_a_link_below_the_chat_leads_to_who_is_there_now(newcomer: Newcomer, begin: Do, script: bool) -> None:
    if begin is panel and not script:
        pytest.skip("the widget is a script")
    person = await newcomer(java_script_enabled=script)
    await begin(person)
    async with person.page.context.expect_page() as opened:
        await person.page.get_by_role("link", name="Talk to a person").click()
    other = await opened.value
    await names_people(other.get_by_role("main"))
    assert (await other.locator(".call").first.get_attribute("href") or "").startswith("tel:")


async def test_a_button_of_the_kiosk_shows_them_on_a_sheet(visitor: Person) -> None:
    await kiosk(visitor)
    await visitor.button("Talk to a person").tap()
    await names_people(visitor.page.get_by_role("dialog"))
