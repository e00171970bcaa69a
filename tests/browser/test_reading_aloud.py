"""Answers are read aloud by a voice on this device alone, where somebody asks for it."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.kiosk import kiosk
from tests.browser.person import Person
from tests.browser.states import DANGER, DANGER_IN_POLISH, DRUGS, Do, page, panel

pytestmark = pytest.mark.asyncio(loop_scope="session")

# A browser without a window has no voices. These say what they were given to read, and are silent else.
VOICES = """
window.read = [];
const voices = VOICES.map(([lang, localService]) => ({ lang, localService }));
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices, addEventListener() {}, speak: ({ text }) => window.read.push(text),
  cancel: () => (window.read.length = 0),
} });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
HERE, ELSEWHERE = '[["de-DE", true], ["en-GB", true]]', '[["en-GB", false], ["de-DE", true]]'


async def with_voices(person: Person, voices: str) -> None:
    await person.page.add_init_script(VOICES.replace("VOICES", voices))


async def read(person: Person) -> str:
    return " ".join(await person.page.evaluate("window.read"))


@pytest.mark.parametrize("begin", [page, panel, kiosk], ids=["page", "widget", "kiosk"])
async def test_answers_are_read_from_when_somebody_asks_until_the_chat_is_cleared(person: Person, begin: Do) -> None:
    await with_voices(person, HERE)
    await begin(person)
    await person.says(DRUGS)
    assert await read(person) == ""
    await person.button("Read answers aloud").click()
    await expect(person.page.get_by_text("People near you may hear it. Headphones help.")).to_be_visible()
    await person.says(DANGER)
    said = await read(person)
    assert said.startswith("Call 999 now")
    assert "roll them onto their side" in said
    if begin is kiosk:
        await person.button("I'm finished").click()
    else:
        await person.clears()
    assert await read(person) == ""
    await expect(person.button("Read answers aloud")).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("begin", [page, kiosk], ids=["page", "kiosk"])
async def test_what_is_read_is_what_is_shown(person: Person, begin: Do) -> None:
    await with_voices(person, HERE)
    await begin(person)
    await person.button("Read answers aloud").click()
    await person.page.get_by_text("Easy read").click()
    await person.says(DANGER)
    said = await read(person)
    assert "Say what you see." in said
    assert "Tell them what you see." not in said


async def test_what_no_voice_here_speaks_is_left_out(person: Person) -> None:
    await with_voices(person, HERE)
    await page(person)
    await person.button("Read answers aloud").click()
    await person.says(DANGER_IN_POLISH)
    said = await read(person)
    assert "Zadzwoń" not in said
    assert said.startswith("Call 999 now")


@pytest.mark.parametrize("voices", ["[]", ELSEWHERE, '[["de-DE", true]]'], ids=["none", "elsewhere", "german"])
async def test_nothing_is_offered_where_no_english_voice_is_on_the_device(person: Person, voices: str) -> None:
    await with_voices(person, voices)
    await page(person)
    await person.says(DRUGS)
    await expect(person.button("Read answers aloud")).to_be_hidden()
