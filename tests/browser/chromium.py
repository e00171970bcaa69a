"""Debian's Chromium, driven by Playwright. Names outside this machine are not even looked up.

The tests drive the shell of it that has no window, whose pages take a third of the processor. Where that is missing, or
where TESTS_BROWSER says so, it is the whole browser, which alone keeps a page for "Back".
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, async_playwright

WHOLE = Path("/usr/bin/chromium")
SHELL = Path("/usr/bin/chromium-headless-shell")
# The path of another.
SETTING = "TESTS_BROWSER"
CHROMIUM = Path(os.environ.get(SETTING) or (SHELL if SHELL.exists() else WHOLE))
# Every *.localhost is this machine. Browsers trust such pages as they trust https, and hold each for a site of its own.
ALONE = (
    "--host-resolver-rules=MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
)
# Playwright turns the back/forward cache off, people's browsers have it.
AS_PEOPLE_HAVE_IT = ["--disable-back-forward-cache"]


@asynccontextmanager
async def chromium(program: Path = CHROMIUM) -> AsyncIterator[Browser]:
    """One browser without a window, until the block ends."""
    flags = [*ALONE, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=program, args=flags, ignore_default_args=AS_PEOPLE_HAVE_IT
        )
        try:
            yield browser
        finally:
            await browser.close()
