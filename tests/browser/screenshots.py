"""`python -m tests.browser.screenshots [FOLDER] [WORD]`: a picture of every state, for people to look at.

Of each state there is one for each screen and each kind of colours; WORD picks the states whose name has it.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, expect

from bot.settings import ROOT, Settings
from tests.browser.chromium import CHROMIUM, chromium
from tests.browser.hub import Hub, hub
from tests.browser.kiosk import KIOSK
from tests.browser.person import Person
from tests.browser.states import STATES, State
from tests.browser.variants import Variant

FOLDER = ROOT / ".build" / "screenshots"


async def picture(browser: Browser, town: Hub, state: State, variant: Variant, folder: Path) -> None:
    """One state on one screen."""
    context = await browser.new_context(**variant.context, java_script_enabled=state.script)
    try:
        person = Person(await context.new_page(), town)
        await state.reach(person)
        if state.seen:
            await expect(person.page.get_by_text(state.seen).first).to_be_visible()
        await person.page.screenshot(path=folder / f"{state.name}.{variant.name}.png")
        await person.page.unroute_all(behavior="ignoreErrors")
    finally:
        await context.close()


async def pictures(town: Hub, folder: Path, states: list[State]) -> list[str]:
    """All of them; gives back what could not be reached."""
    failed = []
    async with chromium() as browser:
        for state in states:
            for variant in state.variants:
                try:
                    await picture(browser, town, state, variant, folder)
                except AssertionError:
                    failed.append(f"{state.name} on {variant.name} was not reached")
    return failed


def main(folder: Path = FOLDER, word: str = "") -> int:
    """The exit status."""
    if not CHROMIUM.exists():
        sys.exit(f"{CHROMIUM} is missing: apt install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    states = [state for state in (*STATES, *KIOSK) if word in state.name]
    with tempfile.TemporaryDirectory() as home, hub(Path(home), Settings.read().models) as town:
        failed = asyncio.run(pictures(town, folder, states))
    taken = sum(len(state.variants) for state in states) - len(failed)
    sys.stdout.write("\n".join([*failed, f"{taken} pictures are in {folder}\n"]))
    return 1 if failed else 0


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(*[Path(given[0])] if given else [], *given[1:2]))
