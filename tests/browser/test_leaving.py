"""Leaving at once: by button, link and Shift, with nothing left behind and no way back to it."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.web.settings import OWN_EXIT
from tests.browser.conftest import Newcomer
from tests.browser.person import LEFT, Person
from tests.browser.states import DRUGS, Do, leaving, page, panel, press_leave, press_shift, said
from tests.waiting import until_then

pytestmark = pytest.mark.asyncio(loop_scope="session")

everywhere = pytest.mark.parametrize("begin", [page, panel], ids=["page", "widget"])
by_all_ways = pytest.mark.parametrize("by", [press_leave, press_shift], ids=["button", "shift"])

HEARD = """() => [...document.body.children]
  .filter((one) => !one.inert && !one.matches("signpost-chat, script")).map((one) => one.innerText)"""


async def is_blank(person: Person) -> bool:
    """Whether the screen shows what a page with nothing in it would, and says as little."""
    seen = await person.page.screenshot()
    heard = await person.page.evaluate(HEARD)
    nothing = await person.page.context.new_page()
    return seen == await nothing.screenshot() and heard == []


@everywhere
@by_all_ways
async def test_the_conversation_is_erased_and_back_does_not_bring_it_back(person: Person, begin: Do, by: Do) -> None:
    await begin(person)
    token = await person.token()
    await person.says(DRUGS)
    await by(person)
    await person.page.wait_for_url(person.hub.hosts.weather)
    assert person.over(token)
    await person.page.go_back()
    assert "heroin" not in await person.page.content()
    assert person.page.url == "about:blank"


@everywhere
async def test_the_first_thing_that_tab_reaches_leaves(person: Person, begin: Do) -> None:
    await said(begin, "hello")(person)
    first = person.page.locator(".first")
    await expect(first).to_have_accessible_name("Leave this page")
    await first.focus()
    await expect(first).to_be_in_viewport(ratio=1)
    await person.page.keyboard.press("Enter")
    await expect(person.page).to_have_title("Weather")


@everywhere
async def test_nothing_is_seen_from_the_moment_it_is_pressed(person: Person, begin: Do) -> None:
    await leaving(said(begin, DRUGS), by=press_leave)(person)
    assert await is_blank(person)
    await expect(person.replies).to_have_count(0)


@everywhere
async def test_a_plain_page_of_ours_stands_in_where_the_neutral_one_cannot_be_reached(
    person: Person, begin: Do
) -> None:
    await begin(person)
    await person.loses(person.hub.hosts.weather)
    await press_leave(person)
    await expect(person.page).to_have_title("Calendar")


async def test_the_page_stays_covered_where_no_page_can_be_reached(person: Person) -> None:
    await said(page, DRUGS)(person)
    failed: list[str] = []
    person.page.on("requestfailed", lambda request: failed.append(request.url))
    await person.page.context.set_offline(True)
    await press_leave(person)
    # Looked for where the neutral one is not reached, and once more where the page is still there after a while.
    await until_then(lambda: sum(url.endswith(OWN_EXIT) for url in failed) == 2)
    assert await is_blank(person)


@pytest.mark.parametrize(
    "keys", [["Shift", "Shift"], ["Shift", "a", "Shift", "Shift"], ["Shift+A", "Shift+B", "Shift+C", "Shift+D"]]
)
async def test_writing_with_shift_does_not_leave(person: Person, keys: list[str]) -> None:
    await page(person)
    await person.box.focus()
    for key in keys:
        await person.page.keyboard.press(key)
    await person.says("hello")
    await expect(person.replies).to_have_count(1)


async def turn_the_wheel(person: Person) -> None:
    await person.page.mouse.wheel(0, 40)


async def click(person: Person) -> None:
    await person.page.get_by_role("heading", level=1).click()


async def tap(person: Person) -> None:
    await person.page.get_by_role("heading", level=1).tap()


@pytest.mark.parametrize("held", [1, 3], ids=["held", "held-and-repeating"])
@pytest.mark.parametrize("meanwhile", [turn_the_wheel, click, tap], ids=lambda deed: deed.__name__)
async def test_holding_shift_for_something_else_does_not_leave(newcomer: Newcomer, meanwhile: Do, held: int) -> None:
    person = await newcomer(has_touch=True)
    await page(person)
    for _ in range(4):
        await person.page.keyboard.down("Shift")
        await meanwhile(person)
        for _ in range(held - 1):
            await person.page.keyboard.down("Shift")
        await person.page.keyboard.up("Shift")
    await person.says("hello")
    await expect(person.replies).to_have_count(1)


async def test_each_press_of_shift_is_announced(person: Person) -> None:
    await page(person)
    for times in ("2 more times", "1 more time"):
        await person.shifts(1)
        await expect(person.page.get_by_role("status").filter(has_text=times)).to_be_visible()


@pytest.mark.parametrize("begin", [page, panel], ids=["page", "widget"])
async def test_each_press_is_seen_however_far_somebody_has_read(person: Person, begin: Do) -> None:
    await said(begin, DRUGS, "what is frank")(person)
    await person.page.locator(".foot").scroll_into_view_if_needed()
    await person.box.focus()
    await person.shifts(1)
    await expect(person.page.locator(".shift")).to_have_text("Press Shift 2 more times to leave this page.")
    await expect(person.page.locator(".shift")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("script", [True, False])
async def test_it_says_beside_the_chat_what_leaving_does_and_what_stays(newcomer: Newcomer, script: bool) -> None:
    person = await newcomer(java_script_enabled=script)
    await page(person)
    await expect(person.page.locator(".leaving")).to_contain_text("Your browser still shows that you were here.")
    await expect(person.page.get_by_text("Pressing Shift three times")).to_be_visible(visible=script)


async def test_shift_does_nothing_where_the_chat_was_never_used(person: Person) -> None:
    await person.comes_by_the_council()
    await person.shifts(4)
    await expect(person.page).to_have_title("Community safety - Havering-on-Sea council")


async def test_clearing_erases_and_stays(person: Person) -> None:
    await page(person)
    token = await person.token()
    await person.says(DRUGS)
    await person.clears()
    await expect(person.log).to_contain_text("This chat is cleared.")
    assert person.over(token)
    await person.says("hello")
    await expect(person.replies).to_have_count(1)


@everywhere
async def test_clearing_says_that_all_is_gone_only_when_the_server_has_erased_it(person: Person, begin: Do) -> None:
    await said(begin, DRUGS)(person)
    token = await person.token()
    await person.loses(LEFT)
    await person.clears()
    await expect(person.log).to_contain_text("Your words are gone from this page.")
    await expect(person.log).not_to_contain_text("Nothing of it is left here.")
    await person.page.unroute(LEFT)
    await expect(person.log).to_contain_text("Nothing of it is left here.")
    await expect(person.log).not_to_contain_text("within half an hour")
    assert person.over(token)


async def test_what_could_not_be_erased_is_erased_as_soon_as_there_is_a_connection(person: Person) -> None:
    await said(page, DRUGS)(person)
    token = await person.token()
    # On a clock that stands still nothing is tried by itself.
    await person.page.clock.install()
    await person.page.context.set_offline(True)
    await person.clears()
    async with person.page.expect_response(LEFT):
        await person.page.context.set_offline(False)
    assert person.over(token)
