"""Easy read: shorter sentences with pictures, by one switch, on the page and at the kiosk, with a script or none."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Newcomer
from tests.browser.kiosk import kiosk
from tests.browser.person import Person
from tests.browser.states import DANGER, DRUGS, START, Do, page, panel

pytestmark = pytest.mark.asyncio(loop_scope="session")

SWITCH = "Easy read"
EASY, PLAIN = "This is for adults.", "It is for adults."


async def turns(person: Person) -> None:
    """The switch, on or off."""
    await person.page.get_by_text(SWITCH).click()


async def shows(person: Person, seen: str, unseen: str) -> None:
    await expect(person.page.get_by_text(seen).first).to_be_visible()
    await expect(person.page.get_by_text(unseen).first).to_be_hidden()


where = pytest.mark.parametrize("begin", [page, kiosk], ids=["page", "kiosk"])
# Addresses that take more lines than one.
BROKEN = """() => {
  const broken = ({ firstChild: words }) => {
    const [found, range] = [words.data.match(/\\S+\\.\\S+/), document.createRange()];
    range.setStart(words, found?.index ?? 0);
    range.setEnd(words, (found?.index ?? 0) + (found?.[0].length ?? 0));
    return new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top))).size > 1;
  };
  const seen = [...document.querySelectorAll(".line > a, .way.web")].filter((one) => one.checkVisibility());
  return seen.filter(broken).map((one) => one.innerText);
}"""


@where
async def test_it_is_off_until_somebody_turns_it_on_and_then_changes_what_is_read_already(
    person: Person, begin: Do
) -> None:
    await begin(person)
    await person.says(DRUGS)
    await shows(person, EASY, PLAIN)
    await turns(person)
    await shows(person, PLAIN, EASY)
    await person.says(DANGER)
    await expect(person.page.locator(".card .easy img").first).to_be_visible()
    await turns(person)
    await shows(person, EASY, PLAIN)
    await expect(person.page.locator(".easy:visible")).to_have_count(0)


@where
async def test_every_picture_is_there_and_is_not_read_out(person: Person, begin: Do) -> None:
    await begin(person)
    await turns(person)
    await person.says(DANGER)
    # A code beside an address comes later, and says what it is for.
    pictures = person.page.locator(".easy img:visible:not(.code), img.easy:visible")
    assert await pictures.count() > 4
    for picture in await pictures.all():
        assert await picture.get_attribute("alt") == ""
        assert await picture.evaluate("(image) => image.decode().then(() => image.naturalWidth > 0)")


async def test_without_a_script_the_switch_is_the_same(newcomer: Newcomer) -> None:
    person = await newcomer(java_script_enabled=False)
    await person.comes()
    await person.presses(START)
    await shows(person, EASY, PLAIN)
    await turns(person)
    await shows(person, PLAIN, EASY)
    await person.says(DANGER)
    await expect(person.page.locator(".card .easy .pictured").first).to_be_visible()
    await expect(person.page.get_by_role("checkbox")).to_be_checked()
    await person.clears()
    await expect(person.page.get_by_role("checkbox")).to_be_checked()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
async def test_enter_on_the_switch_says_nothing(newcomer: Newcomer, script: bool) -> None:
    """Browsers press the first button of its form then, which would be that for somebody in danger."""
    person = await newcomer(java_script_enabled=script)
    await person.comes()
    await person.page.get_by_role("checkbox").focus()
    await person.page.keyboard.press("Enter")
    await expect(person.box).to_be_focused()
    await expect(person.page.locator(".you")).to_have_count(0)


async def test_the_next_person_at_the_kiosk_begins_without_it(person: Person) -> None:
    await kiosk(person)
    await turns(person)
    await expect(person.button(SWITCH)).to_have_attribute("aria-pressed", "true")
    await person.button("I'm finished").click()
    await expect(person.button(SWITCH)).to_have_attribute("aria-pressed", "false")
    await expect(person.page.locator(".easy:visible")).to_have_count(0)


async def test_it_is_kept_in_the_page_alone(person: Person) -> None:
    await page(person)
    await turns(person)
    await person.says(DRUGS)
    assert await person.kept() == {"cookies": [], "storage": []}
    await page(person)
    await expect(person.page.get_by_role("checkbox")).not_to_be_checked()


async def test_turning_it_on_is_not_read_out_as_news(person: Person) -> None:
    await page(person)
    await person.says(DRUGS)
    await person.page.evaluate("document.querySelector('#easy').click()")
    assert await person.log.evaluate("(log) => log.ariaLive") == "off"
    await expect(person.log).to_have_attribute("aria-live", "polite")


async def test_the_widget_has_none_and_asks_for_none(person: Person) -> None:
    await panel(person)
    await person.says(DRUGS)
    await expect(person.page.get_by_text(SWITCH)).to_have_count(0)
    assert "easy" not in person.sent("message")[0]


@pytest.mark.parametrize("width", [320, 360, 375, 390, 414])
@pytest.mark.parametrize("words", [DANGER, "i got a phishing email"], ids=["page", "mail"])
async def test_no_address_is_broken_within_on_any_phone(newcomer: Newcomer, words: str, width: int) -> None:
    person = await newcomer(viewport={"width": width, "height": 844})
    await page(person)
    await person.says(words)
    assert await person.page.evaluate(BROKEN) == []
    await turns(person)
    assert await person.page.evaluate(BROKEN) == []


# Of each row that is seen: whether its words begin to the right of its picture.
BESIDE = """() => Array.from(document.querySelectorAll(".pictured"), (row) => {
  const [picture, range] = [row.querySelector("img")?.getBoundingClientRect(), document.createRange()];
  if (!picture?.width) return true;
  range.selectNodeContents(document.createTreeWalker(row.lastElementChild, NodeFilter.SHOW_TEXT).nextNode());
  const [words] = range.getClientRects();
  return words.left >= picture.right;
})"""


@pytest.mark.parametrize("width", [320, 390])
async def test_words_begin_beside_their_picture_on_a_phone(newcomer: Newcomer, width: int) -> None:
    person = await newcomer(viewport={"width": width, "height": 844})
    await page(person)
    await person.says(DANGER)
    await turns(person)
    assert all(beside := await person.page.evaluate(BESIDE))
    assert len(beside) > 8
