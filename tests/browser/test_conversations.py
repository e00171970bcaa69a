"""Whole conversations: by mouse, by touch, by keyboard alone, and by two people at once."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Newcomer
from tests.browser.hub import HOSTILE
from tests.browser.kiosk import kiosk
from tests.browser.person import MESSAGE, OPENER, Person
from tests.browser.states import DANGER, DRUGS, START, Do, page, panel, said

pytestmark = pytest.mark.asyncio(loop_scope="session")

everywhere = pytest.mark.parametrize("begin", [page, panel], ids=["page", "widget"])
PHISHED, PHISHING = "i got a phishing email", "report@phishing.gov.uk"
FOCUSED = """() => {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return (focused?.innerText || focused?.id || "").trim();
}"""


async def tab_to(person: Person, name: str, *, most: int = 40) -> None:
    for _ in range(most):
        await person.page.keyboard.press("Tab")
        if await person.page.evaluate(FOCUSED) == name:
            return
    raise AssertionError(f"Tab never came to {name}")


@everywhere
async def test_a_conversation_by_mouse(person: Person, begin: object) -> None:
    await begin(person)  # type: ignore[operator]
    await person.says(DRUGS)
    await expect(person.replies.last).to_contain_text("Inclusion")
    await person.says("what is frank")
    await expect(person.replies.last).to_contain_text("0300 123 6600")
    await expect(person.replies).to_have_count(2)
    await expect(person.box).to_have_value("")


@everywhere
async def test_a_conversation_by_touch(newcomer: Newcomer, begin: object) -> None:
    person = await newcomer(has_touch=True, is_mobile=True)
    await begin(person)  # type: ignore[operator]
    await person.box.tap()
    await person.page.keyboard.type(DRUGS)
    await person.button("Send").tap()
    await expect(person.replies.last).to_contain_text("Inclusion")
    await person.page.get_by_text("Clear this chat").tap()
    await person.button("Yes, clear it").tap()
    await expect(person.replies).to_have_count(0)


async def test_a_conversation_on_the_page_by_keyboard_alone(person: Person) -> None:
    await page(person)
    await tab_to(person, "message")
    go_on = await person.holds(MESSAGE)
    await person.page.keyboard.type(DRUGS + "\n")
    await expect(person.page.locator(".busy")).to_have_count(1)
    # One after the other.
    await person.page.keyboard.type("what is frank\n")
    go_on.set()
    await expect(person.replies.first).to_contain_text("Inclusion")
    await expect(person.box).to_be_focused()
    await expect(person.replies.last).to_contain_text("FRANK")
    for name in ("Clear this chat", "Yes, clear it"):
        await tab_to(person, name)
        await person.page.keyboard.press("Enter")
    await expect(person.replies).to_have_count(0)


async def test_a_conversation_in_the_widget_by_keyboard_alone(person: Person) -> None:
    await person.comes_by_the_council()
    await tab_to(person, OPENER)
    await person.page.keyboard.press("Enter")
    await tab_to(person, "message")
    await person.page.keyboard.type(DANGER + "\n")
    await expect(person.replies.last).to_contain_text("999")
    await person.page.keyboard.press("Escape")
    assert await person.page.evaluate(FOCUSED) == OPENER
    await person.page.keyboard.press("Enter")
    await expect(person.replies.last).to_contain_text("999")


@everywhere
async def test_a_button_of_the_start_is_answered_and_keeps_the_focus_in_the_chat(person: Person, begin: object) -> None:
    await begin(person)  # type: ignore[operator]
    await tab_to(person, START)
    await person.page.keyboard.press("Enter")
    await expect(person.replies.last).to_contain_text("Inclusion")
    await expect(person.replies.last).to_be_focused()


async def test_a_long_line_is_begun_anew_with_shift_and_enter(person: Person) -> None:
    await page(person)
    await person.box.focus()
    await person.page.keyboard.type("one")
    await person.page.keyboard.press("Shift+Enter")
    await person.page.keyboard.type("two")
    await expect(person.box).to_have_value("one\ntwo")
    await expect(person.replies).to_have_count(0)


async def test_two_people_at_once_never_see_each_other(newcomer: Newcomer) -> None:
    one, other = await newcomer(), await newcomer()
    await asyncio.gather(page(one), panel(other))
    for words in ("i take heroin", "what is frank", "thanks"):
        await asyncio.gather(one.says(f"{words} qqoneqq"), other.says(f"{words} qqotherqq"))
    await one.clears()
    await other.says("hello")
    assert "qqotherqq" not in await one.page.content()
    shown = await other.log.inner_text()
    assert "qqoneqq" not in shown
    assert shown.count("qqotherqq") == 3
    assert "lost what we said" not in shown


@everywhere
@pytest.mark.parametrize("words", ["<img src=x onerror=\"document.title='hacked'\">", "<b>bold</b>", HOSTILE])
async def test_what_is_typed_shows_as_text(person: Person, begin: object, words: str) -> None:
    await begin(person)  # type: ignore[operator]
    title = await person.page.title()
    await person.says(words)
    await expect(person.page.locator(".you")).to_contain_text(words)
    assert await person.page.locator("signpost-chat .you").locator("img, script, b").count() == 0
    assert await person.page.title() == title


@everywhere
async def test_what_is_typed_from_right_to_left_is_shown_so(person: Person, begin: object) -> None:
    await begin(person)  # type: ignore[operator]
    await person.says("\u05e9\u05dc\u05d5\u05dd, \u05d0\u05e0\u05d9 \u05e6\u05e8\u05d9\u05da \u05e2\u05d6\u05e8\u05d4.")
    words = person.page.locator(".you .line")
    await expect(words).to_have_css("direction", "rtl")
    await expect(words).to_have_css("display", "block")
    await person.says("hello")
    await expect(words.last).to_have_css("direction", "ltr")


@pytest.mark.parametrize("script", [True, False])
async def test_what_the_directory_says_shows_as_text(newcomer: Newcomer, script: bool) -> None:
    person = await newcomer(java_script_enabled=script)
    await page(person)
    await person.says("what is adfam")
    await expect(person.replies.last).to_contain_text(HOSTILE)
    await expect(person.page.locator(".bubble img, .bubble script, .bubble b")).to_have_count(0)
    await expect(person.page).to_have_title("Who can help around Havant")


@everywhere
async def test_an_address_to_write_to_is_a_link(person: Person, begin: Do) -> None:
    await said(begin, PHISHED)(person)
    link = person.log.locator("a[href^='mailto:']:visible")
    await expect(link).to_have_attribute("href", f"mailto:{PHISHING}")


async def test_at_the_kiosk_it_is_none(person: Person) -> None:
    await said(kiosk, PHISHED)(person)
    await expect(person.log.locator("strong", has_text=PHISHING).first).to_be_visible()
    await expect(person.log.locator("a")).to_have_count(0)


async def test_nor_does_it_need_a_script(newcomer: Newcomer) -> None:
    person = await newcomer(java_script_enabled=False)
    await said(page, PHISHED)(person)
    await expect(person.log.locator("a[href^='mailto:']:visible")).to_have_text(PHISHING)
