"""Whoever reads no English finds their own language at the start: two lines with 999 and FRANK's interpreters."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.web import wording
from tests.browser.conftest import Newcomer
from tests.browser.kiosk import SCREENS, kiosk
from tests.browser.person import Person
from tests.browser.states import Do, page, panel

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOADED = wording.load(longest=1)
NAMES, UNREVIEWED = LOADED.languages, LOADED.unreviewed_in
PICKER = ".languages > summary"


async def finds_each(person: Person, press: str, *, noted: bool = True) -> None:
    await getattr(person.page.locator(PICKER), press)()
    for code, name in NAMES.items():
        own = person.page.locator(f".languages details[lang={code}]")
        await getattr(own.locator("summary"), press)()
        await expect(own.locator("p").first).to_contain_text("999")
        await expect(own.locator("p").first).to_be_visible()
        await expect(own.locator("p").nth(1)).to_contain_text("0300 123 6600")
        if noted:
            await expect(own.locator("p").last).to_have_text(UNREVIEWED[code])
        await expect(own).to_have_css("direction", "rtl" if code in wording.RIGHT_TO_LEFT else "ltr")
        await expect(person.page.get_by_text(name).first).to_be_visible()
    await expect(person.page.get_by_text("No one who speaks them has checked")).to_be_visible()


@pytest.mark.parametrize(("begin", "noted"), [(page, True), (panel, False)], ids=["page", "widget"])
async def test_each_language_is_found_by_its_own_name(person: Person, begin: Do, noted: bool) -> None:
    """The widget, which may weigh no more, says in English alone that nobody has checked them."""
    await begin(person)
    await finds_each(person, "click", noted=noted)


async def test_each_is_found_without_a_script(newcomer: Newcomer) -> None:
    plain = await newcomer(java_script_enabled=False)
    await page(plain)
    await finds_each(plain, "click")


async def test_each_is_found_by_touch_at_the_kiosk(newcomer: Newcomer) -> None:
    person = await newcomer(has_touch=True, **SCREENS[0].context)
    await kiosk(person)
    await finds_each(person, "tap")
