"""Fingers on the glass, more than one at a time."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.async_api import CDPSession, Locator

from tests.browser.person import Person

Point = tuple[float, float]
NUMBERS = {"left": 0, "right": 1, "palm": 2}


async def middle(of: Locator) -> Point:
    box = await of.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@dataclass
class Fingers:
    """Each has a name, and stays where it is until it is lifted."""

    session: CDPSession
    down: dict[str, Point] = field(default_factory=dict)

    @classmethod
    async def of(cls, person: Person) -> Fingers:
        return cls(await person.page.context.new_cdp_session(person.page))

    async def touch(self, finger: str, where: Point) -> None:
        self.down[finger] = where
        await self._send("touchStart", self.down)

    async def move(self, finger: str, where: Point) -> None:
        self.down[finger] = where
        await self._send("touchMove", self.down)

    async def lift(self, finger: str) -> None:
        await self._send("touchEnd", {finger: self.down.pop(finger)})

    async def _send(self, what: str, those: dict[str, Point]) -> None:
        """All that are down, where the browser finds the one that changed; at the end those that are lifted."""
        points = [{"x": x, "y": y, "id": NUMBERS[name]} for name, (x, y) in those.items()]
        await self.session.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": points})
