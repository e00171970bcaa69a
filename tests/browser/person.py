"""Somebody at a page, and what they do there."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field

from playwright.async_api import Locator, Page, Request, Route, expect

from tests.browser.hub import Hub
from tests.running import JSON

BEGUN = "**/webhooks/web/start"
MESSAGE = "**/webhooks/web/message"
LEFT = "**/webhooks/web/leave"
OPENER = "Worried about drugs?"
CUE = "Who can help with drugs"


@dataclass
class Person:
    """`requests` are all that the browser made for them, `complaints` what it wrote to its console."""

    page: Page
    hub: Hub
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.context.on("request", lambda request: self.requests.append(request))
        self.page.context.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    @property
    def box(self) -> Locator:
        return self.page.get_by_label("What is going on?")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log", name="The chat")

    @property
    def notice(self) -> Locator:
        return self.page.locator(".notice")

    @property
    def replies(self) -> Locator:
        return self.page.locator(".answer, .card")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    async def comes(self, path: str = "/") -> None:
        """To a page of the hub."""
        await self.page.goto(self.hub.url + path)

    async def comes_by_the_council(self, path: str = "/council") -> None:
        """To a page of another site, with the chat in it closed."""
        await self.page.goto(self.hub.hosts.council + path)

    async def opens_the_chat(self) -> None:
        await self.comes_by_the_council()
        await self.button(OPENER).click()

    async def says(self, words: str) -> None:
        """Types it, sends it, and waits until the answer is there or it is said why none is."""
        await self.box.fill(words)
        await self.button("Send").click()
        await expect(self.page.locator(".busy")).to_have_count(0)

    async def presses(self, name: str) -> None:
        """A button, and waits for what it brings."""
        await self.button(name).click()
        await expect(self.page.locator(".busy")).to_have_count(0)

    async def clears(self) -> None:
        """The chat, which is asked about first."""
        await self.page.locator(".clear summary").click()
        await self.presses("Yes, clear it")

    async def token(self) -> str:
        """The conversation's, which the page alone knows."""
        for request in self.requests:
            if request.url.endswith("/web/start"):
                answer = await request.response()
                assert answer
                return str((await answer.json())["conversation"])
        raise AssertionError("no conversation was begun")

    def over(self, token: str) -> bool:
        """Whether the server holds nothing of the conversation any more."""
        said = json.dumps({"conversation": token, "message": "hello"}).encode()
        return self.hub.server.call("POST", "/webhooks/web/message", said, JSON).status == 410

    async def shifts(self, times: int = 3) -> None:
        for _ in range(times):
            await self.page.keyboard.press("Shift")

    async def holds(self, address: str) -> asyncio.Event:
        """Nothing is answered from there until the event is set."""
        go_on = asyncio.Event()

        async def wait(route: Route) -> None:
            await go_on.wait()
            await route.continue_()

        await self.page.route(address, wait)
        return go_on

    async def loses(self, address: str) -> None:
        """Nobody can be reached there any more."""
        await self.page.route(address, lambda route: route.abort("connectionrefused"))

    def sent(self, what: str) -> list[str]:
        """The body of each request to an address of the chat: start, message or leave."""
        return [row.post_data or "" for row in self.requests if row.url.endswith(f"/web/{what}")]

    async def kept(self) -> dict[str, object]:
        """What the browser keeps of it all."""
        stored = "[localStorage, sessionStorage].map((store) => Object.entries(store)).flat()"
        return {"cookies": await self.page.context.cookies(), "storage": await self.page.evaluate(stored)}
