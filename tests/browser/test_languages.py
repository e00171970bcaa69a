"""Whoever reads no English finds their own language at the start: two lines with 999 and FRANK's interpreters."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.web import wording
from tests.browser.conftest import Newcomer
from tests.browser.kiosk import SCREENS, kiosk
from tests.browser.person import Person
from tests.browser.states import DANGER_IN_POLISH, Do, page, panel, said

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOADED = wording.load(longest=1)
NAMES, UNREVIEWED = LOADED.languages, LOADED.unreviewed_in
PICKER = ".languages > summary"
IN_DANGER = {"pl": DANGER_IN_POLISH, "ar": "أخي لا يتنفس"}
everywhere = pytest.mark.parametrize("begin", [page, panel, kiosk], ids=["page", "widget", "kiosk"])


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


async def ends_unreviewed(person: Person, language: str) -> None:
    """In that language, below all that helps."""
    note = person.log.locator(".unreviewed")
    await expect(note).to_have_text(UNREVIEWED[language])
    await expect(note).to_have_attribute("lang", language)
    await expect(note).to_have_css("direction", "rtl" if language in wording.RIGHT_TO_LEFT else "ltr")
    said_in_all = await person.log.inner_text()
    assert said_in_all.strip().endswith(UNREVIEWED[language])
    assert "999" in (await person.replies.last.inner_text())[:80]


@everywhere
@pytest.mark.parametrize("language", IN_DANGER)
async def test_the_first_reply_in_a_language_says_below_all_of_it_that_nobody_has_checked_it(
    person: Person, begin: Do, language: str
) -> None:
    await said(begin, IN_DANGER[language])(person)
    await ends_unreviewed(person, language)
    await person.says(IN_DANGER[language])
    await expect(person.replies).to_have_count(2)
    await expect(person.log.locator(".unreviewed")).to_have_count(1)


async def test_each_language_says_so_and_the_next_conversation_too(person: Person) -> None:
    await said(page, *IN_DANGER.values())(person)
    await expect(person.log.locator(".unreviewed")).to_have_count(2)
    await person.clears()
    await person.says(DANGER_IN_POLISH)
    await expect(person.log.locator(".unreviewed")).to_have_count(1)


@pytest.mark.parametrize("language", IN_DANGER)
async def test_without_a_script_each_reply_says_it(newcomer: Newcomer, language: str) -> None:
    person = await newcomer(java_script_enabled=False)
    await said(page, IN_DANGER[language], IN_DANGER[language])(person)
    await ends_unreviewed(person, language)


async def test_in_easy_read_it_is_there_too(person: Person) -> None:
    await said(page, DANGER_IN_POLISH)(person)
    await person.page.get_by_text("Easy read").click()
    await expect(person.log.locator(".unreviewed")).to_be_visible()
    await ends_unreviewed(person, "pl")
