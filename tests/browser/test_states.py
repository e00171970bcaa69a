"""Every state can be reached, reads well for a program that looks for barriers, and fits on every screen."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import Newcomer
from tests.browser.kiosk import KIOSK
from tests.browser.states import STATES, State

pytestmark = pytest.mark.asyncio(loop_scope="session")

TOO_WIDE = """() => {
  const panel = document.querySelector("signpost-chat")?.shadowRoot?.querySelector(".panel[open]");
  return [document.scrollingElement, ...(panel ? [panel] : [])].some((box) => box.scrollWidth > box.clientWidth);
}"""

every_state = pytest.mark.parametrize("state", [*STATES, *KIOSK], ids=lambda state: state.name)


@every_state
async def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(newcomer: Newcomer, state: State) -> None:
    person = await newcomer()
    if not state.script:
        # axe is a script itself.
        await person.loses("**/page.js*")
    await state.reach(person)
    if state.seen:
        await expect(person.page.get_by_text(state.seen).first).to_be_visible()
    found = {}
    for variant in state.variants:
        await variant.shown(person.page)
        wide = ["too wide"] if await person.page.evaluate(TOO_WIDE) else []
        found[variant.name] = await violations(person.page) + wide
    assert found == {variant.name: [] for variant in state.variants}
