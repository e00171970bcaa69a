"""axe-core in a page, and what it finds."""

from __future__ import annotations

from importlib.resources import files

from playwright.async_api import Page

SOURCE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What lies half below a bar is small only where it is so in the middle of the screen too.
RUN = """async (tags) => {
  const look = (runOnly) => axe.run(document, { runOnly, resultTypes: ["violations"], elementRef: true });
  const small = async (element) => {
    element.scrollIntoView({ block: "center" });
    const { violations } = await look({ type: "rule", values: ["target-size"] });
    return violations.some(({ nodes }) => nodes.some((node) => node.element === element));
  };
  const told = [];
  for (const { id, nodes } of (await look(tags)).violations) {
    const places = [];
    for (const node of nodes) {
      if (id !== "target-size" || (await small(node.element))) places.push(node.target.flat().join(" "));
    }
    if (places.length) told.push(`${id}: ${places.join(", ")}`);
  }
  return told;
}"""


async def violations(page: Page) -> list[str]:
    """The rule and the places of each."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(SOURCE)
    found: list[str] = await page.evaluate(RUN, TAGS)
    return found
