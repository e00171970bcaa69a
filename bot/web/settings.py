"""The web channel's settings: whose pages may use it, how much it takes, and where people leave to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.setting_values import DEFAULT_PORTS, SettingError, web_address, whole_number

# A page of our own that can be left to without the internet.
OWN_EXIT = "/away"
# Up to this length the safety net reads a message whole.
LONGEST_READ = 4000


@dataclass(frozen=True)
class WebSettings:
    """`origins` are the other sites whose pages may use the channel. Rates are messages a minute."""

    origins: frozenset[str] = frozenset()
    longest: int = 1000
    rate: int = 20
    rate_all: int = 600
    exit_url: str = "https://www.bbc.co.uk/weather"

    @classmethod
    def read(cls, found: Mapping[str, str]) -> WebSettings:
        """Raises SettingError."""
        return cls(
            origins=_origins(found.get("SIGNPOST_WEB_ORIGINS", "")),
            longest=whole_number(found, "SIGNPOST_WEB_LONGEST", cls.longest, 100, LONGEST_READ),
            rate=whole_number(found, "SIGNPOST_WEB_RATE", cls.rate, 1, 100_000),
            rate_all=whole_number(found, "SIGNPOST_WEB_RATE_ALL", cls.rate_all, 1, 1_000_000),
            exit_url=_exit_url(found.get("SIGNPOST_EXIT_URL", cls.exit_url)),
        )


def _origins(value: str) -> frozenset[str]:
    return frozenset(_origin(part.strip()) for part in value.split(",")) if value.strip() else frozenset()


def _origin(given: str) -> str:
    """As browsers write it: small letters, and no port where it is the usual one."""
    parts = web_address(given)
    if parts is None or parts.path not in ("", "/") or parts.query or parts.fragment or "*" in given:
        raise SettingError(
            f"SIGNPOST_WEB_ORIGINS holds {given!r}: give scheme and host of each site, such as https://hub.example, "
            "with commas between them"
        )
    host = f"[{parts.hostname}]" if ":" in str(parts.hostname) else str(parts.hostname)
    usual = parts.port in (None, DEFAULT_PORTS[parts.scheme])
    return f"{parts.scheme}://{host}" + ("" if usual else f":{parts.port}")


def _exit_url(value: str) -> str:
    if value != OWN_EXIT and web_address(value) is None:
        raise SettingError(
            f"SIGNPOST_EXIT_URL is {value!r}: give a whole web address, such as {WebSettings.exit_url}, or {OWN_EXIT}"
        )
    return value
