"""Every state that a page of ours can be in, each with a name; the tests and the screenshots share them.

A page that comes later adds a tuple of its own to STATES.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from playwright.async_api import expect

from tests.browser.hub import LONGEST, RATE
from tests.browser.person import MESSAGE, Person
from tests.browser.variants import VARIANTS, Variant

Do = Callable[[Person], Awaitable[None]]

START = "My own drug or drink use"
DRUGS = "i want to stop taking heroin can someone help me"
DANGER = "my mate wont wake up"
DANGER_IN_POLISH = "mój kolega się nie budzi"
TOO_LONG = "it goes on and on " * (LONGEST // 18 + 2)
DOWN = "I cannot answer just now."


@dataclass(frozen=True)
class State:
    """`reach` brings a person there from nothing; then `seen` can be read. Without `script` browsers run none."""

    name: str
    reach: Do
    seen: str
    script: bool = True
    variants: tuple[Variant, ...] = VARIANTS


async def page(person: Person) -> None:
    await person.comes()
    await expect(person.box).to_be_visible()


async def panel(person: Person) -> None:
    await person.opens_the_chat()


def said(begin: Do, *words: str) -> Do:
    async def reach(person: Person) -> None:
        await begin(person)
        for each in words:
            await person.says(each)

    return reach


def said_too_often(begin: Do, words: str) -> Do:
    """The rate lets one more in every few seconds, and a slow machine takes longer for as many as it lets in."""

    async def reach(person: Person) -> None:
        await begin(person)
        for _ in range(10 * RATE):
            await person.says(words)
            if await person.notice.is_visible():
                return

    return reach


def pressed(begin: Do, *names: str) -> Do:
    async def reach(person: Person) -> None:
        await begin(person)
        for name in names:
            await person.presses(name)

    return reach


def cleared(begin: Do) -> Do:
    async def reach(person: Person) -> None:
        await begin(person)
        await person.clears()

    return reach


def asked_to_clear(begin: Do) -> Do:
    async def reach(person: Person) -> None:
        await begin(person)
        await person.page.locator(".clear summary").click()

    return reach


def topics(begin: Do) -> Do:
    async def reach(person: Person) -> None:
        await begin(person)
        await person.page.locator(".topics summary").click()

    return reach


def waiting(begin: Do) -> Do:
    async def reach(person: Person) -> None:
        await begin(person)
        await person.holds(MESSAGE)
        await person.box.fill(DRUGS)
        await person.button("Send").click()

    return reach


def offline(begin: Do) -> Do:
    async def reach(person: Person) -> None:
        await begin(person)
        await person.page.context.set_offline(True)
        await person.says(DRUGS)

    return reach


def mangled(begin: Do) -> Do:
    """What the page sends is broken on its way."""

    async def reach(person: Person) -> None:
        await begin(person)
        await person.page.route(MESSAGE, lambda route: route.continue_(post_data="{"))
        await person.says(DRUGS)

    return reach


def leaving(begin: Do, *, by: Do) -> Do:
    """No page to leave to can be reached, so that what covers this one stays."""

    async def reach(person: Person) -> None:
        await begin(person)
        for address in (person.hub.hosts.weather, "**/away"):
            await person.holds(address)
        await by(person)
        await expect(person.page).to_have_title(COVERED)

    return reach


async def press_leave(person: Person) -> None:
    await person.page.locator(".leave").click()


async def press_shift(person: Person) -> None:
    await person.shifts()


async def press_shift_once(person: Person) -> None:
    await page(person)
    await person.shifts(1)


def at(path: str) -> Do:
    async def reach(person: Person) -> None:
        await person.comes(path)

    return reach


COVERED = "New page"
LEAVE = {"button": press_leave, "shift": press_shift}


def chat_states(where: str, begin: Do) -> tuple[State, ...]:
    """What the page and the widget have in common."""
    return (
        State(f"{where}-waiting", waiting(begin), "I am looking"),
        State(f"{where}-reply", said(begin, DRUGS), "Inclusion"),
        State(
            f"{where}-conversation",
            said(begin, "hello", DRUGS, "what is frank", "what about my son"),
            "You can get help",
        ),
        State(f"{where}-emergency", said(begin, DANGER), "Call 999 now"),
        State(f"{where}-emergency-in-polish", said(begin, DANGER_IN_POLISH), "Call 999 now"),
        State(f"{where}-error", mangled(begin), "Something is wrong with this page."),
        State(f"{where}-offline", offline(begin), DOWN),
        State(f"{where}-nothing-typed", said(begin, ""), "Write something first."),
        State(f"{where}-too-long", said(begin, TOO_LONG), "That is too long for me."),
        State(f"{where}-too-fast", said_too_often(begin, "hello"), "You sent a lot in a short time."),
        State(f"{where}-topics", topics(said(begin, DRUGS)), START),
        State(f"{where}-asked-to-clear", asked_to_clear(said(begin, DRUGS)), "You cannot get them back."),
        State(f"{where}-cleared", cleared(said(begin, DRUGS)), "This chat is cleared."),
        State(f"{where}-exit", leaving(said(begin, DRUGS), by=press_leave), ""),
    )


async def languages(person: Person) -> None:
    await page(person)
    await person.page.locator(".languages > summary").click()
    await person.page.locator(".languages [lang=ur] summary").click()


def easily(begin: Do, *words: str) -> Do:
    """With easy read turned on."""

    async def reach(person: Person) -> None:
        await said(begin, *words)(person)
        await person.page.get_by_text("Easy read").click()

    return reach


PAGE = (
    State("page-start", page, START),
    State("page-languages", languages, "No one who speaks them has checked"),
    State("page-start-button", pressed(page, START), "Inclusion"),
    State("page-shift-once", press_shift_once, "Press Shift 2 more times"),
    State("page-easy-start", easily(page), "I am not a person."),
    State("page-easy-reply", easily(page, DRUGS), "It is for adults."),
    State("page-easy-emergency", easily(page, DANGER), "Say what you see."),
    *chat_states("page", page),
)
WIDGET = (
    State("widget-closed", Person.comes_by_the_council, "Worried about drugs?"),
    State("widget-open", panel, START),
    *chat_states("widget", panel),
)
WITHOUT_SCRIPT = (
    State("plain-start", page, START, script=False),
    State("plain-reply", said(page, DRUGS), "Inclusion", script=False),
    State("plain-emergency", said(page, DANGER), "Call 999 now", script=False),
    State("plain-easy-emergency", easily(page, DANGER), "Say what you see.", script=False),
    State("plain-too-long", said(page, TOO_LONG), "That is too long for me.", script=False),
    State("plain-cleared", cleared(said(page, DRUGS)), "This chat is cleared.", script=False),
)
BESIDE = (
    State("people", at("/people"), "Open now"),
    State("privacy", at("/privacy"), "What is held"),
    State("accessibility", at("/accessibility"), "How to use this page"),
    State("away", at("/away"), "Calendar", script=False),
)
STATES = (*PAGE, *WIDGET, *WITHOUT_SCRIPT, *BESIDE)
