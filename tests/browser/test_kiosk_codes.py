"""Every web address that the screen in the hub shows is there as a code too: nobody can open it there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.browser.conftest import Newcomer
from tests.browser.kiosk import SCREENS, kiosk
from tests.browser.person import Person
from tests.browser.states import DANGER, DRUGS, Do, easily, pressed, said
from tests.browser.variants import Variant
from tests.waiting import PATIENCE

pytestmark = pytest.mark.asyncio(loop_scope="session")

needs_a_reader = pytest.mark.skipif(not shutil.which("zbarimg"), reason="needs zbarimg (zbar-tools)")
BSL, FRANK = "https://999bsl.co.uk", "https://www.talktofrank.com"
# What stands on the screen, without its scheme.
ADDRESSES = """() => [...document.querySelectorAll(".line > .web, .way.web, .address, dialog .ways li")]
  .filter((one) => one.checkVisibility()).map((one) => one.innerText.match(/[\\w-]+(\\.[\\w-]+)+[^\\s.]*/)?.[0] ?? "")
  .filter(Boolean)"""
CODES = """() => Promise.all([...document.querySelectorAll("img[alt]:not([alt=''])")]
  .filter((one) => one.checkVisibility()).map(async (one) => (await one.decode(), one.alt)))"""
SHOWN = {
    "treatment": said(kiosk, DRUGS),
    "fraud": said(kiosk, "i got a phishing email"),
    "page-alone": said(kiosk, "what is fearless"),
    "deaf": said(kiosk, "i am deaf how do i call 999"),
    "emergency": said(kiosk, DANGER),
    "easy-emergency": easily(said(kiosk, DANGER)),
    "in-danger": pressed(kiosk, "In danger? Call 999 from any phone"),
    "people": pressed(kiosk, "Talk to a person"),
}


async def scanned(code: Locator, folder: Path) -> str:
    """What a phone reads off the screen."""
    await code.scroll_into_view_if_needed()
    await code.evaluate("(image) => image.decode()")
    picture = folder / "code.png"
    await code.screenshot(path=picture)
    done = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "--nodbus", picture], capture_output=True, timeout=PATIENCE, text=True
    )
    return done.stdout.strip()


@needs_a_reader
@pytest.mark.parametrize("begin", [said(kiosk, DANGER), easily(said(kiosk, DANGER))], ids=["words", "easy"])
@pytest.mark.parametrize("screen", SCREENS[:2], ids=lambda screen: screen.name)
async def test_a_phone_opens_999_bsl_from_the_card_of_an_emergency(
    newcomer: Newcomer, screen: Variant, begin: Do, tmp_path: Path
) -> None:
    person = await newcomer(has_touch=True, **screen.context)
    await begin(person)
    code = person.page.locator(".card .code:visible")
    await expect(code).to_have_count(1)
    assert await scanned(code, tmp_path) == BSL
    first, *_ = (await person.replies.inner_text()).split("\n")
    assert "999" in first


@needs_a_reader
async def test_a_phone_opens_franks_chat_from_who_can_be_talked_to(visitor: Person, tmp_path: Path) -> None:
    await SHOWN["people"](visitor)
    frank = visitor.page.get_by_role("dialog").locator(".service", has_text="FRANK").first
    assert await scanned(frank.locator(".code"), tmp_path) == FRANK


@pytest.mark.parametrize("state", SHOWN)
async def test_every_address_on_the_screen_has_its_code_there(visitor: Person, state: str) -> None:
    await SHOWN[state](visitor)
    await expect(visitor.page.get_by_role("img").first).to_be_attached()
    shown, codes = await visitor.page.evaluate(ADDRESSES), " ".join(await visitor.page.evaluate(CODES))
    assert shown
    assert [address for address in shown if address not in codes] == []


async def test_where_a_code_cannot_be_had_nothing_stands_in_its_place(visitor: Person) -> None:
    await kiosk(visitor)
    await visitor.loses("**/kiosk/qr?*")
    await visitor.says(DANGER)
    await expect(visitor.log).to_contain_text(BSL)
    await expect(visitor.page.locator(".code")).to_have_count(0)


async def test_a_web_address_has_a_code_that_loads(visitor: Person) -> None:
    await said(kiosk, "what is frank")(visitor)
    code = visitor.page.get_by_role("img", name="Square for the camera of a phone: www.talktofrank.com")
    await expect(code).to_be_attached()
    assert await code.evaluate("(image) => image.decode().then(() => image.naturalWidth)")
    assert (await code.get_attribute("src") or "").endswith("/kiosk/qr?link=https%3A%2F%2Fwww.talktofrank.com")


async def test_a_page_alone_makes_no_slip(visitor: Person) -> None:
    await SHOWN["page-alone"](visitor)
    await expect(visitor.page.get_by_role("heading", name="Take a number with you")).to_be_visible()
    await expect(visitor.button("Print a slip")).to_be_hidden()
    await visitor.says(DRUGS)
    await expect(visitor.button("Print a slip")).to_be_visible()
