"""Single values out of the environment, each refused by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, cast, get_args
from urllib.parse import SplitResult, urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
# Who may use an address that is not for everybody: programs on this machine too, holders of its token alone, nobody.
Access = Literal["loopback", "token", "off"]
SHORTEST_TOKEN = 32
# Python makes no number of some thousand digits, and says so without the setting's name.
LONGEST_NUMBER = 20
MAKE_ONE = "make one with `openssl rand -hex 32`"
HOST = re.compile(r"(?:https?://)?((?!-)[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)(?::[0-9]+)?/?")


class SettingError(Exception):
    """A setting is wrong; the message names it and says what to do."""


def whole_number(found: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    """The number, or the default where the setting is missing; raises SettingError."""
    value = found.get(name, str(default))
    if not (value.isascii() and value.isdecimal() and len(value) <= LONGEST_NUMBER) or not least <= int(value) <= most:
        raise SettingError(f"{name} is {value!r}: give a whole number from {least} to {most}")
    return int(value)


def yes_or_no(found: Mapping[str, str], name: str, *, default: bool) -> bool:
    """True for yes; raises SettingError for anything but yes and no."""
    value = found.get(name, "yes" if default else "no")
    if value not in ("yes", "no"):
        raise SettingError(f"{name} is {value!r}: give yes or no")
    return value == "yes"


def chosen_word(found: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    """The word that was chosen, or the first where the setting is missing; raises SettingError."""
    value = found.get(name, choices[0])
    if value not in choices:
        raise SettingError(f"{name} is {value!r}: give {', '.join(choices[:-1])} or {choices[-1]}")
    return value


def read_access(found: Mapping[str, str], name: str) -> tuple[Access, str | None]:
    """Who may use an address, and the token, from the settings `name` and `name`_TOKEN.

    Raises SettingError, which never shows the token.
    """
    token, who = found.get(f"{name}_TOKEN"), cast(Access, chosen_word(found, name, get_args(Access)))
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise SettingError(f"{name}_TOKEN is shorter than {SHORTEST_TOKEN} characters: {MAKE_ONE}")
    if who == "token" and token is None:
        raise SettingError(f"{name} is 'token', but {name}_TOKEN is not set: {MAKE_ONE}")
    return who, token


def host_names(found: Mapping[str, str], name: str, *, strict: bool = True) -> frozenset[str]:
    """Names in small letters, without scheme and port; raises SettingError for what is none, or leaves it out."""
    parts = [part for part in re.split(r"[,\s]+", found.get(name, "").lower()) if part]
    fitting = {part: HOST.fullmatch(part) for part in parts}
    wrong = next((part for part in parts if not fitting[part]), None)
    if strict and wrong is not None:
        raise SettingError(f"{name} holds {wrong!r}: give names such as bot.hub.example, with commas between them")
    return frozenset(match[1] for match in fitting.values() if match)


def web_address(value: str) -> SplitResult | None:
    """The parts of an http(s) address without a user, None for anything else; port 0 and above 65535 are no ports."""
    if not value.isascii() or not value.isprintable() or " " in value or "\\" in value:
        return None
    try:
        parts = urlsplit(value)
        sound = parts.scheme in DEFAULT_PORTS and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return None
    return parts if sound else None
