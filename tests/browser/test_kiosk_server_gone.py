"""The kiosk while its server is gone, or slow: what is said without it, and what comes too late."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.kiosk import BARE_CARD, DEFIBRILLATOR, DESK, MINUTE, PHONE, WARNED, kiosk, passes, stood_at
from tests.browser.person import MESSAGE, Person
from tests.browser.states import DOWN, DRUGS, START

pytestmark = pytest.mark.asyncio(loop_scope="session")

URGENT = "Someone is in danger now"
PAGES = {"What is held": "**/privacy", "How to use this screen": "**/accessibility"}


async def test_whoever_is_in_danger_is_told_where_help_is_and_the_card_stays(visitor: Person) -> None:
    await stood_at(visitor)
    await visitor.loses(MESSAGE)
    await visitor.button(URGENT).tap()
    for words in (DOWN, PHONE, DESK, DEFIBRILLATOR):
        await expect(visitor.notice).to_contain_text(words)
    await passes(visitor, MINUTE + WARNED)
    await expect(visitor.page.get_by_role("main", name=BARE_CARD)).to_be_visible()


async def test_the_card_stays_too_where_no_answer_has_come_yet(visitor: Person) -> None:
    await stood_at(visitor)
    await visitor.holds(MESSAGE)
    await visitor.button(URGENT).tap()
    await passes(visitor, MINUTE + WARNED)
    await expect(visitor.page.get_by_role("main", name=BARE_CARD)).to_be_visible()


async def test_the_places_go_when_the_server_is_back(visitor: Person) -> None:
    await kiosk(visitor)
    await visitor.page.context.set_offline(True)
    await visitor.says(DRUGS)
    await expect(visitor.notice.get_by_text(PHONE)).to_have_count(1)
    await visitor.page.context.set_offline(False)
    await expect(visitor.log).to_contain_text("Inclusion")
    await expect(visitor.notice.get_by_text(PHONE)).to_have_count(0)


async def test_another_need_leaves_no_card(visitor: Person) -> None:
    await stood_at(visitor)
    await visitor.loses(MESSAGE)
    await visitor.button(START).tap()
    await expect(visitor.notice).to_contain_text(DOWN)
    await passes(visitor, MINUTE + WARNED)
    await expect(visitor.page.get_by_text(BARE_CARD)).to_be_hidden()


@pytest.mark.parametrize("name", PAGES)
async def test_a_sheet_that_cannot_be_had_shows_the_numbers_and_promises_nothing(visitor: Person, name: str) -> None:
    await kiosk(visitor)
    await visitor.loses(PAGES[name])
    await visitor.button(name).tap()
    sheet = visitor.page.get_by_role("dialog", name=name)
    for words in ("In danger? Call 999", "I cannot show that just now.", "101", "0300 123 6600", "0800 555 111"):
        await expect(sheet).to_contain_text(words)
    await expect(sheet).not_to_contain_text("keep trying")


async def test_a_sheet_that_comes_late_does_not_cover_the_way_to_a_phone(visitor: Person) -> None:
    await kiosk(visitor)
    go_on = await visitor.holds("**/privacy")
    await visitor.button("What is held").tap()
    await visitor.button("I have no phone").tap()
    sheet = visitor.page.get_by_role("dialog")
    await expect(sheet).to_contain_text(PHONE)
    go_on.set()
    # Asked for later, so that the other has come before.
    for _ in range(2):
        await visitor.page.evaluate("fetch('/accessibility').then((answer) => answer.text())")
    await expect(sheet).to_contain_text(PHONE)


async def test_of_two_sheets_none_opens_before_the_next_person(visitor: Person) -> None:
    await kiosk(visitor)
    go_on = await visitor.holds("**/privacy")
    for _ in range(2):
        await visitor.button("What is held").tap()
    await visitor.button("I'm finished").tap()
    go_on.set()
    await visitor.says("hello")
    await expect(visitor.page.get_by_role("dialog")).to_have_count(0)
