"""How the screen in the hub looks: filled on both screens, with room between its parts, readable all over."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Newcomer
from tests.browser.kiosk import SCREENS, kiosk
from tests.browser.person import Person
from tests.browser.states import DANGER, DRUGS, Do, easily, said
from tests.browser.variants import Variant

pytestmark = pytest.mark.asyncio(loop_scope="session")

LAST = "document.querySelector('.foot').lastElementChild.getBoundingClientRect().bottom / innerHeight"
CUT = """() => [...document.querySelectorAll("button")]
  .filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.innerText)"""
ROOM = """() => {
  const place = (name) => document.querySelector(name).getBoundingClientRect();
  return place(".topics summary").top - place(".log").bottom;
}"""


@pytest.mark.parametrize("begin", [kiosk, easily(kiosk)], ids=["words", "easy"])
@pytest.mark.parametrize("screen", SCREENS[:2], ids=lambda screen: screen.name)
async def test_the_start_fills_the_screen(newcomer: Newcomer, screen: Variant, begin: Do) -> None:
    person = await newcomer(has_touch=True, **screen.context)
    await begin(person)
    assert await person.page.evaluate(LAST) > 0.95


@pytest.mark.parametrize("begin", [kiosk, easily(kiosk)], ids=["words", "easy"])
@pytest.mark.parametrize("screen", SCREENS[:2], ids=lambda screen: screen.name)
async def test_no_button_cuts_its_words(newcomer: Newcomer, screen: Variant, begin: Do) -> None:
    person = await newcomer(has_touch=True, **screen.context)
    await begin(person)
    assert await person.page.evaluate(CUT) == []


@pytest.mark.parametrize("words", [DRUGS, DANGER], ids=["reply", "emergency"])
async def test_other_topics_keep_clear_of_what_stands_above(visitor: Person, words: str) -> None:
    await said(kiosk, words)(visitor)
    assert await visitor.page.evaluate(ROOM) >= 12


async def test_what_cannot_be_pressed_any_more_is_as_readable_as_all_else(visitor: Person) -> None:
    await kiosk(visitor)
    smaller = visitor.button("Smaller text")
    await expect(smaller).to_be_disabled()
    await expect(smaller).to_have_css("opacity", "1")


async def test_what_is_read_stays_in_view_when_the_text_grows(visitor: Person) -> None:
    await said(kiosk, DRUGS)(visitor)
    for _ in range(2):
        await visitor.button("Bigger text").tap()
    await expect(visitor.replies.locator(".name").first).to_be_in_viewport(ratio=1)
