"""The widget in pages of other sites, whatever their style and policy, and the frame in its place."""

from __future__ import annotations

import gzip

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Newcomer
from tests.browser.hub import Hub
from tests.browser.person import OPENER, Person
from tests.browser.states import DRUGS, START, press_leave, press_shift
from tests.rows import each_row

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOOK = """(element) => {
  const { fontSize, color, letterSpacing, textTransform, display } = getComputedStyle(element);
  return { fontSize, color, letterSpacing, textTransform, display };
}"""


def test_the_widget_weighs_at_most_15_kb(town: Hub) -> None:
    assert len(gzip.compress(town.server.call("GET", "/widget.js").body, 9)) <= 15_000


@each_row("part", [".inside > p", ".choices button:last-child", ".bar .leave"])
async def test_no_style_of_the_page_around_shines_through(person: Person, part: str) -> None:
    await person.opens_the_chat()
    look = await person.page.locator(f"dialog {part}").first.evaluate(LOOK)
    assert (look["letterSpacing"], look["textTransform"]) == ("normal", "none")
    assert look["color"] == "rgb(22, 35, 43)"
    assert look["fontSize"] in ("18px", "16.2px")


@pytest.mark.parametrize("path", ["/council", "/moved", "/strict"])
async def test_the_chat_opens_and_answers(person: Person, path: str) -> None:
    await person.comes_by_the_council(path)
    opener = person.page.locator(".open")
    await expect(opener).to_be_in_viewport(ratio=1)
    await opener.click()
    await person.says(DRUGS)
    await expect(person.replies).to_contain_text("Inclusion")
    assert person.complaints == []


async def test_the_colour_of_the_site_is_that_of_the_buttons(person: Person) -> None:
    await person.comes_by_the_council()
    await expect(person.button(OPENER)).to_have_css("background-color", "rgb(255, 215, 0)")
    await expect(person.button(OPENER)).to_have_css("color", "rgb(0, 0, 0)")


async def test_a_page_of_a_site_that_is_not_known_gets_a_link_instead(person: Person) -> None:
    await person.page.goto(f"{person.hub.hosts.foreign}/moved")
    assert await person.page.locator(".open").count() == 0
    await person.page.goto(f"{person.hub.hosts.foreign}/council")
    link = person.page.get_by_role("link", name="Who can help with drugs")
    assert await link.get_attribute("href") == f"{person.hub.url}/"


async def test_closing_gives_the_focus_back_and_keeps_the_conversation(person: Person) -> None:
    await person.opens_the_chat()
    await person.says(DRUGS)
    await person.button("Close").click()
    await expect(person.button(OPENER)).to_be_focused()
    await person.button(OPENER).click()
    await expect(person.replies).to_contain_text("Inclusion")


MOVED = "document.body.prepend(document.querySelector('signpost-chat'))"
MODAL = "(dialog) => dialog.matches(':modal')"


async def test_a_page_that_moves_it_while_it_is_open_closes_it(person: Person) -> None:
    await person.opens_the_chat()
    await person.says(DRUGS)
    await person.page.evaluate(MOVED)
    await expect(person.page.locator(".panel")).to_be_hidden()
    await expect(person.replies).to_have_count(0)
    await person.button(OPENER).click()
    assert await person.page.locator(".panel").evaluate(MODAL)


async def test_nothing_of_the_page_around_takes_the_focus_while_the_chat_is_open(person: Person) -> None:
    await person.opens_the_chat()
    inside = "document.activeElement.tagName"
    for _ in range(25):
        await person.page.keyboard.press("Tab")
        assert await person.page.evaluate(inside) in ("SIGNPOST-CHAT", "BODY")


async def test_the_server_is_not_asked_before_the_chat_is_opened(person: Person) -> None:
    await person.comes_by_the_council()
    await expect(person.button(OPENER)).to_be_visible()
    assert [request.url for request in person.requests][1:] == [f"{person.hub.url}/widget.js"]


async def test_in_a_frame_the_page_answers(person: Person) -> None:
    await person.comes_by_the_council("/framed")
    frame = person.page.frame_locator("iframe")
    await frame.get_by_label("What is going on?").fill(DRUGS)
    await frame.get_by_role("button", name="Send").click()
    await expect(frame.locator(".answer")).to_contain_text("Inclusion")


@pytest.mark.parametrize("script", [True, False])
async def test_leaving_a_frame_leaves_the_page_around_it(newcomer: Newcomer, script: bool) -> None:
    person = await newcomer(java_script_enabled=script)
    await person.comes_by_the_council("/framed")
    await person.page.frame_locator("iframe").locator(".leave").click()
    await expect(person.page).to_have_title("Weather")


async def test_shift_in_a_frame_leaves_the_page_around_it(person: Person) -> None:
    await person.comes_by_the_council("/framed")
    await person.page.frame_locator("iframe").get_by_label("What is going on?").click()
    await press_shift(person)
    await expect(person.page).to_have_title("Weather")


async def test_leaving_a_strict_site_leads_to_the_neutral_page(person: Person) -> None:
    await person.comes_by_the_council("/strict")
    await person.button(OPENER).click()
    await expect(person.button(START)).to_be_visible()
    await press_leave(person)
    await expect(person.page).to_have_title("Weather")
