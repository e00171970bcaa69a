"""Several fingers on the kiosk's glass: each presses what it is let go over, once, and a drag presses nothing."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.async_api import Locator, expect

from tests.browser.fingers import Fingers, middle
from tests.browser.kiosk import BARE_CARD, MINUTE, SCREENS, WARNED, bare_card, keys, kiosk, passes, stood_at, warned
from tests.browser.person import Person
from tests.browser.states import DANGER, DRUGS, START, said
from tests.browser.variants import Variant
from tests.rows import each_row

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Where nothing can be pressed, at the edge of the upright screen.
EDGE = (1070.0, 900.0)
COUNTED = """() => {
  window.clicks = [];
  document.addEventListener("click", ({ target }) => window.clicks.push(target.innerText));
}"""


def sign(person: Person, name: str) -> Locator:
    return person.page.get_by_role("button", name=name, exact=True)


async def put_down(person: Person, *names: str) -> Fingers:
    """The left finger on the first and the right one on the second."""
    fingers = await Fingers.of(person)
    for finger, name in zip(("left", "right"), names, strict=False):
        await fingers.touch(finger, await middle(sign(person, name)))
    return fingers


@pytest.mark.parametrize("order", [("left", "right"), ("right", "left")], ids=["in-turn", "crossed"])
async def test_two_hands_lose_no_letter_and_mix_none_up(visitor: Person, order: tuple[str, str]) -> None:
    await keys(visitor)
    fingers = await put_down(visitor, "h", "e")
    for finger in order:
        await fingers.lift(finger)
    await sign(visitor, "y").tap()
    await expect(visitor.box).to_have_value("hey")


async def test_a_palm_on_the_glass_keeps_nobody_from_finishing(visitor: Person) -> None:
    await said(kiosk, DRUGS)(visitor)
    await visitor.box.fill("half a sentence")
    fingers = await Fingers.of(visitor)
    await fingers.touch("palm", EDGE)
    await fingers.touch("left", await middle(sign(visitor, "I'm finished")))
    await fingers.lift("left")
    await expect(visitor.button(START)).to_be_visible()
    await expect(visitor.box).to_have_value("")
    await fingers.lift("palm")


async def test_a_palm_on_the_glass_keeps_no_words_from_being_sent(visitor: Person) -> None:
    await kiosk(visitor)
    await visitor.box.fill(DRUGS)
    fingers = await Fingers.of(visitor)
    await fingers.touch("palm", EDGE)
    await fingers.touch("left", await middle(sign(visitor, "Send")))
    await fingers.lift("left")
    await expect(visitor.log).to_contain_text("Inclusion")
    await expect(visitor.page.locator(".you")).to_have_count(1)


async def test_two_fingers_end_the_bare_card_and_press_nothing_that_comes_below(visitor: Person) -> None:
    await bare_card(visitor)
    fingers = await Fingers.of(visitor)
    await fingers.touch("left", (300, 300))
    await fingers.touch("right", (600, 900))
    await fingers.lift("left")
    await fingers.lift("right")
    await expect(visitor.page.get_by_role("main", name=BARE_CARD)).to_be_hidden()
    await expect(visitor.button(START)).to_be_visible()
    await expect(visitor.page.locator(".you")).to_have_count(0)
    await expect(visitor.page.get_by_role("dialog")).to_have_count(0)


async def test_two_fingers_end_the_warning_and_press_nothing_that_lies_below(visitor: Person) -> None:
    await warned(visitor)
    fingers = await Fingers.of(visitor)
    under = visitor.page.get_by_role("button", name="I'm finished", include_hidden=True)
    await fingers.touch("palm", EDGE)
    await fingers.touch("left", await middle(under))
    await fingers.lift("left")
    await expect(visitor.page.get_by_role("alertdialog")).to_be_hidden()
    await fingers.lift("palm")
    await expect(visitor.log).to_contain_text("Inclusion")


@each_row("to", [(0, -300), (200, 0), (0, 60)], ids=["up", "aside", "down"])
async def test_a_drag_that_begins_on_a_button_presses_nothing(visitor: Person, to: tuple[int, int]) -> None:
    await kiosk(visitor)
    await visitor.page.evaluate(COUNTED)
    fingers = await Fingers.of(visitor)
    x, y = await middle(visitor.button("Someone is in danger now"))
    await fingers.touch("left", (x, y))
    for part in (0.25, 0.5, 0.75, 1):
        await fingers.move("left", (x + to[0] * part, y + to[1] * part))
    await fingers.lift("left")
    # A tap after it is counted, and nothing before.
    await visitor.button("Bigger text").tap()
    assert await visitor.page.evaluate("window.clicks") == ["Bigger text"]


@each_row(
    ("name", "how"),
    product(
        ("Bigger text", "Stronger colours", START, "Send", "What is held"),
        ("touch", "mouse", "Enter", "Space"),
    ),
)
async def test_each_way_to_press_presses_once(visitor: Person, name: str, how: str) -> None:
    await kiosk(visitor)
    await visitor.page.evaluate(COUNTED)
    button = sign(visitor, name)
    if how == "touch":
        await button.tap()
    elif how == "mouse":
        await button.click()
    else:
        await button.press(how)
    await visitor.button("Smaller text").evaluate("(button) => button.click()")
    assert await visitor.page.evaluate("window.clicks") == [name, "Smaller text"]


async def test_a_finger_that_is_let_go_elsewhere_presses_neither(visitor: Person) -> None:
    await keys(visitor)
    box = await sign(visitor, "h").bounding_box()
    assert box
    right, y = box["x"] + box["width"], box["y"] + box["height"] / 2
    fingers = await Fingers.of(visitor)
    await fingers.touch("left", (right - 5, y))
    await fingers.move("left", (right + 15, y))
    await fingers.lift("left")
    await sign(visitor, "e").tap()
    await expect(visitor.box).to_have_value("e")


async def test_a_finger_that_is_down_when_the_warning_comes_presses_nothing(visitor: Person) -> None:
    await said(stood_at, DRUGS)(visitor)
    fingers = await put_down(visitor, "I'm finished")
    await passes(visitor, MINUTE)
    await expect(visitor.page.get_by_role("alertdialog")).to_be_visible()
    await fingers.lift("left")
    await expect(visitor.log).to_contain_text("Inclusion")


async def test_a_finger_that_stops_a_rolling_page_presses_nothing(visitor: Person) -> None:
    await kiosk(visitor)
    await visitor.page.evaluate("document.body.style.paddingBottom = '9000px'")
    await visitor.page.evaluate("window.rolling = setInterval(() => window.scrollBy(0, 1), 16)")
    while await visitor.page.evaluate("scrollY") < 10:
        await visitor.page.wait_for_timeout(20)
    fingers = await put_down(visitor, START)
    await fingers.lift("left")
    await visitor.page.evaluate("clearInterval(window.rolling)")
    await visitor.page.wait_for_timeout(500)
    await expect(visitor.page.locator(".you")).to_have_count(0)
    await visitor.button(START).tap()
    await expect(visitor.page.locator(".you")).to_have_count(1)


async def test_a_palm_that_goes_later_brings_nobody(visitor: Person) -> None:
    """The bare card stays its quarter of an hour all the same."""
    await said(stood_at, DANGER)(visitor)
    fingers = await Fingers.of(visitor)
    await fingers.touch("palm", EDGE)
    await passes(visitor, MINUTE + WARNED)
    card = visitor.page.get_by_role("main", name=BARE_CARD)
    await expect(card).to_be_visible()
    await fingers.lift("palm")
    await passes(visitor, 5 * MINUTE)
    await expect(card).to_be_visible()


async def test_who_finishes_by_touch_leaves_a_screen_that_asks_nobody(visitor: Person) -> None:
    await said(stood_at, DRUGS)(visitor)
    await (await put_down(visitor, "I'm finished")).lift("left")
    await passes(visitor, MINUTE + 1)
    await expect(visitor.page.get_by_role("dialog")).to_have_count(0)


SMALL, SQUARE = Variant("small", (1366, 768)), Variant("square", (1280, 1024))
# In milliseconds: a tremor, a double tap, and somebody to whom nothing seems to have happened.
PAUSES = (0, 450, 900, 2000)


@each_row(("screen", "bigger"), product((*SCREENS[:2], SMALL, SQUARE), (0, 1, 2)))
async def test_the_finger_that_touches_the_box_presses_no_key(visitor: Person, screen: Variant, bigger: int) -> None:
    await screen.shown(visitor.page)
    await kiosk(visitor)
    for _ in range(bigger):
        await visitor.button("Bigger text").tap()
    await visitor.box.scroll_into_view_if_needed()
    fingers = await Fingers.of(visitor)
    where = await middle(visitor.box)
    await tapped(fingers, where)
    await expect(visitor.button("Space")).to_be_visible()
    await expect(visitor.box).to_be_focused()
    for pause in PAUSES:
        await visitor.page.wait_for_timeout(pause)
        await tapped(fingers, where)
    await expect(visitor.box).to_have_value("")
    await expect(visitor.box).to_be_in_viewport(ratio=1)


async def test_the_finger_that_touches_the_button_for_the_keys_presses_none(visitor: Person) -> None:
    await SMALL.shown(visitor.page)
    await kiosk(visitor)
    await visitor.button("Show the keys").scroll_into_view_if_needed()
    fingers = await Fingers.of(visitor)
    where = await middle(visitor.button("Show the keys"))
    for _ in range(2):
        await tapped(fingers, where)
        await visitor.page.wait_for_timeout(900)
    await expect(visitor.box).to_have_value("")


async def test_a_key_where_the_box_was_counts_once_another_was_touched(visitor: Person) -> None:
    await SMALL.shown(visitor.page)
    await kiosk(visitor)
    await visitor.box.scroll_into_view_if_needed()
    fingers = await Fingers.of(visitor)
    where = await middle(visitor.box)
    await tapped(fingers, where)
    await expect(visitor.button("Space")).to_be_visible()
    key = await visitor.page.evaluate("([x, y]) => document.elementFromPoint(x, y).textContent", where)
    await sign(visitor, "q").tap()
    await tapped(fingers, where)
    await expect(visitor.box).to_have_value(f"q{key}")


async def tapped(fingers: Fingers, where: tuple[float, float]) -> None:
    await fingers.touch("left", where)
    await fingers.lift("left")
