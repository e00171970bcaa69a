"""What to do in an emergency is one numbered list with even gaps, however somebody came to it."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Newcomer
from tests.browser.kiosk import SCREENS, kiosk
from tests.browser.states import DANGER, Do, easily, page, panel, pressed, said
from tests.browser.variants import PHONE, Variant

pytestmark = pytest.mark.asyncio(loop_scope="session")

BUTTON = "Someone is in danger now"
# How far what is said stands below what is said before it.
GAPS = """(card) => {
  const seen = (row) => row.getClientRects().length > 0;
  const whole = card.querySelectorAll(".steps > li, .bubble > :not(.steps, .coded > *), .coded .line, .places > p");
  const rows = [...whole].filter(seen).map((row) => row.getBoundingClientRect());
  return rows.slice(1).map(({ top }, index) => Math.round(top - rows[index].bottom));
}"""
EVERYWHERE = {
    "page": (page, True, Variant("phone", PHONE)),
    "without-script": (page, False, Variant("phone", PHONE)),
    "widget": (panel, True, Variant("phone", PHONE)),
    "kiosk": (kiosk, True, SCREENS[0]),
}
WAYS = {"pressed": lambda begin: pressed(begin, BUTTON), "typed": lambda begin: said(begin, DANGER)}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("where", EVERYWHERE)
async def test_the_steps_are_numbered_and_the_gaps_are_even(newcomer: Newcomer, where: str, way: str) -> None:
    begin, script, screen = EVERYWHERE[where]
    person = await newcomer(java_script_enabled=script, **screen.context)
    await WAYS[way](begin)(person)
    card = person.page.locator(".card")
    await expect(card.locator("ol.steps:visible")).to_have_count(1)
    await expect(card.locator("ol.steps:visible > li").first).to_contain_text("Call 999 now")
    await expect(card.locator("ol.steps:visible > li").last).to_contain_text("Do what they say.")
    if script:
        gaps = await card.evaluate(GAPS)
        assert len(gaps) > 2
        assert len(set(gaps)) == 1


@pytest.mark.parametrize("begin", [page, kiosk], ids=["page", "kiosk"])
@pytest.mark.parametrize("way", WAYS)
async def test_they_are_so_in_easy_read(newcomer: Newcomer, begin: Do, way: str) -> None:
    person = await newcomer()
    await easily(WAYS[way](begin))(person)
    steps = person.page.locator(".card ol.steps:visible")
    await expect(steps).to_have_count(1)
    await expect(steps.locator("> li").last).to_contain_text("Say what you see.")
