"""The scripts that browsers get: the modules of a folder joined into one file, with the words and numbers they show."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.web.channel import LARGEST_BODY
from bot.web.chat import ChatService
from bot.web.linking import NUMBER
from bot.web.settings import OWN_EXIT
from bot.web.wording import RIGHT_TO_LEFT, URGENT

JAVASCRIPT = "text/javascript; charset=utf-8"
CSS = "text/css; charset=utf-8"
SCRIPT = Path(__file__).parent / "script"
TEMPLATES = Path(__file__).parent / "templates"
# The module that is not a file: what the server knows and a script needs.
SITE = "site.js"
IMPORT = re.compile(r'^import \{ [^}]+ \} from "([a-z_./]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export ", re.MULTILINE)
# Lines of nothing else, and types within others. They are for us: a third of what a slow connection would carry.
COMMENT = re.compile(r"^ *(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/)\n|/\*\* @type (?:(?!\*/).)*\*/ ", re.MULTILINE | re.DOTALL)
# What a line begins with. No string of ours has several lines.
INDENT = re.compile(r"^ +", re.MULTILINE)
# In a style sheet comments, and the room around its signs.
UNREAD = re.compile(r"/\*.*?\*/\s*|(?<=[{};,:])\s+|\s+(?=[{}])", re.DOTALL)

# The words that scripts put in by themselves; all others stand in the parts. As in script/site.d.ts.
SHOWN = (
    "aloud_on", "anew", "back", "cleared", "clearing", "copied", "covered", "danger", "down", "here", "nothing",
    "shift", "slow", "unsent", "waiting",
)  # fmt: skip

# As JavaScript writes the names of groups.
PATTERN = NUMBER.pattern.replace("(?P<", "(?<")


def sheet(name: str) -> str:
    """A style sheet as browsers get it: without what only we read."""
    return UNREAD.sub("", (TEMPLATES / name).read_text(encoding="utf-8"))


def script(entry: str, site: Mapping[str, Any]) -> str:
    """The module `entry` with all that it imports as browsers get it: without what only we read."""
    return INDENT.sub("", joined(entry, site))


def joined(entry: str, site: Mapping[str, Any]) -> str:
    """The module `entry` and all that it imports, each once and before whoever imports it.

    Modules are joined as they stand, so no two may give different things the same name on their top level.
    """
    pieces: dict[str, str] = {SITE: f"const SITE = {json.dumps(site)};\n"}

    def add(name: str) -> None:
        if name in pieces:
            return
        source = (SCRIPT / name).read_text(encoding="utf-8")
        for imported in IMPORT.findall(source):
            add(posixpath.normpath(posixpath.join(posixpath.dirname(name), imported)))
        for pattern in (IMPORT, EXPORT, COMMENT):
            source = pattern.sub("", source)
        pieces[name] = source.lstrip()

    add(entry)
    return "\n".join(pieces.values())


def known(chat: ChatService, exit_url: str) -> dict[str, Any]:
    """What every script shows: words, the numbers that need no server, where to leave to."""
    return {
        "words": {name: chat.wording.page[name] for name in SHOWN},
        "urgent": URGENT,
        "rtl": RIGHT_TO_LEFT,
        "numbers": chat.net.last_resort.card[-1],
        "number": PATTERN,
        "exit": exit_url,
        "away": OWN_EXIT,
        # What is larger is not sent: a slow connection would carry it up for nothing, again and again.
        "largest": LARGEST_BODY,
        "too_large": chat.wording.refusals["body_too_large"].say,
    }
