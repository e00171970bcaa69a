"""The states of the screen in the hub, and the two ways in which it is put up."""

from __future__ import annotations

from playwright.async_api import expect

from tests.browser.hub import PLACES
from tests.browser.person import Person
from tests.browser.states import DANGER, DANGER_IN_POLISH, DRUGS, START, State, easily, offline, pressed, said, waiting
from tests.browser.variants import Variant

SCREENS = (
    Variant("upright", (1080, 1920)),
    Variant("lying", (1920, 1080)),
    Variant("upright-dark", (1080, 1920), colours="dark"),
    Variant("lying-forced-colours", (1920, 1080), forced="active"),
    Variant("upright-still", (1080, 1920), motion="reduce"),
)
MINUTE = 60_000
WARNED = 20_000
PHONE, DESK, DEFIBRILLATOR = PLACES.values()
BARE_CARD = "Call 999 now"


async def kiosk(person: Person) -> None:
    await person.comes("/kiosk")
    await expect(person.button(START)).to_be_visible()


async def stood_at(person: Person) -> None:
    """On a clock that the test turns."""
    await person.page.clock.install()
    await kiosk(person)


async def keys(person: Person) -> None:
    await kiosk(person)
    await person.box.click()
    await expect(person.button("Space")).to_be_visible()


async def taken_away(person: Person) -> None:
    await said(kiosk, DRUGS)(person)
    await expect(person.page.get_by_role("img").first).to_be_visible()
    for code in await person.page.get_by_role("img").all():
        await code.evaluate("(image) => image.decode()")


async def large_and_strong(person: Person) -> None:
    await taken_away(person)
    for name in ("Bigger text", "Bigger text", "Stronger colours"):
        await person.button(name).click()


async def warned(person: Person) -> None:
    await said(stood_at, DRUGS)(person)
    await passes(person, MINUTE)


async def bare_card(person: Person) -> None:
    await said(stood_at, DANGER)(person)
    await passes(person, MINUTE + WARNED)


async def passes(person: Person, milliseconds: int) -> None:
    """Time, and nobody touches the screen."""
    await person.page.clock.run_for(milliseconds)


KIOSK = tuple(
    State(f"kiosk-{name}", reach, seen, variants=SCREENS)
    for name, reach, seen in (
        ("start", kiosk, START),
        ("keys", keys, "Hide the keys"),
        ("waiting", waiting(kiosk), "I am looking"),
        ("reply", taken_away, "Take a number with you"),
        ("large-and-strong", large_and_strong, "Take a number with you"),
        ("emergency", said(kiosk, DANGER), f"The nearest phone is {PHONE}."),
        ("emergency-in-polish", said(kiosk, DANGER_IN_POLISH), f"The nearest phone is {PHONE}."),
        ("in-danger", pressed(kiosk, "In danger? Call 999 from any phone"), "Relay UK"),
        ("easy-start", easily(kiosk), "Press a button. Or write to me."),
        ("easy-emergency", easily(kiosk, DANGER), "Say what you see."),
        ("offline", offline(kiosk), "I cannot answer just now."),
        ("no-phone", pressed(kiosk, "I have no phone"), "It works with no credit."),
        ("people", pressed(kiosk, "Talk to a person"), "Open now"),
        ("held", pressed(kiosk, "What is held"), "They are held in the memory"),
        ("how-to", pressed(kiosk, "How to use this screen"), "What you can do"),
        ("warned", warned, "Are you still there?"),
        ("bare-card", bare_card, BARE_CARD),
    )
)
