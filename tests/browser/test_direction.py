"""Numbers are read from left to right, also in a language that is not."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.web import wording
from tests.browser.conftest import Newcomer
from tests.browser.kiosk import kiosk
from tests.browser.person import Person
from tests.browser.states import Do, page, panel, said

pytestmark = pytest.mark.asyncio(loop_scope="session")

RIGHT_TO_LEFT = {"ar": "أخي لا يتنفس", "ur": "میرا بھائی سانس نہیں لے رہا"}
# Where the number's digits begin, in the order in which they are dialled.
PLACES = """(bubble, number) => {
  const found = document.createTreeWalker(bubble, NodeFilter.SHOW_TEXT);
  while (found.nextNode()) {
    const from = found.currentNode.data.indexOf(number);
    if (from < 0) continue;
    return [...number].flatMap((sign, index) => {
      const range = document.createRange();
      range.setStart(found.currentNode, from + index);
      range.setEnd(found.currentNode, from + index + 1);
      return sign === " " ? [] : [range.getBoundingClientRect().left];
    });
  }
}"""

everywhere = pytest.mark.parametrize("begin", [page, panel, kiosk], ids=["page", "widget", "kiosk"])


async def digits(person: Person, language: str, number: str) -> list[float]:
    # Until its styles are there a page without a script shows easy read beside the plain words.
    await person.page.wait_for_load_state("load")
    bubble = person.page.locator(f".bubble[lang={language}]:visible", has_text=number)
    await expect(bubble).to_have_css("direction", "rtl")
    found: list[float] = await bubble.evaluate(PLACES, number)
    return found


async def test_every_language_that_is_written_from_the_right_is_measured() -> None:
    assert set(RIGHT_TO_LEFT) == set(wording.RIGHT_TO_LEFT)


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
@everywhere
async def test_numbers_keep_their_order(person: Person, begin: Do, language: str) -> None:
    await said(begin, RIGHT_TO_LEFT[language])(person)
    for number in ("999", "0300 123 6600"):
        places = await digits(person, language, number)
        assert places == sorted(places), number


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
async def test_numbers_keep_their_order_without_a_script(newcomer: Newcomer, language: str) -> None:
    person = await newcomer()
    # Measuring takes a script of ours.
    await person.loses("**/page.js*")
    await said(page, RIGHT_TO_LEFT[language])(person)
    for number in ("999", "0300 123 6600"):
        places = await digits(person, language, number)
        assert places == sorted(places), number


async def test_persian_is_answered_as_no_urdu(person: Person) -> None:
    """The two share the word for unconscious."""
    await said(page, "دوستم بیهوش است")(person)
    await expect(person.replies).to_contain_text("Call 999 now")
    await expect(person.page.locator(".bubble[lang]")).to_have_count(0)
