"""The page in a browser that runs no script: forms alone do all."""

from __future__ import annotations

import re

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.conftest import Newcomer
from tests.browser.person import Person
from tests.browser.states import DANGER, DRUGS, START, TOO_LONG

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def plain(newcomer: Newcomer) -> Person:
    person = await newcomer(java_script_enabled=False)
    await person.comes()
    return person


async def test_a_conversation(plain: Person) -> None:
    await plain.says(DRUGS)
    await expect(plain.replies).to_contain_text("Inclusion")
    await plain.says("what is frank")
    await expect(plain.replies).to_contain_text("0300 123 6600")
    await plain.says(DANGER)
    await expect(plain.replies.filter(has_text="Call 999 now")).to_be_visible()


async def test_an_answer_stands_below_what_it_answers(plain: Person) -> None:
    await plain.presses(START)
    await expect(plain.log).to_contain_text(re.compile(f"You wrote: {START}.*The answer: .*Inclusion", re.DOTALL))
    await plain.presses("Where it is")
    await expect(plain.log).to_contain_text("You wrote: Where it is")
    await plain.says("what is <b>frank</b>")
    await expect(plain.log).to_contain_text("You wrote: what is <b>frank</b>")


async def test_the_keyboard_alone_is_enough(plain: Person) -> None:
    for _ in range(20):
        await plain.page.keyboard.press("Tab")
        if await plain.box.evaluate("(box) => box === document.activeElement"):
            break
    await plain.page.keyboard.type(DRUGS)
    await plain.page.keyboard.press("Tab")
    await plain.page.keyboard.press("Enter")
    await expect(plain.replies).to_contain_text("Inclusion")


async def test_what_is_too_long_stays_in_the_box(plain: Person) -> None:
    await plain.says(TOO_LONG)
    await expect(plain.notice).to_contain_text("too long")
    await expect(plain.box).to_have_value(TOO_LONG)


async def test_clearing_shows_the_start_again(plain: Person) -> None:
    await plain.says(DRUGS)
    await plain.clears()
    await expect(plain.notice).to_contain_text("This chat is cleared.")
    await expect(plain.replies).to_have_count(0)


@pytest.mark.parametrize("first", [True, False], ids=["the-first-link", "the-button"])
async def test_leaving_is_a_form_that_erases_and_leads_away(plain: Person, first: bool) -> None:
    await plain.says(DRUGS)
    token = await plain.page.locator("[name=conversation]").first.input_value()
    if first:
        await plain.page.keyboard.press("Tab")
        await plain.page.keyboard.press("Enter")
    else:
        await plain.page.locator(".leave").click()
    await plain.page.wait_for_url(plain.hub.hosts.weather)
    assert plain.over(token)
