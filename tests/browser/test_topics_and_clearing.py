"""Below any answer: the topics of the start, and clearing, which asks first."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Newcomer
from tests.browser.kiosk import kiosk
from tests.browser.person import Person
from tests.browser.states import DRUGS, Do, asked_to_clear, page, panel, said, topics

pytestmark = pytest.mark.asyncio(loop_scope="session")

FAMILY = "Someone I worry about"


@pytest.mark.parametrize("begin", [page, panel, kiosk], ids=["page", "widget", "kiosk"])
async def test_another_topic_is_chosen_from_below_an_answer(person: Person, begin: Do) -> None:
    await begin(person)
    await expect(person.page.locator(".topics")).to_be_hidden()
    await topics(said(begin, DRUGS))(person)
    await person.presses(FAMILY)
    await expect(person.replies.last).to_contain_text("FRANK")
    await expect(person.replies.last).to_be_focused()
    await expect(person.page.locator(".topics details")).not_to_have_attribute("open", "")


async def test_another_topic_is_chosen_without_a_script(newcomer: Newcomer) -> None:
    plain = await newcomer(java_script_enabled=False)
    await topics(said(page, DRUGS))(plain)
    await plain.presses(FAMILY)
    await expect(plain.log).to_contain_text(f"You wrote: {FAMILY}")


@pytest.mark.parametrize("script", [True, False])
async def test_clearing_asks_first_and_can_be_taken_back(newcomer: Newcomer, script: bool) -> None:
    person = await newcomer(java_script_enabled=script)
    await asked_to_clear(said(page, DRUGS))(person)
    await expect(person.replies).to_contain_text("Inclusion")
    await person.page.locator(".clear summary").click()
    await expect(person.button("Yes, clear it")).to_be_hidden()
    await person.clears()
    await expect(person.replies).to_have_count(0)
