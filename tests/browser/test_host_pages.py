"""The widget in pages like those of real councils: a header, another language and direction, fixed bars, shortcuts."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.browser.axe import violations
from tests.browser.person import Person
from tests.browser.states import DRUGS
from tests.browser.variants import VARIANTS

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAGES = ("/header", "/rtl", "/strict", "/shortcuts", "/fixed")
OPEN = ".launcher .open"
BACKGROUND = "(element) => getComputedStyle(element).backgroundColor"
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(16, 25, 29)"


async def opens(person: Person, path: str) -> None:
    await person.comes_by_the_council(path)
    await person.page.locator(OPEN).click()


@pytest.mark.parametrize("path", PAGES)
async def test_axe_finds_nothing_in_them_closed_open_and_answered(person: Person, path: str) -> None:
    found = {}
    await person.comes_by_the_council(path)
    await expect(person.page.locator(OPEN)).to_be_visible()
    found["closed"] = await violations(person.page)
    await person.page.locator(OPEN).click()
    found["open"] = await violations(person.page)
    await person.says(DRUGS)
    await expect(person.replies).to_have_count(1)
    found["answered"] = await violations(person.page)
    assert found == {"closed": [], "open": [], "answered": []}


@pytest.mark.parametrize("path", ["/header", "/rtl"])
async def test_it_says_its_own_language_and_direction(person: Person, path: str) -> None:
    await opens(person, path)
    for part in (".launcher", ".panel"):
        await expect(person.page.locator(part)).to_have_attribute("lang", "en-GB")
        await expect(person.page.locator(part)).to_have_css("direction", "ltr")


async def test_no_shortcut_of_the_page_hears_what_is_typed(person: Person) -> None:
    await opens(person, "/shortcuts")
    await person.box.press_sequentially("she is sick")
    await person.page.keyboard.press("Enter")
    await expect(person.replies).to_have_count(1)
    await expect(person.page.locator("#heard")).to_have_text("")
    await person.page.keyboard.press("Escape")
    await expect(person.page.locator(".panel")).to_be_hidden()


@pytest.mark.parametrize(
    ("page_scheme", "scheme", "system", "seen"),
    [
        ("", "", "dark", LIGHT),
        ("light dark", "", "dark", DARK),
        ("light dark", "", "light", LIGHT),
        ("", "dark", "light", DARK),
        ("light dark", "light", "dark", LIGHT),
        ("", "auto", "dark", DARK),
    ],
)
async def test_it_is_as_light_or_dark_as_the_page_unless_the_page_says_otherwise(
    person: Person, page_scheme: str, scheme: str, system: str, seen: str
) -> None:
    await person.page.emulate_media(color_scheme=system)  # type: ignore[arg-type]
    await person.page.add_init_script(f"""addEventListener("DOMContentLoaded", () => {{
      document.documentElement.style.colorScheme = "{page_scheme}";
      if ("{scheme}") document.querySelector("signpost-chat").setAttribute("scheme", "{scheme}");
    }})""")
    await opens(person, "/header")
    assert await person.page.locator(".panel").evaluate(BACKGROUND) == seen


LIFTED = re.compile("margin-bottom: [1-9]")
SEEN_AT = """(button) => {
  const { x, y, width, height } = button.getBoundingClientRect();
  return document.elementFromPoint(x + width / 2, y + height / 2) === button;
}"""


@pytest.mark.parametrize("size", [(390, 844), (320, 640), (1280, 800)], ids=["phone", "small-phone", "desk"])
async def test_the_closed_chat_stands_above_the_bar_of_a_page_and_goes_down_when_that_goes(
    person: Person, size: tuple[int, int]
) -> None:
    page = person.page
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    await person.comes_by_the_council("/fixed")
    bar, launcher = page.get_by_role("region", name="Cookies"), page.locator(".launcher")
    await expect(launcher).to_have_attribute("style", LIFTED)
    stood, shown, title = await bar.bounding_box(), await launcher.bounding_box(), page.get_by_role("heading").first
    headline = await title.bounding_box()
    assert stood
    assert shown
    assert headline
    assert headline["y"] + headline["height"] < shown["y"]
    assert shown["y"] + shown["height"] <= stood["y"]
    hide = page.get_by_role("button", name="Hide")
    assert await hide.evaluate(SEEN_AT)
    await bar.evaluate("(bar) => bar.remove()")
    await expect(launcher).not_to_have_attribute("style", LIFTED)
    down = await launcher.bounding_box()
    assert down
    assert size[1] - 20 < down["y"] + down["height"] < size[1]


# Beside the middle of the foot, or above it: places where a notice covers some of the closed chat.
BARS = {
    "left-end": "bottom: 0; left: 0; width: 60vw; height: 50px",
    "right-end": "bottom: 0; right: 0; width: 56px; height: 56px",
    "above-the-foot": "bottom: 30px; left: 4px; right: 4px; height: 60px",
}
PUT = """(style) => {
  const bar = document.createElement("div");
  bar.id = "bar";
  bar.style.cssText = `position: fixed; background: #222; ${style}`;
  document.body.append(bar);
}"""


@pytest.mark.parametrize("bar", BARS)
async def test_a_bar_that_comes_later_beside_the_middle_lies_below_the_closed_chat_too(
    person: Person, bar: str
) -> None:
    page = person.page
    await page.set_viewport_size({"width": 390, "height": 844})
    await person.comes_by_the_council("/header")
    launcher = page.locator(".launcher")
    await expect(launcher).to_have_attribute("style", re.compile("margin-bottom: 0"))
    await page.evaluate(PUT, BARS[bar])
    await expect(launcher).to_have_attribute("style", LIFTED)
    stood, shown = await page.locator("#bar").bounding_box(), await launcher.bounding_box()
    assert stood
    assert shown
    assert shown["y"] + shown["height"] <= stood["y"]
    await page.locator("#bar").evaluate("(bar) => (bar.hidden = true, bar.style.display = 'none')")
    await expect(launcher).not_to_have_attribute("style", LIFTED)


async def test_what_stands_beside_the_closed_chat_lets_it_be(person: Person) -> None:
    page = person.page
    await page.set_viewport_size({"width": 1280, "height": 800})
    await person.comes_by_the_council("/header")
    await page.evaluate(PUT, "bottom: 0; left: 0; width: 40vw; height: 90px")
    await page.evaluate(PUT, "bottom: 0; right: 0; width: 56px; height: 56px")
    await expect(page.locator(".launcher")).to_have_attribute("style", "margin-bottom: 56px;")


async def test_the_closed_chat_stands_above_the_bar_again_when_it_was_open(person: Person) -> None:
    await opens(person, "/fixed")
    await person.page.keyboard.press("Escape")
    await expect(person.page.locator(".panel")).to_be_hidden()
    await expect(person.page.locator(".launcher")).to_have_attribute("style", LIFTED)


async def test_nothing_is_done_again_and_again_while_the_page_around_stays_as_it_is(person: Person) -> None:
    await person.page.add_init_script("setInterval = () => (window.again = true)")
    await person.comes_by_the_council("/fixed")
    await expect(person.page.locator(".launcher")).to_have_attribute("style", LIFTED)
    assert await person.page.evaluate("window.again") is None


@pytest.mark.parametrize("variant", VARIANTS[:2], ids=lambda variant: variant.name)
async def test_the_closed_chat_takes_one_low_row_of_a_phone(person: Person, variant: object) -> None:
    await variant.shown(person.page)  # type: ignore[attr-defined]
    await person.comes_by_the_council("/header")
    box = await person.page.locator(".launcher").bounding_box()
    assert box
    assert box["height"] <= 64
