"""How the page and the widget look: the start as a grid, one bar row on a small phone, danger apart in every colour."""

from __future__ import annotations

import pytest

from tests.browser.person import Person
from tests.browser.states import DANGER, Do, page, panel, said
from tests.browser.variants import VARIANTS

pytestmark = pytest.mark.asyncio(loop_scope="session")

everywhere = pytest.mark.parametrize("begin", [page, panel], ids=["page", "widget"])
ROOT = "const root = document.querySelector('signpost-chat')?.shadowRoot ?? document;"
# Left edge and width of each button of the start, but for the one for danger, which has a row of its own.
START = f"""() => {{ {ROOT}
  const buttons = [...root.querySelectorAll(".log:empty ~ .choices button")];
  const [urgent, ...others] = buttons.map((one) => one.getBoundingClientRect());
  return [urgent.width, others.map(({{ left, width }}) => [Math.round(left), Math.round(width)])];
}}"""
# Where each part of the bar begins, from the top.
BAR = f"""() => {{ {ROOT}
  const parts = [...root.querySelector(".bar").children].filter((one) => one.matches(".danger, .leave, .close"));
  return parts.map((one) => Math.round(one.getBoundingClientRect().top));
}}"""
GROUNDS = f"""(which) => {{ {ROOT}
  const seen = [...root.querySelectorAll(which)].filter((one) => one.checkVisibility());
  return [...new Set(seen.map((one) => getComputedStyle(one).backgroundColor))];
}}"""
DANGEROUS, OTHERS = ".danger, .urgent, .card .call", "button:not(.urgent, .first)"


async def shown(person: Person, name: str) -> None:
    await next(variant for variant in VARIANTS if variant.name == name).shown(person.page)


@everywhere
async def test_the_buttons_of_the_start_stand_in_a_grid(person: Person, begin: Do) -> None:
    await begin(person)
    urgent, others = await person.page.evaluate(START)
    assert len(others) == 4
    assert len({left for left, _ in others}) == 2
    assert len({width for _, width in others}) == 1
    assert urgent > 2 * others[0][1]


@everywhere
async def test_the_bar_is_one_row_on_the_smallest_phone(person: Person, begin: Do) -> None:
    await shown(person, "320px")
    await begin(person)
    tops = await person.page.evaluate(BAR)
    assert len(tops) >= 2
    assert len(set(tops)) == 1


@everywhere
async def test_danger_looks_like_no_other_button_in_forced_colours(person: Person, begin: Do) -> None:
    await shown(person, "forced-colours")
    for reach in (begin, said(begin, DANGER)):
        await reach(person)
        dangerous, others = [await person.page.evaluate(GROUNDS, which) for which in (DANGEROUS, OTHERS)]
        assert len(dangerous) == 1
        assert others
        assert not set(dangerous) & set(others)
