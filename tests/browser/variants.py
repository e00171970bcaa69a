"""The ways in which people see a page: screens, colours, motion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.async_api import Page

PHONE = (390, 844)


@dataclass(frozen=True)
class Variant:
    """`size` is in CSS pixels, of each of which `scale` in a row make one of the screen's."""

    name: str
    size: tuple[int, int] = PHONE
    scale: int = 1
    colours: str = "light"
    forced: str = "none"
    motion: str = "no-preference"

    @property
    def media(self) -> dict[str, Any]:
        return {"color_scheme": self.colours, "forced_colors": self.forced, "reduced_motion": self.motion}

    @property
    def viewport(self) -> dict[str, int]:
        return dict(zip(("width", "height"), self.size, strict=True))

    @property
    def context(self) -> dict[str, Any]:
        """For a new browser context."""
        return {"viewport": self.viewport, "device_scale_factor": self.scale, **self.media}

    async def shown(self, page: Page) -> None:
        """A page that is open already is seen in this way from now on; its scale alone stays."""
        await page.set_viewport_size(self.viewport)  # type: ignore[arg-type]
        await page.emulate_media(**self.media)


VARIANTS = (
    Variant("phone"),
    Variant("320px", (320, 568)),
    # 1280 by 1024 at 400 %.
    Variant("400-percent", (320, 256), 4),
    Variant("desktop", (1280, 800)),
    Variant("dark", colours="dark"),
    Variant("forced-colours", forced="active"),
    Variant("reduced-motion", motion="reduce"),
)
