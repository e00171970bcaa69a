"""While the server cannot be reached: how often it is tried, what is said, and what happens to changed words."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import expect

from bot.engine import last_resort
from tests.browser.person import BEGUN, MESSAGE, Person
from tests.browser.states import DANGER, DOWN, DRUGS, START, Do, page, panel

pytestmark = pytest.mark.asyncio(loop_scope="session")

everywhere = pytest.mark.parametrize("begin", [page, panel], ids=["page", "widget"])
SETTLED = "fetch('/healthz').then(() => 0, () => 0)"


async def cut_off(person: Person, begin: Do, words: str) -> None:
    await person.page.clock.install()
    await begin(person)
    await person.says("hello")
    await person.page.context.set_offline(True)
    await person.says(words)
    await expect(person.notice).to_contain_text(DOWN)


async def seconds_pass(person: Person, seconds: int) -> None:
    for _ in range(seconds):
        await person.page.clock.run_for(1000)
        await person.page.evaluate(SETTLED)


async def test_it_is_tried_ever_less_often(person: Person) -> None:
    await cut_off(person, page, DRUGS)
    await seconds_pass(person, 61)
    # What was answered, what was not, and that again after 2, 4, 8, 16 and 30 seconds.
    assert len(person.sent("message")) == 2 + 5


@everywhere
async def test_changed_words_are_kept_and_it_is_said_only_when_it_is_true(person: Person, begin: Do) -> None:
    await cut_off(person, begin, DRUGS)
    await person.box.fill("something else")
    await seconds_pass(person, 7)
    await expect(person.notice).to_contain_text(DOWN)
    await person.page.context.set_offline(False)
    await expect(person.notice).to_have_text("I can answer again. Press Send.")
    await expect(person.box).to_have_value("something else")


async def test_unchanged_words_go_out_by_themselves(person: Person) -> None:
    await cut_off(person, page, DRUGS)
    await person.page.context.set_offline(False)
    await expect(person.log).to_contain_text("Inclusion")
    await expect(person.box).to_have_value("")


async def test_a_button_that_could_not_be_sent_claims_no_words_in_the_box(person: Person) -> None:
    await page(person)
    await person.page.context.set_offline(True)
    await person.presses(START)
    await expect(person.notice).to_contain_text(DOWN)
    await expect(person.notice).not_to_contain_text("in the box")


async def test_somebody_may_write_on_while_it_is_tried_again(person: Person) -> None:
    await cut_off(person, page, DRUGS)
    await person.page.context.set_offline(False)
    go_on = await person.holds(MESSAGE)
    await person.page.evaluate("window.dispatchEvent(new Event('online'))")
    await expect(person.box).to_be_editable()
    await person.box.fill("my mate wont wake up")
    go_on.set()
    await expect(person.log).to_contain_text("Inclusion")
    await expect(person.box).to_have_value("my mate wont wake up")


async def tried_again(person: Person) -> asyncio.Event:
    """In the background, until the event lets the answer come; nothing else is tried meanwhile."""
    await cut_off(person, page, DRUGS)
    go_on = await person.holds(MESSAGE)
    async with person.page.expect_request(MESSAGE):
        await person.page.context.set_offline(False)
    return go_on


@pytest.mark.parametrize("name", ["Send", "Try again"])
async def test_what_is_being_tried_again_is_not_sent_a_second_time(person: Person, name: str) -> None:
    go_on = await tried_again(person)
    before = person.sent("message")
    await person.button(name).click()
    go_on.set()
    await expect(person.log).to_contain_text("Inclusion")
    await expect(person.page.locator(".busy")).to_have_count(0)
    await expect(person.replies).to_have_count(2)
    assert person.sent("message") == before


async def test_other_words_take_the_place_of_those_that_are_being_tried_again(person: Person) -> None:
    go_on = await tried_again(person)
    await person.box.fill(DANGER)
    await person.button("Send").click()
    await expect(person.page.locator(".busy")).to_be_visible()
    go_on.set()
    await expect(person.page.locator(".card")).to_contain_text("Call 999 now")
    await expect(person.box).to_have_value("")
    await expect(person.replies).to_have_count(2)


async def test_a_conversation_is_begun_once_however_soon_somebody_sends(person: Person) -> None:
    go_on = await person.holds(BEGUN)
    await page(person)
    await person.box.fill(DRUGS)
    await person.button("Send").click()
    await expect(person.page.locator(".busy")).to_be_visible()
    go_on.set()
    await expect(person.log).to_contain_text("Inclusion")
    assert len(person.sent("start")) == 1


async def test_the_notice_says_that_the_words_are_in_the_box_from_when_they_are_sent(person: Person) -> None:
    await person.loses("**/webhooks/**")
    await page(person)
    await expect(person.notice).to_contain_text(DOWN)
    await expect(person.notice).not_to_contain_text("in the box")
    await person.says(DRUGS)
    await expect(person.notice).to_contain_text("Your words are still in the box.")


async def test_words_are_not_spent_on_a_server_that_is_not_ready_yet(person: Person) -> None:
    card = last_resort.load(person.hub.server.output.parent / "directory.sqlite").messages("", emergency=False)
    await page(person)
    await person.page.context.set_offline(True)
    await person.says(DRUGS)
    await person.page.route(MESSAGE, lambda route: route.fulfill(json=card), times=1)
    async with person.page.expect_response(MESSAGE):
        await person.page.context.set_offline(False)
    await expect(person.box).to_have_value(DRUGS)
    await expect(person.log).to_contain_text("Inclusion")
    await expect(person.replies).to_have_count(1)


@everywhere
async def test_what_was_under_way_when_the_chat_was_cleared_goes_nowhere(person: Person, begin: Do) -> None:
    await begin(person)
    await person.says("hello")
    go_on = await person.holds(MESSAGE)
    await person.box.fill(DRUGS)
    await person.button("Send").click()
    await person.clears()
    go_on.set()
    await person.says("thanks")
    await expect(person.replies).to_have_count(1)
    await expect(person.log).not_to_contain_text("Inclusion")
    assert [DRUGS in (row.post_data or "") for row in person.requests].count(True) == 1
