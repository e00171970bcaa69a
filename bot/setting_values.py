"""Single values out of the environment, each refused by its name."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}


class SettingError(Exception):
    """A setting is wrong; the message names it and says what to do."""


def whole_number(found: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    """The number, or the default where the setting is missing; raises SettingError."""
    value = found.get(name, str(default))
    if not (value.isascii() and value.isdecimal()) or not least <= int(value) <= most:
        raise SettingError(f"{name} is {value!r}: give a whole number from {least} to {most}")
    return int(value)


def yes_or_no(found: Mapping[str, str], name: str, *, default: bool) -> bool:
    """True for yes; raises SettingError for anything but yes and no."""
    value = found.get(name, "yes" if default else "no")
    if value not in ("yes", "no"):
        raise SettingError(f"{name} is {value!r}: give yes or no")
    return value == "yes"


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
