"""Every state of the kiosk can be reached, has no barrier on any screen, leads nowhere, and ends at the start."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.barriers import barriers
from tests.browser.kiosk import BARE_CARD, KIOSK, MINUTE, SCREENS, WARNED, passes
from tests.browser.person import Person
from tests.browser.states import START, State

pytestmark = pytest.mark.asyncio(loop_scope="session")

LINKS = "[...document.querySelectorAll('a, area, iframe, form[action], [target]')].map((row) => row.outerHTML)"


@pytest.mark.parametrize("state", KIOSK, ids=lambda state: state.name)
async def test_each_state_has_no_barrier_leads_nowhere_and_ends_at_the_start(visitor: Person, state: State) -> None:
    await visitor.page.clock.install()
    await state.reach(visitor)
    await expect(visitor.page.get_by_text(state.seen).first).to_be_visible()
    assert await visitor.page.evaluate(LINKS) == []
    assert await barriers(visitor.page, state.variants, pressable=False) == {}
    assert {request.url.split("/")[2] for request in visitor.requests} == {visitor.hub.url.split("/")[2]}
    assert await visitor.kept() == {"cookies": [], "storage": []}
    if "bare-card" not in state.name:
        await SCREENS[0].shown(visitor.page)
        await comes_to_its_start(visitor)


async def comes_to_its_start(visitor: Person) -> None:
    """Where nobody is there any more."""
    await visitor.page.context.set_offline(False)
    await visitor.page.mouse.move(1, 1)
    await passes(visitor, MINUTE + WARNED + 1000)
    await expect(visitor.page.get_by_role("dialog")).to_have_count(0)
    await expect(visitor.page.get_by_text(BARE_CARD).or_(visitor.button(START)).first).to_be_visible()
