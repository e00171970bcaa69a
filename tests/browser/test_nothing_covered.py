"""On small phones, with large text and in easy read nothing that is pressed lies below something else, or is cut."""

from __future__ import annotations

import pytest

from tests.browser.person import Person
from tests.browser.states import DANGER, DRUGS, at, easily, languages, offline, page, panel, pressed, said, topics
from tests.browser.variants import VARIANTS, Variant
from tests.rows import each_row

pytestmark = pytest.mark.asyncio(loop_scope="session")

PHONES = [Variant("x".join(map(str, size)), size) for size in ((320, 640), (320, 480), (375, 667))]
FIND = """
  const root = document.querySelector("signpost-chat")?.shadowRoot ?? document;
  const all = root.querySelectorAll("button, a, summary, input, textarea");
  const targets = [...all].filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".first"));
  const what = (one) => one.innerText || one.id;
"""
# The bar, the box and what lies below them, as the page stands.
UNDER = f"""() => {{ {FIND}
  return [".bar", ".compose"].flatMap((name) => {{
    const over = root.querySelector(name);
    const {{ left, right, top, bottom }} = over.getBoundingClientRect();
    const under = (row) => row.bottom > top + 1 && row.top < bottom - 1 && row.right > left && row.left < right;
    return targets.filter((one) => !over.contains(one) && under(one.getBoundingClientRect())).map(what);
  }});
}}"""
# What is brought into view is pressed in its middle and near its edges.
HIDDEN = f"""() => {{ {FIND}
  return targets.filter((one) => {{
    one.scrollIntoView({{ block: "nearest" }});
    const {{ left, right, top, bottom }} = one.getBoundingClientRect();
    const places = [0.1, 0.5, 0.9].map((part) => top + part * (bottom - top));
    return !places.every((y) => one.contains(root.elementFromPoint((left + right) / 2, y)));
  }}).map(what);
}}"""
# What its own words do not fit into, and whether all of it is wider than the screen.
SPILLS = f"""() => {{ {FIND}
  const box = root === document ? document.scrollingElement : root.querySelector(".panel");
  const words = targets.filter((one) => !one.matches("textarea, input"));
  const wide = box.scrollWidth > box.clientWidth ? ["wider than the screen"] : [];
  return [...words.filter((one) => one.clientWidth && one.scrollWidth > one.clientWidth + 1).map(what), ...wide];
}}"""
# As large as twice the usual text, on the page and in the widget, and measured anew.
LARGER = """async (larger) => {
  const root = document.querySelector("signpost-chat")?.shadowRoot ?? document;
  for (const piece of root === document ? [document.body] : root.children) piece.style.fontSize = larger ? "36px" : "";
  document.scrollingElement.scrollTop = 0;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
}"""
STARTS = {"page": page, "page-easy": easily(page), "widget": panel}
STATES = {
    **STARTS,
    "reply": said(page, DRUGS),
    "emergency": said(page, DANGER),
    "danger-pressed": pressed(page, "Someone is in danger now"),
    "easy-emergency": easily(page, DANGER),
    "widget-reply": said(panel, DRUGS),
}
# Long words, and rows of buttons.
CUT = {"languages": languages, "topics": topics(said(page, DRUGS)), "people": at("/people"), "offline": offline(page)}


async def found(person: Person, measure: str) -> dict[str, list[str]]:
    """On each phone, with usual and with large text."""
    rows = {}
    for phone in PHONES:
        for larger in (False, True):
            await phone.shown(person.page)
            await person.page.evaluate(LARGER, larger)
            rows[f"{phone.name}{' large' * larger}"] = await person.page.evaluate(measure)
    return {name: row for name, row in rows.items() if row}


@each_row("state", [*STATES, *CUT])
async def test_nothing_that_is_pressed_is_covered_and_no_words_are_cut(person: Person, state: str) -> None:
    await person.page.context.set_offline(False)
    await VARIANTS[0].shown(person.page)
    await {**STATES, **CUT}[state](person)
    if state in STARTS:
        assert await found(person, UNDER) == {}
    assert await found(person, SPILLS) == {}
    if state in STATES:
        assert await found(person, HIDDEN) == {}
