"""The one door for settings: the environment, read once, checked by name."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from bot.places import Places

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_PORTS = {"http": 80, "https": 443}
# A page of our own that can be left to without the internet.
OWN_EXIT = "/away"
# Up to this length the safety net reads a message whole.
LONGEST_READ = 4000
LONGEST_PLACE = 100
# A run of digits as people dial it: every number to call comes from the directory.
LIKE_A_NUMBER = re.compile(r"\d(?:[ -]?\d){2}")


class SettingError(Exception):
    """A setting is wrong; the message names it and says what to do."""


@dataclass(frozen=True)
class Settings:
    """Where to listen, what to load, whom to let in, and what the web channel takes.

    `rest_token` is what the REST address asks of whoever is not on this machine. `web_origins` are the other sites
    whose pages may use the web channel. Rates are messages a minute. `places` are those around the kiosk, and
    `kiosk_prints` says whether it has a printer.
    """

    host: str = "127.0.0.1"
    port: int = 5005
    rest_token: str | None = None
    models: Path = ROOT / "models"
    web_origins: frozenset[str] = frozenset()
    web_longest: int = 1000
    web_rate: int = 20
    web_rate_all: int = 600
    exit_url: str = "https://www.bbc.co.uk/weather"
    places: Places = field(default_factory=Places)
    kiosk_prints: bool = True

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Reads the variables that docs/running.md lists; raises SettingError."""
        found = os.environ if environment is None else environment
        return cls(
            host=found.get("SIGNPOST_HOST", cls.host),
            port=_whole_number(found, "SIGNPOST_PORT", cls.port, 1, 65535),
            rest_token=_token(found.get("SIGNPOST_REST_TOKEN")),
            models=Path(found.get("SIGNPOST_MODELS", str(cls.models))),
            web_origins=_origins(found.get("SIGNPOST_WEB_ORIGINS", "")),
            web_longest=_whole_number(found, "SIGNPOST_WEB_LONGEST", cls.web_longest, 100, LONGEST_READ),
            web_rate=_whole_number(found, "SIGNPOST_WEB_RATE", cls.web_rate, 1, 100_000),
            web_rate_all=_whole_number(found, "SIGNPOST_WEB_RATE_ALL", cls.web_rate_all, 1, 1_000_000),
            exit_url=_exit_url(found.get("SIGNPOST_EXIT_URL", cls.exit_url)),
            places=Places(
                phone=_place(found, "SIGNPOST_KIOSK_PHONE"),
                desk=_place(found, "SIGNPOST_KIOSK_DESK"),
                defibrillator=_place(found, "SIGNPOST_KIOSK_DEFIBRILLATOR"),
            ),
            kiosk_prints=_yes_or_no(found, "SIGNPOST_KIOSK_PRINTER", cls.kiosk_prints),
        )


def _whole_number(found: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    value = found.get(name, str(default))
    if not (value.isascii() and value.isdecimal()) or not least <= int(value) <= most:
        raise SettingError(f"{name} is {value!r}: give a whole number from {least} to {most}")
    return int(value)


def _place(found: Mapping[str, str], name: str) -> str:
    """Without a full stop: it ends a sentence of the wording, which has its own."""
    value = found.get(name, "").strip(" ")
    if len(value) > LONGEST_PLACE or not value.isprintable() or re.search(r"[{}]|^@", value):
        raise SettingError(
            f"{name} is {value[:LONGEST_PLACE]!r}: give one line of at most {LONGEST_PLACE} characters, without curly "
            "brackets and with no @ in front, such as 'on the wall by the front door'"
        )
    if LIKE_A_NUMBER.search(value):
        raise SettingError(f"{name} is {value!r}: say where it is without a number of three digits or more")
    return value.rstrip(" .")


def _yes_or_no(found: Mapping[str, str], name: str, default: bool) -> bool:
    value = found.get(name, "yes" if default else "no")
    if value not in ("yes", "no"):
        raise SettingError(f"{name} is {value!r}: give yes or no")
    return value == "yes"


def _token(value: str | None) -> str | None:
    if value is not None and len(value) < 32:
        raise SettingError("SIGNPOST_REST_TOKEN is shorter than 32 characters: make one with `openssl rand -hex 32`")
    return value


def _origins(value: str) -> frozenset[str]:
    return frozenset(_origin(part.strip()) for part in value.split(",")) if value.strip() else frozenset()


def _origin(given: str) -> str:
    """As browsers write it: small letters, and no port where it is the usual one."""
    parts = _web_address(given)
    if parts is None or parts.path not in ("", "/") or parts.query or parts.fragment or "*" in given:
        raise SettingError(
            f"SIGNPOST_WEB_ORIGINS holds {given!r}: give scheme and host of each site, such as https://hub.example, "
            "with commas between them"
        )
    host = f"[{parts.hostname}]" if ":" in str(parts.hostname) else str(parts.hostname)
    usual = parts.port in (None, DEFAULT_PORTS[parts.scheme])
    return f"{parts.scheme}://{host}" + ("" if usual else f":{parts.port}")


def _exit_url(value: str) -> str:
    if value != OWN_EXIT and _web_address(value) is None:
        raise SettingError(
            f"SIGNPOST_EXIT_URL is {value!r}: give a whole web address, such as {Settings.exit_url}, or {OWN_EXIT}"
        )
    return value


def _web_address(value: str) -> SplitResult | None:
    """The parts of an http(s) address without a user, None for anything else; port 0 and above 65535 are no ports."""
    if not value.isascii() or not value.isprintable() or " " in value or "\\" in value:
        return None
    try:
        parts = urlsplit(value)
        sound = parts.scheme in DEFAULT_PORTS and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return None
    return parts if sound else None
