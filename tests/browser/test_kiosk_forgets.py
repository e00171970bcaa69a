"""The next person at the kiosk never sees the last one, on a clock that the test turns."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import expect

from tests.browser.kiosk import BARE_CARD, MINUTE, WARNED, bare_card, kiosk, passes, stood_at, warned
from tests.browser.person import LEFT, Person
from tests.browser.states import DANGER, DRUGS, START, said

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Said by nobody else, and by no reply.
MARKED = "i want to stop taking heroin zebrawood"
SHOWN = "[document.body.innerText, ...[...document.querySelectorAll('textarea')].map((box) => box.value)].join()"


async def shows_the_start_alone(person: Person) -> None:
    await expect(person.button(START)).to_be_visible()
    shown = await person.page.evaluate(SHOWN)
    assert "zebrawood" not in shown
    assert "Inclusion" not in shown
    assert "zebrawood" not in await person.page.content()


async def finish(person: Person) -> None:
    await person.button("I'm finished").tap()


async def go_away(person: Person) -> None:
    await passes(person, MINUTE + WARNED)


async def reload(person: Person) -> None:
    await person.page.reload()


@pytest.mark.parametrize("end", [finish, go_away, reload], ids=lambda end: end.__name__)
async def test_all_is_gone_from_the_screen_and_from_the_server(
    visitor: Person, end: Callable[[Person], Awaitable[None]]
) -> None:
    await said(stood_at, MARKED)(visitor)
    await visitor.box.fill("zebrawood again")
    token = await visitor.token()
    await end(visitor)
    await shows_the_start_alone(visitor)
    assert visitor.over(token)


async def test_what_could_not_be_erased_is_erased_while_the_next_person_stands_there(visitor: Person) -> None:
    await said(stood_at, MARKED)(visitor)
    token = await visitor.token()
    await visitor.loses(LEFT)
    await finish(visitor)
    await shows_the_start_alone(visitor)
    await visitor.page.unroute(LEFT)
    async with visitor.page.expect_response(LEFT):
        await passes(visitor, 2000)
    assert visitor.over(token)


async def test_a_touch_puts_it_off_twelve_times_and_more(visitor: Person) -> None:
    await said(stood_at, MARKED)(visitor)
    for _ in range(12):
        await passes(visitor, MINUTE + WARNED - 2000)
        await visitor.page.get_by_role("button", name="I am still here").tap()
        await expect(visitor.page.get_by_role("alertdialog")).to_be_hidden()
    await expect(visitor.log).to_contain_text("Inclusion")


async def test_it_warns_after_a_minute_and_counts_twenty_seconds(visitor: Person) -> None:
    await said(stood_at, MARKED)(visitor)
    await passes(visitor, MINUTE - 2000)
    await expect(visitor.page.get_by_role("alertdialog")).to_be_hidden()
    await passes(visitor, 3000)
    await expect(visitor.page.get_by_role("alertdialog", name="Are you still there?")).to_be_visible()
    await expect(visitor.button("I am still here")).to_be_focused()
    await passes(visitor, WARNED - 3000)
    await expect(visitor.log).to_contain_text("Inclusion")


async def test_a_key_puts_it_off_as_a_touch_does(visitor: Person) -> None:
    await warned(visitor)
    await visitor.page.keyboard.press("Enter")
    await passes(visitor, WARNED + 1000)
    await expect(visitor.log).to_contain_text("Inclusion")


async def test_undoing_brings_nothing_back(visitor: Person) -> None:
    await kiosk(visitor)
    await visitor.box.tap()
    await visitor.page.keyboard.type("zebrawood")
    await finish(visitor)
    await visitor.box.tap()
    await visitor.page.keyboard.press("Control+z")
    await expect(visitor.box).to_have_value("")


async def test_the_next_person_begins_with_the_usual_size_and_colours(visitor: Person) -> None:
    await kiosk(visitor)
    for name in ("Bigger text", "Stronger colours"):
        await visitor.button(name).tap()
    await finish(visitor)
    look = "[document.documentElement.dataset.size, document.documentElement.className]"
    assert await visitor.page.evaluate(look) == ["", ""]


async def test_after_an_emergency_the_bare_card_stays_a_quarter_of_an_hour(visitor: Person) -> None:
    await bare_card(visitor)
    card = visitor.page.get_by_role("main", name=BARE_CARD)
    await expect(card).to_be_visible()
    assert DANGER not in await visitor.page.evaluate(SHOWN)
    await passes(visitor, 14 * MINUTE)
    await expect(card).to_be_visible()
    await passes(visitor, MINUTE)
    await shows_the_start_alone(visitor)


async def test_a_touch_ends_the_bare_card(visitor: Person) -> None:
    await bare_card(visitor)
    await visitor.page.get_by_role("heading", name=BARE_CARD).tap()
    await shows_the_start_alone(visitor)


async def test_the_card_stays_also_where_the_emergency_was_not_the_last_thing_said(visitor: Person) -> None:
    await said(stood_at, DANGER, DRUGS)(visitor)
    await passes(visitor, MINUTE + WARNED)
    await expect(visitor.page.get_by_role("main", name=BARE_CARD)).to_be_visible()


async def test_a_reply_that_comes_too_late_is_not_shown_to_the_next_person(visitor: Person) -> None:
    await kiosk(visitor)
    go_on = await visitor.holds("**/webhooks/web/message")
    await visitor.box.fill(MARKED)
    await visitor.page.get_by_role("button", name="Send").first.tap()
    await finish(visitor)
    go_on.set()
    await visitor.says("hello")
    await expect(visitor.log).to_contain_text("Hello.")
    assert "zebrawood" not in await visitor.page.content()
    assert [MARKED in (row.post_data or "") for row in visitor.requests].count(True) == 1


@pytest.mark.parametrize("how", ["touch", "mouse"])
async def test_taking_the_warning_away_presses_nothing_that_lies_below(visitor: Person, how: str) -> None:
    await said(stood_at, MARKED)(visitor)
    await visitor.box.fill("half a sentence")
    await passes(visitor, MINUTE)
    under = await visitor.page.get_by_role("button", name="I'm finished", include_hidden=True).bounding_box()
    assert under
    press = visitor.page.touchscreen.tap if how == "touch" else visitor.page.mouse.click
    await press(under["x"] + 5, under["y"] + 5)
    await expect(visitor.page.get_by_role("alertdialog")).to_be_hidden()
    await expect(visitor.box).to_have_value("half a sentence")
    await expect(visitor.log).to_contain_text("Inclusion")


async def wheel(person: Person) -> None:
    await person.page.mouse.wheel(0, 50)


async def other_button(person: Person) -> None:
    await person.page.mouse.click(20, 20, button="right")


async def key_on_the_page(person: Person) -> None:
    await person.page.evaluate("document.activeElement.blur()")
    await person.page.keyboard.press("x")


@pytest.mark.parametrize("sign", [wheel, other_button, key_on_the_page], ids=lambda sign: sign.__name__)
async def test_any_sign_of_a_person_takes_the_warning_away(
    visitor: Person, sign: Callable[[Person], Awaitable[None]]
) -> None:
    await said(stood_at, MARKED)(visitor)
    await visitor.box.focus()
    await passes(visitor, MINUTE)
    await expect(visitor.page.get_by_role("alertdialog")).to_be_visible()
    await sign(visitor)
    await expect(visitor.page.get_by_role("alertdialog")).to_be_hidden()
    await passes(visitor, WARNED + 1000)
    await expect(visitor.log).to_contain_text("Inclusion")
    await expect(visitor.box).to_have_value("")


@pytest.mark.parametrize("sign", ["Shift", "a"])
async def test_a_key_ends_the_bare_card_and_nothing_covers_the_start_later(visitor: Person, sign: str) -> None:
    await bare_card(visitor)
    await visitor.page.keyboard.press(sign)
    await shows_the_start_alone(visitor)
    await passes(visitor, MINUTE + WARNED + 1000)
    await expect(visitor.page.get_by_role("main")).to_have_count(1)


async def test_a_sheet_that_was_asked_for_never_opens_before_the_next_person(visitor: Person) -> None:
    await kiosk(visitor)
    go_on = await visitor.holds("**/privacy")
    await visitor.button("What is held").tap()
    await finish(visitor)
    go_on.set()
    await visitor.says("hello")
    await expect(visitor.page.get_by_role("dialog")).to_have_count(0)
