"""What has the focus is seen, and what is pressed is large enough, also with little room."""

from __future__ import annotations

import pytest

from tests.browser.person import Person
from tests.browser.states import DANGER, DRUGS, STATES, Do, State, offline, page, panel, said
from tests.browser.variants import VARIANTS, Variant

pytestmark = pytest.mark.asyncio(loop_scope="session")

TARGET = 44
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
SMALL = """(least) => {
  const root = document.querySelector("signpost-chat")?.shadowRoot ?? document;
  const alone = (link) => !link.closest(".line") && link.parentElement.innerText.trim() === link.innerText.trim();
  const targets = [...root.querySelectorAll("button, textarea, a")].filter((one) => one.tagName !== "A" || alone(one));
  const boxes = targets.map((one) => [one.innerText || one.id, one.getBoundingClientRect()]);
  return boxes.filter(([, box]) => box.width && (box.height < least || box.width < least)).map(([words]) => words);
}"""
IMPORTANT = """(least) => {
  const root = document.querySelector("signpost-chat")?.shadowRoot ?? document;
  const links = [...root.querySelectorAll(".way, .call, .danger, .notice a, .foot a")];
  const boxes = links.map((one) => [one.innerText, one.getBoundingClientRect().height]);
  return [boxes.length, boxes.filter(([, height]) => height && height < least)];
}"""
SCREENS = [variant for variant in VARIANTS if variant.name in ("phone", "400-percent")]
PRESSABLE = [state for state in STATES if state.script and not state.name.endswith("-exit")]


@pytest.mark.parametrize("variant", SCREENS, ids=lambda variant: variant.name)
@pytest.mark.parametrize("begin", [page, panel], ids=["page", "widget"])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
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


@pytest.mark.parametrize("state", PRESSABLE, ids=lambda state: state.name)
async def test_whatever_is_pressed_measures_44_pixels(person: Person, state: State) -> None:
    await state.reach(person)
    found = {}
    for variant in SCREENS:
        await variant.shown(person.page)
        found[variant.name] = await person.page.evaluate(SMALL, TARGET)
    assert found == {variant.name: [] for variant in SCREENS}


@pytest.mark.parametrize(
    "reach", [said(page, DRUGS), said(panel, DANGER), offline(page)], ids=["reply", "danger", "offline"]
)
async def test_the_most_important_numbers_measure_44_pixels(person: Person, reach: Do) -> None:
    await reach(person)
    count, small = await person.page.evaluate(IMPORTANT, TARGET)
    assert count > 4
    assert small == []
