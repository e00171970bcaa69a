"""The one door for settings: the environment, read once, checked by name."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast, get_args

from bot.places import Places
from bot.setting_values import DEFAULT_PORTS, SettingError, host_names, one_of, web_address, whole_number, yes_or_no

__all__ = ["ROOT", "SettingError", "Settings"]

ROOT = Path(__file__).resolve().parent.parent
# A page of our own that can be left to without the internet.
OWN_EXIT = "/away"
# Up to this length the safety net reads a message whole.
LONGEST_READ = 4000
# Who may use the REST address: programs on this machine as well, holders of the token alone, nobody.
Rest = Literal["loopback", "token", "off"]


@dataclass(frozen=True)
class Settings:
    """Where to listen, what to load, whom to let in, and what the web channel takes.

    `rest_token` is what the REST address asks of whoever is not on this machine, or of everybody. `hosts` are the names
    by which this server is reached, besides addresses and localhost. `web_origins` are the other sites whose pages may
    use the web channel. Rates are messages a minute. `places` are those around the kiosk, and `kiosk_prints` says
    whether it has a printer.
    """

    host: str = "127.0.0.1"
    port: int = 5005
    rest_token: str | None = None
    models: Path = ROOT / "models"
    rest: Rest = "loopback"
    hosts: frozenset[str] = frozenset()
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
            port=whole_number(found, "SIGNPOST_PORT", cls.port, 1, 65535),
            rest_token=_token(found.get("SIGNPOST_REST_TOKEN")),
            models=Path(found.get("SIGNPOST_MODELS", str(cls.models))),
            rest=_rest(found),
            hosts=_hosts(found),
            web_origins=_origins(found.get("SIGNPOST_WEB_ORIGINS", "")),
            web_longest=whole_number(found, "SIGNPOST_WEB_LONGEST", cls.web_longest, 100, LONGEST_READ),
            web_rate=whole_number(found, "SIGNPOST_WEB_RATE", cls.web_rate, 1, 100_000),
            web_rate_all=whole_number(found, "SIGNPOST_WEB_RATE_ALL", cls.web_rate_all, 1, 1_000_000),
            exit_url=_exit_url(found.get("SIGNPOST_EXIT_URL", cls.exit_url)),
            places=Places.read(found),
            kiosk_prints=yes_or_no(found, "SIGNPOST_KIOSK_PRINTER", default=cls.kiosk_prints),
        )


def _hosts(found: Mapping[str, str]) -> frozenset[str]:
    """The site is the proxy's own setting, in its own form; what is no name there is the proxy's to refuse."""
    told = (host_names(found, name, strict=False) for name in ("SIGNPOST_SITE", "SIGNPOST_HOST"))
    return host_names(found, "SIGNPOST_HOSTS").union(*told)


def _rest(found: Mapping[str, str]) -> Rest:
    chosen = cast(Rest, one_of(found, "SIGNPOST_REST", get_args(Rest)))
    if chosen == "token" and "SIGNPOST_REST_TOKEN" not in found:
        raise SettingError(
            "SIGNPOST_REST is 'token', but SIGNPOST_REST_TOKEN is not set: make one with `openssl rand -hex 32`"
        )
    return chosen


def _token(value: str | None) -> str | None:
    if value is not None and len(value) < 32:
        raise SettingError("SIGNPOST_REST_TOKEN is shorter than 32 characters: make one with `openssl rand -hex 32`")
    return value


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
            f"SIGNPOST_EXIT_URL is {value!r}: give a whole web address, such as {Settings.exit_url}, or {OWN_EXIT}"
        )
    return value
