"""Every state of the pages and the widget can be reached, has no barrier on any screen, and is left at once."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.barriers import barriers
from tests.browser.conftest import Newcomer
from tests.browser.states import COVERED, PAGE, STATES, WIDGET, State, press_leave
from tests.browser.variants import VARIANTS

pytestmark = pytest.mark.asyncio(loop_scope="session")

LEAVABLE = [state for state in (*PAGE, *WIDGET) if not state.name.endswith(("-exit", "-closed", "-too-fast"))]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
async def test_each_state_has_no_barrier_and_can_be_left(newcomer: Newcomer, state: State) -> None:
    person = await newcomer()
    if not state.script:
        # axe is a script itself.
        await person.loses("**/page.js*")
    await state.reach(person)
    if state.seen:
        await expect(person.page.get_by_text(state.seen).first).to_be_visible()
    if state in LEAVABLE:
        await expect(person.page.locator(".leave")).to_be_in_viewport(ratio=1)
    pressable = state.script and not state.name.endswith("-exit")
    assert await barriers(person.page, state.variants, pressable=pressable) == {}
    if state in LEAVABLE:
        await VARIANTS[0].shown(person.page)
        await press_leave(person)
        await expect(person.page).to_have_title(COVERED if state.name.endswith("-offline") else "Weather")
