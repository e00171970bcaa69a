"""Whatever is wrong with what is sent, people are told what to do, and what they typed stays in the box."""

from __future__ import annotations

import json

import pytest
from playwright.async_api import Route, expect

from bot.web.channel import LARGEST_BODY
from tests.browser.person import BEGUN, MESSAGE, Person
from tests.browser.states import DANGER, DRUGS, TOO_LONG, Do, mangled, page, panel, said, said_too_often
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
    "too-fast": (said_too_often(page, DRUGS), "Wait a minute, then send it again.", DRUGS),
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


UNSURE = "zzz qqq"


async def lose_the_conversation(person: Person) -> None:
    token = json.dumps({"conversation": await person.token()}).encode()
    assert person.hub.server.call("POST", "/webhooks/web/leave", token, JSON).status == 204


async def lose_an_answer(person: Person) -> None:
    """The server gives it, and the connection breaks before it comes."""

    async def answer_nobody(route: Route) -> None:
        body = (route.request.post_data or "").encode()
        assert person.hub.server.call("POST", "/webhooks/web/message", body, JSON).status == 200
        await route.abort("connectionreset")

    await person.page.route(MESSAGE, answer_nobody, times=1)


async def lose_both(person: Person) -> None:
    """The conversation is lost, and so is the first try to begin another."""
    await lose_the_conversation(person)
    await person.page.route(BEGUN, lambda route: route.abort("connectionreset"), times=1)


@pytest.mark.parametrize("lose", [lose_the_conversation, lose_an_answer, lose_both], ids=lambda lose: lose.__name__)
@pytest.mark.parametrize(
    ("before", "name", "sent_again"),
    [
        (UNSURE, "Someone I worry about", {"press": "/family"}),
        ("my neighbours are dealing drugs", "What signs to look for", {"message": "What signs to look for"}),
    ],
    ids=["of-the-start", "of-a-reply"],
)
async def test_a_button_never_becomes_a_word_where_the_server_has_not_just_offered_it(
    person: Person, before: str, name: str, sent_again: dict[str, str], lose: Do
) -> None:
    await said(page, before)(person)
    await lose(person)
    await person.button(name).click()
    await expect(person.replies).to_have_count(2)
    last = json.loads(person.sent("message")[-1])
    assert {key: last[key] for key in ("press", "start", "message") if key in last} == sent_again
    await expect(person.log).not_to_contain_text("Modern Slavery")


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


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, "{}"), (200, "[]"), (200, "null"), (200, '[{"text": "x"}]'), (200, "[null, 1]"), (204, ""), (502, "null")],
)
async def test_an_answer_of_another_shape_is_as_if_nobody_answered(person: Person, status: int, body: str) -> None:
    await page(person)
    await person.page.route(MESSAGE, lambda route: route.fulfill(status=status, body=body))
    await person.says(DRUGS)
    await expect(person.notice).to_contain_text("Your words are still in the box.")
    await expect(person.box).to_be_editable()
    assert [row for row in person.complaints if "Error:" in row] == []


@pytest.mark.parametrize("body", ["{}", "null", '{"conversation": 1}'])
async def test_a_start_of_another_shape_is_as_if_nobody_answered(person: Person, body: str) -> None:
    await person.page.route(BEGUN, lambda route: route.fulfill(body=body))
    await page(person)
    await person.says(DRUGS)
    await expect(person.notice).to_contain_text("Your words are still in the box.")
    assert person.sent("message") == []


@pytest.mark.parametrize("sign", ["x", "\u20ac"])
async def test_what_the_server_would_not_take_stays_in_the_box_and_is_not_sent(person: Person, sign: str) -> None:
    await page(person)
    whole = sign * (LARGEST_BODY // len(sign.encode()))
    await person.says(whole)
    await expect(person.notice).to_contain_text("That is far too long for me.")
    await expect(person.notice).to_contain_text("call 999")
    await expect(person.box).to_have_value(whole)
    assert person.sent("message") == []


async def test_danger_is_answered_up_to_the_longest_that_the_server_takes(person: Person) -> None:
    await said(page, f"{DANGER} {'x' * (LARGEST_BODY - 300)}")(person)
    await expect(person.page.locator(".card")).to_contain_text("Call 999 now")
