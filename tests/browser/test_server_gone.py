"""The server is killed and comes back in the middle of a conversation."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Newcomer
from tests.browser.hub import Hub, hub
from tests.browser.states import DANGER, DRUGS, page, panel
from tests.waiting import PATIENCE

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def mortal(model: Path, tmp_path: Path) -> Iterator[Hub]:
    """A hub whose server the test may kill."""
    with hub(tmp_path, model) as running:
        yield running


async def test_it_is_said_nothing_typed_is_lost_and_it_goes_on_by_itself(
    newcomer: Newcomer, mortal: Hub, model: Path
) -> None:
    people = [await newcomer(mortal), await newcomer(mortal)]
    await asyncio.gather(page(people[0]), panel(people[1]))
    for each in people:
        await each.says("hello")
    mortal.server.stop(signal.SIGKILL)
    for each in people:
        await each.says(DRUGS)
        await expect(each.notice).to_contain_text("These numbers work without me.")
        await expect(each.notice.get_by_role("link", name="999")).to_be_visible()
        await expect(each.box).to_have_value(DRUGS)
    mortal.restart(model)
    for each in people:
        # The server has to load its model first, and the page tries again ever less often.
        await expect(each.replies).to_have_count(2, timeout=1000 * PATIENCE)
        await expect(each.log).to_contain_text("I have lost what we said before.")
        await expect(each.replies.last).to_contain_text("Inclusion")
        await each.says(DANGER)
        await expect(each.page.locator(".card").last).to_contain_text("Call 999 now")
