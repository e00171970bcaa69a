"""A card can be taken along: its number copied, and the card alone on paper."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.kiosk import kiosk
from tests.browser.person import Person
from tests.browser.states import DRUGS, page, panel, said

pytestmark = pytest.mark.asyncio(loop_scope="session")

SEEN = """() => [...document.querySelectorAll(".you, .bubble, .service, h1, .foot p")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true })).map((one) => one.className)"""


async def test_the_number_is_copied(person: Person) -> None:
    await person.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await said(page, DRUGS)(person)
    await person.button("Copy the number").click()
    await expect(person.page.get_by_text("Copied.")).to_be_visible()
    assert await person.page.evaluate("navigator.clipboard.readText()") == "0300 124 0103"


async def test_the_card_is_printed_alone(person: Person) -> None:
    # A browser without a window would wait for its print dialog for ever.
    await person.page.add_init_script("window.print = () => {}")
    await said(page, DRUGS)(person)
    await person.button("Print this").click()
    await person.page.emulate_media(media="print")
    assert await person.page.evaluate(SEEN) == ["service printed"]
    await person.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert len(await person.page.evaluate(SEEN)) > 3


async def test_a_page_of_another_site_is_not_printed_by_us(person: Person) -> None:
    await said(panel, DRUGS)(person)
    await expect(person.button("Copy the number")).to_be_visible()
    await expect(person.button("Print this")).to_be_hidden()


async def test_the_kiosk_copies_nothing_for_the_next_person(person: Person) -> None:
    await said(kiosk, DRUGS)(person)
    await expect(person.button("Copy the number")).to_have_count(0)
