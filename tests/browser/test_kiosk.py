"""The screen in the hub: whole conversations by touch, places, numbers to take away, no way out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.browser.conftest import Newcomer
from tests.browser.hub import PLACES, Hub, hub
from tests.browser.kiosk import (
    BARE_CARD,
    DEFIBRILLATOR,
    DESK,
    PHONE,
    SCREENS,
    bare_card,
    keys,
    kiosk,
    passes,
    taken_away,
    warned,
)
from tests.browser.person import Person
from tests.browser.states import DANGER, Do, said
from tests.browser.variants import Variant
from tests.rows import each_row

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="module")
def bare(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """A hub that has set nothing for its kiosk, and has no printer."""
    unset = dict.fromkeys(PLACES, "")
    with hub(tmp_path_factory.mktemp("bare"), model, SIGNPOST_KIOSK_PRINTER="no", **unset) as running:
        yield running


async def test_somebody_writes_by_touch_alone(visitor: Person) -> None:
    await kiosk(visitor)
    await visitor.box.tap()
    for sign in "i want to stop heroin":
        await visitor.page.get_by_role("button", name={" ": "Space"}.get(sign, sign), exact=True).tap()
    await expect(visitor.box).to_have_value("i want to stop heroin")
    await visitor.page.get_by_role("region", name="Keys on the screen").get_by_role("button", name="Send").tap()
    await expect(visitor.log).to_contain_text("Inclusion")
    await expect(visitor.button("Space")).to_be_hidden()


async def test_keys_capitals_the_cursor_and_deleting(visitor: Person) -> None:
    await keys(visitor)
    for name in ("Capital letter", "i", "Space", "b", "c", "Go left", "Delete", "Go right", "?"):
        await visitor.page.get_by_role("button", name=name, exact=True).tap()
    await expect(visitor.box).to_have_value("I c?")


async def test_the_keys_go_while_a_real_keyboard_is_used(visitor: Person) -> None:
    await keys(visitor)
    await expect(visitor.box).to_be_focused()
    await visitor.page.keyboard.type("hello")
    await expect(visitor.button("Space")).to_be_hidden()
    await expect(visitor.box).to_have_value("hello")


async def test_a_need_is_chosen_by_touch(visitor: Person) -> None:
    await kiosk(visitor)
    await visitor.button("Someone I worry about").tap()
    await expect(visitor.log).to_contain_text("FRANK")


async def test_an_emergency_says_where_phone_desk_and_defibrillator_are(visitor: Person) -> None:
    await said(kiosk, DANGER)(visitor)
    card = visitor.replies.filter(has_text="999")
    for place in (PHONE, DESK, DEFIBRILLATOR):
        await expect(card).to_contain_text(place)


async def test_i_have_no_phone_says_so_too_by_button_and_in_words(visitor: Person) -> None:
    await kiosk(visitor)
    await visitor.button("I have no phone").tap()
    await expect(visitor.page.get_by_role("dialog")).to_contain_text(f"The nearest phone is {PHONE}.")
    await visitor.button("Back to the chat").tap()
    await visitor.says("i have no phone")
    await expect(visitor.log).to_contain_text(f"The nearest phone is {PHONE}.")


async def test_where_nothing_is_set_the_staff_are_named(newcomer: Newcomer, bare: Hub) -> None:
    person = await newcomer(bare)
    await kiosk(person)
    await person.button("I have no phone").click()
    await expect(person.page.get_by_role("dialog")).to_contain_text("Ask the staff or anyone near you to call.")
    await expect(person.page.get_by_role("dialog")).not_to_contain_text("The nearest phone")


async def rolled_to(visitor: Person, name: str) -> Locator:
    """What is rolling past cannot be pressed."""
    button = visitor.button(name)
    await button.scroll_into_view_if_needed()
    await visitor.page.wait_for_timeout(300)
    return button


async def test_each_number_to_take_away_has_a_code_that_loads(visitor: Person) -> None:
    await taken_away(visitor)
    codes = visitor.page.get_by_role("img")
    sizes = [
        await code.evaluate("(image) => image.decode().then(() => image.naturalWidth)") for code in await codes.all()
    ]
    assert len(sizes) >= 2
    assert all(sizes)


async def test_the_slip_has_numbers_and_hours_and_no_word_that_says_why(visitor: Person) -> None:
    await taken_away(visitor)
    await visitor.page.emulate_media(media="print")
    slip = await visitor.page.evaluate("document.body.innerText")
    assert re.findall(r"\d[\d ]+\d", slip)[:2] == ["0300 124 0103", "0300 123 6600"]
    assert set(re.findall(r"[A-Za-z]+", slip)) <= {"Call", "Text", "hours", "a", "day", "every", "Not", "confirmed"}
    assert "Not confirmed." in slip
    assert await visitor.page.title() == "Numbers"


async def test_printing_is_the_browsers_own_and_asks_nobody(visitor: Person) -> None:
    # A browser without a window would wait for its print dialog for ever.
    await visitor.page.add_init_script("window.print = () => { document.title = 'printed'; }")
    await taken_away(visitor)
    before = len(visitor.requests)
    await rolled_to(visitor, "Print a slip")
    await visitor.button("Print a slip").tap()
    await expect(visitor.page).to_have_title("printed")
    assert len(visitor.requests) == before


async def test_the_slip_has_one_size_whatever_the_screen_has(visitor: Person) -> None:
    sizes = "[...document.querySelectorAll('.slip p, .slip b')].map((row) => getComputedStyle(row).fontSize)"
    await taken_away(visitor)
    found = []
    for bigger in (False, True, True):
        if bigger:
            await visitor.button("Bigger text").tap()
        await visitor.page.emulate_media(media="print")
        found.append(await visitor.page.evaluate(sizes))
        await visitor.page.emulate_media(media="screen")
    # 12 and 16 points.
    assert {round(float(size.removesuffix("px"))) for size in found[0]} == {16, 21}
    assert found[1:] == found[:1] * 2


async def test_a_slip_is_printed_once_however_often_it_is_pressed(visitor: Person) -> None:
    await visitor.page.add_init_script("window.slips = 0; window.print = () => { window.slips += 1; }")
    await visitor.page.clock.install()
    await taken_away(visitor)
    button = await rolled_to(visitor, "Print a slip")
    for slips in (1, 2):
        for _ in range(4):
            # It says that it is disabled; a finger does not ask.
            await button.tap(force=True)
        assert await visitor.page.evaluate("window.slips") == slips
        await expect(button).to_be_disabled()
        await expect(visitor.page.get_by_role("status").filter(has_text="I asked the printer")).to_be_visible()
        await passes(visitor, 11_000)
        await expect(button).to_be_enabled()
        await expect(visitor.page.get_by_text("I asked the printer")).to_have_count(0)


async def test_a_kiosk_without_a_printer_offers_no_slip(newcomer: Newcomer, bare: Hub) -> None:
    person = await newcomer(bare)
    await taken_away(person)
    await expect(person.button("Print a slip")).to_have_count(0)


async def test_nobody_reads_the_chat_behind_the_question(visitor: Person) -> None:
    await warned(visitor)
    behind = "getComputedStyle(document.querySelector('dialog[open]'), '::backdrop').backgroundColor"
    assert await visitor.page.evaluate(behind) == "rgb(255, 255, 255)"


async def test_the_words_that_stay_after_an_emergency_look_like_no_button(visitor: Person) -> None:
    await bare_card(visitor)
    await expect(visitor.page.get_by_role("heading", name=BARE_CARD)).to_have_css(
        "background-color", "rgba(0, 0, 0, 0)"
    )


async def test_what_is_held_can_be_read_and_left(visitor: Person) -> None:
    await kiosk(visitor)
    await visitor.button("What is held").tap()
    sheet = visitor.page.get_by_role("dialog", name="What is held")
    await expect(sheet).to_contain_text("A screen in the hub (kiosk)")
    await visitor.button("Back to the chat").tap()
    await expect(sheet).to_be_hidden()


@each_row("screen", SCREENS[:2])
async def test_the_choices_of_a_reply_are_in_view_above_the_numbers_to_take_away(
    visitor: Person, screen: Variant
) -> None:
    await screen.shown(visitor.page)
    await kiosk(visitor)
    await visitor.button("Report something").tap()
    await expect(visitor.page.get_by_role("heading", name="Take a number with you")).to_be_attached()
    choices = visitor.page.get_by_role("group", name="Pick one, or write below")
    await expect(choices.get_by_role("button").first).to_be_visible()
    await expect(choices).to_be_in_viewport(ratio=1)


@each_row(("screen", "begin", "bigger"), product(SCREENS[:2], (kiosk, taken_away), (0, 1, 2)))
async def test_the_box_stays_in_view_above_the_keys(visitor: Person, screen: Variant, begin: Do, bigger: int) -> None:
    await screen.shown(visitor.page)
    await begin(visitor)
    for _ in range(bigger):
        await visitor.button("Bigger text").tap()
    await visitor.box.tap()
    await expect(visitor.button("Space")).to_be_visible()
    await expect(visitor.box).to_be_in_viewport(ratio=1)
    keys_at, box_at = [await row.bounding_box() for row in (visitor.page.locator(".keyboard"), visitor.box)]
    assert keys_at
    assert box_at
    assert box_at["y"] + box_at["height"] <= keys_at["y"] + 1


async def test_the_red_words_at_the_top_open_the_way_to_a_phone(visitor: Person) -> None:
    await kiosk(visitor)
    await visitor.button("In danger? Call 999 from any phone").tap()
    sheet = visitor.page.get_by_role("dialog", name="In danger? Call 999 from any phone")
    await expect(sheet).to_contain_text(f"The nearest phone is {PHONE}.")
    await expect(sheet).to_contain_text("Relay UK: 18000")


async def test_every_sheet_names_999_since_it_covers_the_bar(visitor: Person) -> None:
    await kiosk(visitor)
    for name in (
        "In danger? Call 999",
        "I have no phone",
        "Talk to a person",
        "What is held",
        "How to use this screen",
    ):
        await visitor.button(name).tap()
        await expect(visitor.page.get_by_role("dialog").locator(".large")).to_be_visible()
        first = await visitor.page.get_by_role("dialog").locator(".sheet-body > :nth-child(-n + 2)").all_inner_texts()
        assert "999" in " ".join(first)
        await visitor.button("Back to the chat").tap()


@each_row(
    ("name", "here", "elsewhere"),
    [
        ("What is held", "After an emergency a card", 'press "Clear this chat"'),
        ("How to use this screen", "make the colours stronger", "Turn off scripts."),
    ],
)
async def test_a_sheet_says_what_is_so_at_a_kiosk_alone(visitor: Person, name: str, here: str, elsewhere: str) -> None:
    await kiosk(visitor)
    await visitor.button(name).tap()
    sheet = visitor.page.get_by_role("dialog", name=name)
    await expect(sheet).to_contain_text(here)
    await expect(sheet).not_to_contain_text(elsewhere)
    await expect(sheet).not_to_contain_text("Start a new chat")


async def test_without_its_script_it_shows_999_and_the_main_numbers_and_no_link(newcomer: Newcomer) -> None:
    person = await newcomer(java_script_enabled=False)
    await person.comes("/kiosk")
    await expect(person.page.get_by_role("main")).to_contain_text("Call 999")
    await expect(person.page.locator(".number")).to_have_count(3)
    await expect(person.page.locator("a")).to_have_count(0)


async def test_no_number_is_broken_in_the_largest_text(visitor: Person) -> None:
    await kiosk(visitor)
    for _ in range(2):
        await visitor.button("Bigger text").tap()
    numbers = visitor.page.locator(".foot .number")
    await expect(numbers).to_have_count(3)
    assert await numbers.evaluate_all("(all) => all.map((one) => one.getClientRects().length)") == [1, 1, 1]
