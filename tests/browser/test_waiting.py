"""Between a message and its answer nothing typed is lost, the words are there at once, a slow server is admitted."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Newcomer
from tests.browser.kiosk import SCREENS, kiosk
from tests.browser.person import MESSAGE, Person
from tests.browser.states import DANGER, DRUGS, Do, offline, page, panel, said
from tests.browser.variants import VARIANTS, Variant

pytestmark = pytest.mark.asyncio(loop_scope="session")

everywhere = pytest.mark.parametrize("begin", [page, panel, kiosk], ids=["page", "widget", "kiosk"])
UPRIGHT = [variant for variant in VARIANTS if variant.name in ("320px", "phone")]
ORDER = "(log) => [...log.children].map(({ className }) => className.split(' ')[0])"


async def sends(person: Person, words: str) -> None:
    await person.box.fill(words)
    await person.button("Send").first.click()


@everywhere
async def test_what_is_typed_while_an_answer_is_waited_for_stays(person: Person, begin: Do) -> None:
    await begin(person)
    go_on = await person.holds(MESSAGE)
    await sends(person, "hello")
    await expect(person.box).to_have_value("")
    await person.box.press_sequentially(DRUGS)
    go_on.set()
    await expect(person.replies).to_have_count(1)
    await expect(person.box).to_have_value(DRUGS)


@everywhere
async def test_what_is_sent_meanwhile_goes_out_after_it(person: Person, begin: Do) -> None:
    await begin(person)
    go_on = await person.holds(MESSAGE)
    await sends(person, "hello")
    await sends(person, DANGER)
    go_on.set()
    await expect(person.replies).to_have_count(2)
    await expect(person.replies.last).to_contain_text("Call 999")
    assert await person.log.evaluate(ORDER) == ["you", "answer", "you", "card"]


async def test_words_that_were_not_answered_come_back_before_what_was_typed_since(person: Person) -> None:
    await page(person)
    go_on = await person.holds(MESSAGE)
    await sends(person, DRUGS)
    await person.box.press_sequentially("are you there")
    await person.page.context.set_offline(True)
    go_on.set()
    await expect(person.notice).to_contain_text("Your words are still in the box.")
    await expect(person.box).to_have_value(f"{DRUGS}\nare you there")
    await expect(person.page.locator(".you")).to_have_count(0)


@everywhere
async def test_the_persons_own_words_are_there_before_the_answer(person: Person, begin: Do) -> None:
    await begin(person)
    go_on = await person.holds(MESSAGE)
    await sends(person, DRUGS)
    await expect(person.log).to_contain_text(f"You wrote: {DRUGS}")
    await expect(person.page.locator(".you")).to_be_in_viewport(ratio=1)
    go_on.set()
    await expect(person.log).to_contain_text("Inclusion")
    await expect(person.page.locator(".you")).to_have_count(1)


@everywhere
async def test_a_server_that_hangs_is_admitted_after_four_seconds(person: Person, begin: Do) -> None:
    await person.page.clock.install()
    await begin(person)
    go_on = await person.holds(MESSAGE)
    await sends(person, DRUGS)
    await person.page.clock.run_for(4000)
    for words in ("In danger? Call 999", "I am slow just now.", "0300 123 6600"):
        await expect(person.notice).to_contain_text(words)
    go_on.set()
    await expect(person.log).to_contain_text("Inclusion")
    await expect(person.notice).to_be_hidden()


@pytest.mark.parametrize("variant", UPRIGHT, ids=lambda variant: variant.name)
@pytest.mark.parametrize("begin", [page, panel], ids=["page", "widget"])
@pytest.mark.parametrize("then", ["reply", "offline"])
async def test_the_box_stays_in_view(person: Person, begin: Do, then: str, variant: Variant) -> None:
    await variant.shown(person.page)
    await (said(begin, "hello", DRUGS) if then == "reply" else offline(begin))(person)
    await expect(person.box).to_be_in_viewport(ratio=1)
    await expect(person.button("Send")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("screen", SCREENS[:2], ids=lambda screen: screen.name)
async def test_the_box_stays_in_view_at_the_kiosk(newcomer: Newcomer, screen: Variant) -> None:
    person = await newcomer(has_touch=True, **screen.context)
    await said(kiosk, DRUGS, DRUGS)(person)
    await expect(person.box).to_be_in_viewport(ratio=1)
