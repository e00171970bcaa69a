"""The web channel's own sentences, from `wording.yml`, and the buttons that the page starts with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.settings import ROOT
from bot.web.yaml_file import read

WORDING = Path(__file__).with_name("wording.yml")
GREETING = ROOT / "data" / "replies" / "about_bot.yml"
# The one number that stands in the page without the directory; a test holds the two equal.
EMERGENCY_NUMBER = "999"
# What the button for somebody in danger sends. It stands first.
URGENT = "/emergency"
# The direction of a text is its language's: a name in Latin letters at its beginning does not turn it round.
RIGHT_TO_LEFT = ("ar", "ur")

Button = Mapping[str, str]
Words = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class Refusal:
    """Why something was not taken: a code and a line for a program, a sentence for the person."""

    code: str
    status: int
    say: str
    error: str


@dataclass(frozen=True)
class WebWording:
    """All of it, numbers filled in. `menu` are the buttons of the bot's greeting.

    `page` is for the page and the widget, `kiosk` for the kiosk beside it; `ways` names a way to reach somebody, on
    a card and for a code to scan, by what it does: `call`, `text`, `text_keyword`, `web`. `languages`: their own names;
    `unreviewed_in` says in each that nobody has checked its lines.
    `start_pictures`: the picture on each button of the menu, by its payload. `as_told`: lines of an emergency that are
    steps.
    """

    refusals: Mapping[str, Refusal]
    page: Words
    kiosk: Words
    menu: tuple[Button, ...]
    ways: Mapping[str, str]
    languages: Mapping[str, str]
    unreviewed_in: Mapping[str, str]
    start_pictures: Mapping[str, str]
    as_told: tuple[str, ...]

    @property
    def payloads(self) -> frozenset[str]:
        """What the buttons of the start send."""
        return frozenset(button["payload"] for button in self.menu)


def load(*, longest: int, despair: str = "", town: str = "") -> WebWording:
    """Read once, when the server is put together. `despair` is a line for whoever may be in it, where there is one.

    `town` is the name of the town.
    """
    found = read(WORDING)

    def filled(text: str) -> str:
        return text.replace("{emergency}", EMERGENCY_NUMBER).replace("{longest}", str(longest)).replace("{town}", town)

    def said(text: str) -> str:
        return filled(text).replace("{despair}", despair).strip()

    def words(part: str) -> Words:
        return {
            name: [filled(line) for line in text] if isinstance(text, list) else filled(text)
            for name, text in found[part].items()
        }

    refusals = {
        code: Refusal(code, row["status"], said(row["say"]), filled(row["error"]))
        for code, row in found["refusals"].items()
    }
    greetings = read(GREETING)["responses"]["utter_greet"]
    greeting = next(row for row in greetings if "channel" not in row)
    menu = sorted(greeting["buttons"], key=lambda button: button["payload"] != URGENT)
    return WebWording(
        refusals,
        words("page"),
        words("kiosk"),
        tuple(menu),
        ways=found["ways"],
        languages=found["languages"],
        unreviewed_in=found["unreviewed_in"],
        start_pictures=found["start_pictures"],
        as_told=tuple(found["as_told"]),
    )
