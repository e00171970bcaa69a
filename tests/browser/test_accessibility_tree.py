"""What a screen reader is given, as the browser's accessibility tree has it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.person import Person
from tests.browser.states import DANGER, DANGER_IN_POLISH, DRUGS, Do, mangled, page, panel, said, waiting

pytestmark = pytest.mark.asyncio(loop_scope="session")

everywhere = pytest.mark.parametrize("begin", [page, panel], ids=["page", "widget"])


async def tree(person: Person) -> list[dict[str, Any]]:
    session = await person.page.context.new_cdp_session(person.page)
    nodes: list[dict[str, Any]] = (await session.send("Accessibility.getFullAXTree"))["nodes"]
    return nodes


def told(node: dict[str, Any], name: str) -> object:
    """A property of a node."""
    return next((each["value"]["value"] for each in node.get("properties", []) if each["name"] == name), None)


def words_in(nodes: list[dict[str, Any]], node: dict[str, Any]) -> str:
    """All that is read out of a node."""
    by_id = {each["nodeId"]: each for each in nodes}
    if node["role"]["value"] == "StaticText" and not node["ignored"]:
        return str(node["name"]["value"])
    return " ".join(words_in(nodes, by_id[child]) for child in node["childIds"] if child in by_id)


def of_role(nodes: list[dict[str, Any]], role: str) -> list[dict[str, Any]]:
    return [node for node in nodes if not node["ignored"] and node["role"]["value"] == role]


@everywhere
async def test_each_reply_comes_in_a_live_region_that_waits_its_turn(person: Person, begin: Do) -> None:
    await said(begin, DRUGS, "what is frank")(person)
    nodes = await tree(person)
    (log,) = of_role(nodes, "log")
    assert (log["name"]["value"], told(log, "live"), told(log, "atomic")) == ("The chat", "polite", False)
    read = words_in(nodes, log)
    for words in ("You wrote:", DRUGS, "The answer:", "Inclusion", "FRANK"):
        assert words in read


@everywhere
async def test_the_live_region_is_there_before_the_first_reply(person: Person, begin: Do) -> None:
    """One that comes with its words is not read out by all screen readers."""
    await begin(person)
    assert [told(log, "live") for log in of_role(await tree(person), "log")] == ["polite"]


@everywhere
async def test_an_emergency_waits_for_nothing_and_is_read_once(person: Person, begin: Do) -> None:
    """An alert inside the log would be told as a part of both."""
    await said(begin, DANGER)(person)
    nodes = await tree(person)
    (log,) = of_role(nodes, "log")
    assert told(log, "live") == "assertive"
    assert "999" in words_in(nodes, log).partition(DANGER)[2][:80]
    assert [words_in(nodes, node) for node in of_role(nodes, "alert") if words_in(nodes, node)] == []
    await person.clears()
    assert [told(log, "live") for log in of_role(await tree(person), "log")] == ["polite"]


@everywhere
async def test_999_is_not_run_into_the_number_of_the_first_step(person: Person, begin: Do) -> None:
    """Orca says what comes in one breath: "Call 9991" was heard."""
    await said(begin, DANGER)(person)
    nodes = await tree(person)
    (log,) = of_role(nodes, "log")
    read = words_in(nodes, log).replace(" ", "")
    assert "Call999.1.Call999" in read or "Call999.Call999" in read


async def test_easy_read_is_a_box_to_tick_and_its_pictures_are_not_told(person: Person) -> None:
    await page(person)
    await person.says(DANGER)
    await person.page.get_by_role("checkbox").check()
    nodes = await tree(person)
    (box,) = of_role(nodes, "checkbox")
    assert (box["name"]["value"], told(box, "checked")) == ("Easy read (short words and pictures)", "true")
    assert of_role(nodes, "image") == []
    (log,) = of_role(nodes, "log")
    read = words_in(nodes, log)
    assert "Say what you see." in read
    assert "Tell them what you see." not in read


@everywhere
async def test_other_replies_are_no_alerts(person: Person, begin: Do) -> None:
    await said(begin, DRUGS)(person)
    nodes = await tree(person)
    assert [words_in(nodes, node) for node in of_role(nodes, "alert") if words_in(nodes, node)] == []


async def test_what_went_wrong_is_an_alert_and_waiting_a_status(person: Person) -> None:
    await mangled(page)(person)
    await expect(person.page.get_by_role("alert")).to_contain_text("Something is wrong")
    await waiting(page)(person)
    await expect(person.page.get_by_role("status").filter(has_text="I am looking")).to_be_visible()


@everywhere
async def test_each_part_of_a_reply_has_its_language(person: Person, begin: Do) -> None:
    await said(begin, DANGER_IN_POLISH)(person)
    assert "Zadzwoń" in await person.page.locator(".bubble[lang=pl]").first.inner_text()
    assert "Call 999" in await person.page.locator(".bubble:not([lang])").first.inner_text()
    around = "(part) => (part.getRootNode().host ?? part).closest('[lang]').lang"
    assert await person.page.locator(".log").evaluate(around) == "en-GB"


@everywhere
async def test_the_box_has_a_label_and_the_buttons_have_names(person: Person, begin: Do) -> None:
    await begin(person)
    nodes = await tree(person)
    assert [node["name"]["value"] for node in of_role(nodes, "textbox")] == ["What is going on?"]
    assert all(node["name"]["value"] for node in (*of_role(nodes, "button"), *of_role(nodes, "link")))
