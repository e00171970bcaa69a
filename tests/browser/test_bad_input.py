"""Whatever is wrong with what is sent, people are told what to do, and what they typed stays in the box."""

from __future__ import annotations

import json

import pytest
from playwright.async_api import Route, expect

from tests.browser.hub import RATE
from tests.browser.person import MESSAGE, Person
from tests.browser.states import DANGER, DRUGS, TOO_LONG, Do, mangled, page, panel, said
from tests.running import JSON

pytestmark = pytest.mark.asyncio(loop_scope="session")

everywhere = pytest.mark.parametrize("begin", [page, panel], ids=["page", "widget"])


def as_text(begin: Do) -> Do:
    async def reach(person: Person) -> None:
        await begin(person)
        plain = {"content-type": "text/plain", "origin": person.hub.url}
        await person.page.route(MESSAGE, lambda route: route.continue_(headers={**route.request.headers, **plain}))
        await person.says(DRUGS)

    return reach


def from_elsewhere(begin: Do) -> Do:
    async def reach(person: Person) -> None:
        async def with_another_origin(route: Route) -> None:
            body, headers = (route.request.post_data or "").encode(), {**JSON, "Origin": "https://foreign.example"}
            answer = person.hub.server.call("POST", "/webhooks/web/message", body, headers)
            await route.fulfill(status=answer.status, body=answer.body)

        await begin(person)
        await person.page.route(MESSAGE, with_another_origin)
        await person.says(DRUGS)

    return reach


REFUSED = {
    "too-long": (said(page, TOO_LONG), "That is too long for me.", TOO_LONG.strip()),
    "too-fast": (said(page, *["hello"] * RATE, DRUGS), "Wait a minute, then send it again.", DRUGS),
    "malformed": (mangled(page), "I could not read what it sent.", DRUGS),
    "wrong-type": (as_text(page), "I could not read what it sent.", DRUGS),
    "foreign": (from_elsewhere(page), "I could not take that from the page it came from.", DRUGS),
}


@pytest.mark.parametrize(("reach", "told", "typed"), REFUSED.values(), ids=REFUSED)
async def test_a_refusal_says_what_to_do_and_what_was_typed_stays(
    person: Person, reach: Do, told: str, typed: str
) -> None:
    await reach(person)
    await expect(person.page.get_by_role("alert")).to_contain_text(told)
    await expect(person.notice).to_contain_text("call 999")
    assert (await person.box.input_value()).strip() == typed


async def test_what_was_refused_can_be_sent_again(person: Person) -> None:
    await said(page, TOO_LONG)(person)
    await person.says("hello")
    await expect(person.replies).to_have_count(1)
    await expect(person.notice).to_be_hidden()


async def test_danger_is_answered_whatever_its_length(person: Person) -> None:
    await said(page, f"{DANGER} {TOO_LONG}")(person)
    await expect(person.page.locator(".card")).to_contain_text("Call 999 now")


@everywhere
async def test_an_expired_conversation_begins_anew_and_says_so(person: Person, begin: Do) -> None:
    await said(begin, "hello")(person)
    token = json.dumps({"conversation": await person.token()}).encode()
    assert person.hub.server.call("POST", "/webhooks/web/leave", token, JSON).status == 204
    await person.says(DRUGS)
    await expect(person.log).to_contain_text("I have lost what we said before.")
    await expect(person.replies.last).to_contain_text("Inclusion")


async def test_a_wrong_token_begins_anew(person: Person) -> None:
    async def other_token(route: Route) -> None:
        body = {**json.loads(route.request.post_data or ""), "conversation": "0" * 80}
        await route.continue_(post_data=json.dumps(body))

    await page(person)
    await person.page.route(MESSAGE, other_token, times=1)
    await person.says(DRUGS)
    await expect(person.replies).to_contain_text("Inclusion")


async def test_an_answer_that_is_none_of_ours_is_as_if_nobody_answered(person: Person) -> None:
    await page(person)
    await person.page.route(MESSAGE, lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>"))
    await person.says(DRUGS)
    await expect(person.notice).to_contain_text("Your words are still in the box.")
    await expect(person.box).to_have_value(DRUGS)
