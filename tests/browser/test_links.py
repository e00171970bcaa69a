"""Whatever is dialled, texted or opened is a link, however short its number is; the name of an app is none."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Newcomer
from tests.browser.person import Person
from tests.browser.states import DANGER, Do, page, panel, said

pytestmark = pytest.mark.asyncio(loop_scope="session")

SCAM = "i got a scam text what number do i forward it to"
# Where each leads, and what stands right behind it in its line.
LINKS = """() => {
  const root = document.querySelector("signpost-chat")?.shadowRoot ?? document;
  const links = [...root.querySelectorAll(".log a")].filter((one) => one.checkVisibility({ visibilityProperty: true }));
  return links.map((one) => [one.getAttribute("href"), one.nextSibling?.textContent ?? ""]);
}"""


async def links(person: Person) -> list[tuple[str, str]]:
    return [(href, after) for href, after in await person.page.evaluate(LINKS)]


async def all_are_links_but_the_app(person: Person) -> None:
    """After danger: Relay UK's number, the page in sign language, and the app that has 999 in its name."""
    found = await links(person)
    assert {"tel:18000", "https://999bsl.co.uk", "sms:999"} <= {href for href, _ in found}
    assert "999 BSL app" in await person.log.inner_text()
    assert [after for href, after in found if after.startswith(" BSL")] == []


@pytest.mark.parametrize("begin", [page, panel], ids=["page", "widget"])
async def test_the_ways_to_999_without_a_voice_are_links_and_the_app_is_none(person: Person, begin: Do) -> None:
    await said(begin, DANGER)(person)
    await all_are_links_but_the_app(person)


@pytest.mark.parametrize("begin", [page, panel], ids=["page", "widget"])
async def test_the_number_for_scam_texts_is_a_link(person: Person, begin: Do) -> None:
    await said(begin, SCAM)(person)
    assert "sms:7726" in {href for href, _ in await links(person)}


async def test_so_they_are_without_a_script(newcomer: Newcomer) -> None:
    plain = await newcomer()
    # Looking takes a script of ours.
    await plain.loses("**/page.js*")
    await said(page, SCAM)(plain)
    assert "sms:7726" in {href for href, _ in await links(plain)}
    await said(page, DANGER)(plain)
    await all_are_links_but_the_app(plain)
