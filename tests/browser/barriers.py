"""What keeps people from reading or pressing what a page shows, on each of the screens that they may have."""

from __future__ import annotations

from collections.abc import Iterable

from playwright.async_api import Page

from tests.browser.axe import violations
from tests.browser.variants import VARIANTS, Variant

TARGET = 44
# Where a target is measured.
NARROW = tuple(variant for variant in VARIANTS if variant.name in ("phone", "400-percent"))
TOO_WIDE = """() => {
  const panel = document.querySelector("signpost-chat")?.shadowRoot?.querySelector(".panel[open]");
  return [document.scrollingElement, ...(panel ? [panel] : [])].some((box) => box.scrollWidth > box.clientWidth);
}"""
SMALL = """(least) => {
  const root = document.querySelector("signpost-chat")?.shadowRoot ?? document;
  const alone = (link) => !link.closest(".line") && link.parentElement.innerText.trim() === link.innerText.trim();
  const targets = [...root.querySelectorAll("button, textarea, a")].filter((one) => one.tagName !== "A" || alone(one));
  const boxes = targets.map((one) => [one.innerText || one.id, one.getBoundingClientRect()]);
  return boxes.filter(([, box]) => box.width && (box.height < least || box.width < least)).map(([words]) => words);
}"""


async def barriers(page: Page, variants: Iterable[Variant], *, pressable: bool) -> dict[str, list[str]]:
    """By the screen: what axe-core finds, what is wider, and what is too small to press where all is `pressable`."""
    found = {}
    for variant in variants:
        await variant.shown(page)
        wide = ["wider than the screen"] if await page.evaluate(TOO_WIDE) else []
        small = await page.evaluate(SMALL, TARGET) if pressable and variant in NARROW else []
        found[variant.name] = [*await violations(page), *wide, *(f"too small: {words}" for words in small)]
    return {name: rows for name, rows in found.items() if rows}
