"""What has the focus is seen, and what is pressed is large enough, also with little room."""

from __future__ import annotations

from itertools import product

import pytest

from tests.browser.barriers import NARROW, TARGET
from tests.browser.kiosk import SCREENS, kiosk
from tests.browser.person import Person
from tests.browser.states import DANGER, DRUGS, Do, easily, offline, page, panel, said
from tests.browser.variants import Variant
from tests.rows import each_row

pytestmark = pytest.mark.asyncio(loop_scope="session")

# How much of the focused element's edge and middle can be seen, and whether it shows a ring.
FOCUS = """() => {
  let focused = document.activeElement;
  while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  if (focused === document.body) return null;
  const { left, right, top, bottom } = focused.getBoundingClientRect();
  const parts = [0.05, 0.5, 0.95];
  const at = (x, y) => [left + x * (right - left), top + y * (bottom - top)];
  const points = parts.flatMap((x) => parts.map((y) => at(x, y)));
  const seen = points.filter(([x, y]) => {
    const at = focused.getRootNode().elementFromPoint(x, y);
    return at && (focused.contains(at) || at.contains(focused) && at.tagName === "SPAN");
  });
  const { outlineStyle, outlineWidth } = getComputedStyle(focused);
  return { what: focused.innerText || focused.id, seen: seen.length, ring: `${outlineStyle} ${outlineWidth}` };
}"""
IMPORTANT = """(least) => {
  const root = document.querySelector("signpost-chat")?.shadowRoot ?? document;
  const links = [...root.querySelectorAll(".way, .call, .danger, .notice a, .foot a, .log a, .line strong")];
  const seen = links.filter((one) => one.checkVisibility({ visibilityProperty: true }));
  const rows = seen.map((one) => [one, one.getBoundingClientRect()]);
  const words = (found) => found.map(([one]) => one.innerText);
  // Others are scrolled away below the bar.
  const flow = rows.filter(([one]) => !one.closest(".bar"));
  const aside = (one, other) => one.right <= other.left || one.bottom <= other.top;
  const meet = (one, other) => !aside(one, other) && !aside(other, one);
  const met = flow.filter(([one, box]) => flow.some(([other, its]) => other !== one && meet(box, its)));
  return [rows.length, words(rows.filter(([, { height }]) => height < least)), words(met)];
}"""
NUMBERED = {
    "reply": said(page, DRUGS),
    "widget-danger": said(panel, DANGER),
    "offline": offline(page),
    "prose": said(page, "i am deaf how do i call 999", "what is frank", "i feel like killing myself"),
    "easy": easily(said(page, DRUGS), DANGER),
    "mail": said(page, "i got a phishing email"),
}
AT_THE_KIOSK = {
    "words": said(kiosk, DRUGS, DANGER, "i got a phishing email"),
    "easy": easily(said(kiosk, "i am deaf how do i call 999")),
}


@each_row(("begin", "variant", "key"), product((page, panel), NARROW, ("Tab", "Shift+Tab")))
async def test_the_focus_is_always_seen(person: Person, begin: Do, variant: Variant, key: str) -> None:
    await variant.shown(person.page)
    await said(begin, DRUGS, "what is frank", DANGER)(person)
    walked = []
    for _ in range(45):
        await person.page.keyboard.press(key)
        focus = await person.page.evaluate(FOCUS)
        walked += [focus] if focus else []
    assert len(walked) > 20
    assert [focus for focus in walked if focus["seen"] == 0 or not focus["ring"].startswith("solid 3px")] == []


@each_row("reach", NUMBERED.values(), ids=NUMBERED)
async def test_every_number_and_address_measures_44_pixels_and_lies_on_no_other(person: Person, reach: Do) -> None:
    await person.page.context.set_offline(False)
    await reach(person)
    for variant in NARROW:
        await variant.shown(person.page)
        await all_are_large_and_apart(person, variant)


@each_row("reach", AT_THE_KIOSK.values(), ids=AT_THE_KIOSK)
async def test_so_they_do_at_the_kiosk_where_nothing_calls(visitor: Person, reach: Do) -> None:
    await reach(visitor)
    await all_are_large_and_apart(visitor, SCREENS[0])


async def all_are_large_and_apart(person: Person, variant: Variant) -> None:
    count, small, met = await person.page.evaluate(IMPORTANT, TARGET)
    assert count > 2, variant.name
    assert (small, met) == ([], []), variant.name
