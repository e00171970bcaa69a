"""How the screen in the hub looks: filled on both screens, with room between its parts, readable all over."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Newcomer
from tests.browser.kiosk import DEFIBRILLATOR, DESK, PHONE, SCREENS, kiosk
from tests.browser.person import Person
from tests.browser.states import DANGER, DRUGS, Do, easily, said
from tests.browser.variants import Variant

pytestmark = pytest.mark.asyncio(loop_scope="session")

LAST = "document.querySelector('.foot').lastElementChild.getBoundingClientRect().bottom / innerHeight"
# The highest stretch with nothing in it, as a part of the screen.
EMPTY = """() => {
  const parts = [...document.querySelectorAll("button, p, h1, h2, summary, textarea, label, .pictured")];
  const rows = parts.filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect());
  let [end, most] = [0, 0];
  for (const { top, bottom } of rows.sort((one, other) => one.top - other.top)) {
    [most, end] = [Math.max(most, top - end), Math.max(end, bottom)];
  }
  return Math.max(most, innerHeight - end) / innerHeight;
}"""
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
    assert await person.page.evaluate(EMPTY) < 0.08


LOW = [Variant("x".join(map(str, size)), size) for size in ((1366, 768), (1280, 800), (1024, 768), (1280, 720))]
# With its pictures easy read takes more than the lowest has.
WHOLE: dict[str, tuple[Do, Variant]] = {screen.name: (kiosk, screen) for screen in (*SCREENS[:2], *LOW)}
WHOLE |= {f"easy {screen.name}": (easily(kiosk), screen) for screen in (*SCREENS[:2], *LOW[:3])}


@pytest.mark.parametrize("place", WHOLE, ids=lambda place: place.replace(" ", "-"))
async def test_all_of_the_start_that_is_pressed_or_written_in_is_in_view(newcomer: Newcomer, place: str) -> None:
    begin, screen = WHOLE[place]
    person = await newcomer(has_touch=True, **screen.context)
    await begin(person)
    for part in (person.box, *await person.page.locator(".chat button:visible").all()):
        await expect(part).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("screen", [*SCREENS[:2], *LOW[:2]], ids=lambda screen: screen.name)
@pytest.mark.parametrize("easy", [False, True], ids=["words", "easy"])
async def test_where_to_call_from_is_in_view_right_below_999(newcomer: Newcomer, screen: Variant, easy: bool) -> None:
    person = await newcomer(has_touch=True, **screen.context)
    await (easily if easy else said)(kiosk, DANGER)(person)
    first, second, *_ = await person.replies.locator(":scope > *").all_inner_texts()
    assert first.startswith("Call 999")
    assert second.strip() == f"The nearest phone is {PHONE}."
    await expect(person.replies.get_by_text(PHONE)).to_be_in_viewport(ratio=1)
    box = await person.page.locator(".compose").bounding_box()
    told = await person.replies.get_by_text(PHONE).bounding_box()
    assert box
    assert told
    assert told["y"] + told["height"] <= box["y"]


async def test_no_place_is_told_twice(visitor: Person) -> None:
    await said(kiosk, DANGER, "i have no phone")(visitor)
    for place in (PHONE, DESK, DEFIBRILLATOR):
        await expect(visitor.replies.last.get_by_text(place).filter(visible=True)).to_have_count(1)


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


# What lies behind the box, of what is read first.
COVERED = """() => {
  const box = document.querySelector(".compose").getBoundingClientRect();
  return [...document.querySelectorAll(".card > .call, .card > .places")].slice(0, 2)
    .filter((one) => one.getBoundingClientRect().bottom > box.top && one.getBoundingClientRect().top < box.bottom)
    .map((one) => one.innerText);
}"""
BELOW_THE_BAR = """() => {
  const place = (name) => document.querySelector(name).getBoundingClientRect();
  return place(".card .call").top >= place(".bar").bottom;
}"""


@pytest.mark.parametrize("screen", [*SCREENS[:2], LOW[0]], ids=lambda screen: screen.name)
async def test_999_and_where_to_call_from_are_in_view_in_the_largest_text(newcomer: Newcomer, screen: Variant) -> None:
    """The bar grows with the text; where it and the box take half of the screen, the box goes with the rest."""
    person = await newcomer(has_touch=True, **screen.context)
    await said(kiosk, DANGER)(person)
    for _ in range(2):
        await person.button("Bigger text").tap()
        await person.page.wait_for_function(BELOW_THE_BAR)
    await expect(person.replies.get_by_text(PHONE)).to_be_in_viewport(ratio=1)
    assert await person.page.evaluate(COVERED) == []
