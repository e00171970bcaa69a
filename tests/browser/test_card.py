"""Whom to contact first is a card: who it is, each way to reach them, when they are there, and how sure that is."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Newcomer
from tests.browser.kiosk import kiosk
from tests.browser.person import Person
from tests.browser.states import DANGER, DRUGS, Do, page, panel, pressed, said

pytestmark = pytest.mark.asyncio(loop_scope="session")

# One whose card has all: to call, to text and on the web, its hours and what it costs.
FRANK = "what is frank"
WAYS = """(card) => [...card.querySelectorAll(".way")].map((one) => {
  const { height } = one.getBoundingClientRect();
  return [one.innerText, one.getAttribute("href"), Math.round(height), Number(getComputedStyle(one).fontWeight)];
})"""
CLEAR = "rgba(0, 0, 0, 0)"
TARGET = 44

everywhere = pytest.mark.parametrize("begin", [page, panel, kiosk], ids=["page", "widget", "kiosk"])


async def has_all(person: Person, *, opens: bool) -> None:
    card = person.page.locator(".service:visible").first
    await expect(card.locator(".name")).to_have_text("FRANK")
    await expect(card.locator(".name")).to_have_css("font-weight", "700")
    ways = await card.evaluate(WAYS)
    assert [words for words, *_ in ways] == ["Call 0300 123 6600", "Text 82111", "Go to www.talktofrank.com"]
    leads = ["tel:03001236600", "sms:82111", "https://www.talktofrank.com"]
    assert [href for _, href, *_ in ways] == (leads if opens else [None] * 3)
    assert [way for way in ways if way[2] < (TARGET if opens else 24) or way[3] < 700] == []
    await expect(card.locator(".facts")).to_contain_text("Open 24 hours a day")


@pytest.mark.parametrize("begin", [page, panel], ids=["page", "widget"])
async def test_a_card_has_a_bold_name_each_way_large_and_the_hours(person: Person, begin: Do) -> None:
    await said(begin, FRANK)(person)
    await has_all(person, opens=True)


async def test_so_it_has_without_a_script(newcomer: Newcomer) -> None:
    plain = await newcomer()
    # Measuring takes a script of ours.
    await plain.loses("**/page.js*")
    await said(page, FRANK)(plain)
    await has_all(plain, opens=True)


async def test_so_it_has_at_the_kiosk_where_nothing_opens(visitor: Person) -> None:
    await said(kiosk, FRANK)(visitor)
    await has_all(visitor, opens=False)


@everywhere
async def test_a_number_that_nobody_could_confirm_says_so_on_its_card(person: Person, begin: Do) -> None:
    await said(begin, DRUGS)(person)
    facts = person.page.locator(".service:visible .facts").first
    await expect(facts).to_contain_text("We could not confirm this number or address. If wrong: FRANK, 0300 123 6600.")


@everywhere
async def test_a_card_says_what_a_call_costs(person: Person, begin: Do) -> None:
    await pressed(begin, "Report something")(person)
    card = person.page.locator(".service:visible").first
    await expect(card.locator(".name")).to_have_text("Crimestoppers")
    await expect(card.locator(".facts")).to_contain_text("Free to call.")


async def test_call_999_looks_like_no_button_where_nothing_calls(visitor: Person) -> None:
    await said(kiosk, DANGER)(visitor)
    call = visitor.page.locator(".card .call")
    await expect(call).to_have_text("Call 999.")
    await expect(call).to_have_css("background-color", CLEAR)
    await expect(call).to_have_css("border-top-width", "0px")


@everywhere
async def test_an_emergency_says_how_people_without_a_voice_reach_999(person: Person, begin: Do) -> None:
    await said(begin, DANGER)(person)
    for words in ("Relay UK: 18000", "the 999 BSL app"):
        await expect(person.page.locator(".card").get_by_text(words).locator("visible=true").first).to_be_visible()


@everywhere
async def test_nobody_is_asked_whether_it_helped(person: Person, begin: Do) -> None:
    """An answer to that would have to be stored."""
    await said(begin, DRUGS, FRANK)(person)
    words = await person.page.evaluate(
        "(document.querySelector('signpost-chat')?.shadowRoot ?? document.body).textContent"
    )
    assert "Inclusion" in words
    assert not [asked for asked in ("helpful", "useful", "feedback", "rate this") if asked in words.lower()]
