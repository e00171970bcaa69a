"""One browser and one bot for all; each test has people of its own, in browsers that share nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, expect

from tests.browser.chromium import CHROMIUM, chromium
from tests.browser.hub import Hub, hub
from tests.browser.kiosk import SCREENS
from tests.browser.person import Person
from tests.browser.variants import VARIANTS
from tests.waiting import shows_within

LOOP = pytest.StashKey[asyncio.AbstractEventLoop]()
Newcomer = Callable[..., Awaitable[Person]]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    """Gives the thread the loop back that all tests here share: `asyncio.run` elsewhere takes it away."""
    expect.set_options(timeout=1000 * shows_within())
    asyncio.set_event_loop(item.config.stash[LOOP])


@pytest_asyncio.fixture(loop_scope="session", scope="session", autouse=True)
async def shared_loop(pytestconfig: pytest.Config) -> None:
    """Kept before the first test here, also one that opens no browser."""
    pytestconfig.stash[LOOP] = asyncio.get_running_loop()


@asynccontextmanager
async def opened(program: Path) -> AsyncIterator[Browser]:
    """The browser that this program is, on the loop that all tests here share."""
    if not program.exists():
        pytest.skip(f"{program} is missing: `make test` installs it where apt may be used")
    async with chromium(program) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    """For all but those that need the whole browser, who open one of their own."""
    async with opened(CHROMIUM) as running:
        yield running


@pytest.fixture(scope="session")
def town(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """The hub that tests share; one that stops its server starts its own."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is missing")
    with hub(tmp_path_factory.mktemp("town"), model) as running:
        yield running


async def leave(context: BrowserContext) -> None:
    """Closes it. A request that is being held or refused at that moment would keep it from closing for ever."""
    for held in (context, *context.pages):
        await held.unroute_all(behavior="ignoreErrors")
    await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def newcomer(browser: Browser, town: Hub) -> AsyncIterator[Newcomer]:
    """Somebody with a browser of their own: a phone, unless options of its context say otherwise."""
    async with AsyncExitStack() as stack:

        async def arrive(at: Hub = town, **options: Any) -> Person:
            context = await browser.new_context(**{**VARIANTS[0].context, **options})
            stack.push_async_callback(leave, context)
            context.set_default_timeout(1000 * shows_within())
            return Person(await context.new_page(), at)

        yield arrive


@pytest_asyncio.fixture(loop_scope="session")
async def person(newcomer: Newcomer) -> Person:
    return await newcomer()


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(newcomer: Newcomer) -> Person:
    """Somebody at the screen in the hub, which is upright and touched."""
    return await newcomer(has_touch=True, **SCREENS[0].context)
