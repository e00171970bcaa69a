"""The settings of the gateways for texts. Each gateway is off until all that it needs is set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from bot.setting_values import SettingError, web_address, whole_number

SHORTEST_SECRET = 32
SHORTEST_KEY = 8
KANNEL_SECRET, KANNEL_SENDSMS = "SIGNPOST_SMS_KANNEL_SECRET", "SIGNPOST_SMS_KANNEL_SENDSMS"
KANNEL_USER, KANNEL_PASSWORD = "SIGNPOST_SMS_KANNEL_USER", "SIGNPOST_SMS_KANNEL_PASSWORD"
TWILIO_TOKEN, TWILIO_URL = "SIGNPOST_SMS_TWILIO_TOKEN", "SIGNPOST_SMS_TWILIO_URL"
ANDROID_URL, ANDROID_KEY = "SIGNPOST_SMS_ANDROID_URL", "SIGNPOST_SMS_ANDROID_KEY"
ANDROID_USER, ANDROID_PASSWORD = "SIGNPOST_SMS_ANDROID_USER", "SIGNPOST_SMS_ANDROID_PASSWORD"
RAPIDPRO_URL, RAPIDPRO_SECRET = "SIGNPOST_SMS_RAPIDPRO_URL", "SIGNPOST_SMS_RAPIDPRO_SECRET"
RAPIDPRO_MARK = "SIGNPOST_SMS_RAPIDPRO_MARK"
GAMMU_FOLDER, GAMMU_INJECT = "SIGNPOST_SMS_GAMMU_FOLDER", "SIGNPOST_SMS_GAMMU_INJECT"
# What RapidPro puts behind a channel's address. We do too.
LAST_WORDS = frozenset({"receive", "sent", "delivered", "failed", "stopped"})
# What the daemon can hold of a path to one of its files, less a file's name in its longest folder.
LONGEST_FOLDER = 200


@dataclass(frozen=True)
class Login:
    """An address to send through, with its name and password."""

    url: str
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Kannel:
    """`secret` is what its get-url carries; `sendsms` where texts after the first go.

    Without the second all of a reply would be one text, which a phone shows only when its last part has come.
    """

    secret: str = field(repr=False)
    sendsms: Login


@dataclass(frozen=True)
class Twilio:
    """`url` is the address that Twilio calls, as the world sees it: the signature is over it."""

    token: str = field(repr=False)
    url: str


@dataclass(frozen=True)
class Android:
    """The phone's own address and login, and the key that it signs with."""

    phone: Login
    key: str = field(repr=False)


@dataclass(frozen=True)
class RapidPro:
    """`url` is the channel's address at courier, without the last word; `secret` is what its calls carry.

    `mark`, where it is set, is what a flow puts before a person's words: what comes without it was never meant for us.
    """

    url: str
    secret: str = field(repr=False)
    mark: str = ""


@dataclass(frozen=True)
class Gammu:
    """`folder` holds the daemon's `inbox` and `outbox`; `inject` is the program that makes texts for it."""

    folder: Path
    inject: str = "gammu-smsd-inject"


@dataclass(frozen=True)
class SmsSettings:
    """None for each gateway that is off. Rates are texts a minute."""

    rate: int = 10
    rate_all: int = 300
    kannel: Kannel | None = None
    twilio: Twilio | None = None
    android: Android | None = None
    rapidpro: RapidPro | None = None
    gammu: Gammu | None = None

    @property
    def gateways(self) -> tuple[str, ...]:
        """The names of those that are on."""
        return tuple(row.name for row in fields(self) if row.default is None and getattr(self, row.name))

    @classmethod
    def read(cls, found: Mapping[str, str]) -> SmsSettings:
        """Raises SettingError, which names what is missing or wrong and never shows a secret."""
        return cls(
            rate=whole_number(found, "SIGNPOST_SMS_RATE", cls.rate, 1, 1000),
            rate_all=whole_number(found, "SIGNPOST_SMS_RATE_ALL", cls.rate_all, 1, 100_000),
            kannel=_kannel(found),
            twilio=_twilio(found),
            android=_android(found),
            rapidpro=_rapidpro(found),
            gammu=_gammu(found),
        )


def _kannel(found: Mapping[str, str]) -> Kannel | None:
    if not _together(found, KANNEL_SECRET, KANNEL_SENDSMS, KANNEL_USER, KANNEL_PASSWORD):
        return None
    login = Login(_address(found, KANNEL_SENDSMS), found[KANNEL_USER], found[KANNEL_PASSWORD])
    return Kannel(_secret(found, KANNEL_SECRET), login)


def _twilio(found: Mapping[str, str]) -> Twilio | None:
    if not _together(found, TWILIO_TOKEN, TWILIO_URL):
        return None
    return Twilio(_secret(found, TWILIO_TOKEN, SHORTEST_SECRET), _address(found, TWILIO_URL, query=True))


def _android(found: Mapping[str, str]) -> Android | None:
    if not _together(found, ANDROID_URL, ANDROID_USER, ANDROID_PASSWORD, ANDROID_KEY):
        return None
    if ":" in found[ANDROID_USER]:
        raise SettingError(f"{ANDROID_USER} is not a user's name: give it without a colon, as the app shows it")
    phone = Login(_address(found, ANDROID_URL), found[ANDROID_USER], found[ANDROID_PASSWORD])
    return Android(phone, _secret(found, ANDROID_KEY, SHORTEST_KEY))


def _rapidpro(found: Mapping[str, str]) -> RapidPro | None:
    if not _together(found, RAPIDPRO_URL, RAPIDPRO_SECRET):
        return None
    address = _address(found, RAPIDPRO_URL)
    last = address.rpartition("/")[2]
    if last in LAST_WORDS:
        raise SettingError(f"{RAPIDPRO_URL} is not the channel's address alone: give it without /{last} at its end")
    return RapidPro(address, _secret(found, RAPIDPRO_SECRET), found.get(RAPIDPRO_MARK, "").strip())


def _gammu(found: Mapping[str, str]) -> Gammu | None:
    folder, inject = found.get(GAMMU_FOLDER), found.get(GAMMU_INJECT)
    if not folder:
        if inject:
            raise SettingError(f"{GAMMU_FOLDER} is not set, though {GAMMU_INJECT} is: set it too, or neither")
        return None
    if not Path(folder).is_absolute() or len(folder) > LONGEST_FOLDER or not folder.isprintable():
        raise SettingError(f"{GAMMU_FOLDER} is not a whole path of one folder: give one such as /run/signpost-sms")
    return Gammu(Path(folder), inject or Gammu.inject)


def _together(found: Mapping[str, str], *names: str) -> bool:
    """True where all are set, False where none is; raises SettingError for some. Set to nothing is not set."""
    missing = [name for name in names if not found.get(name)]
    if len(missing) == len(names):
        return False
    if missing:
        there = next(name for name in names if name not in missing)
        verb = "is" if len(missing) == 1 else "are"
        raise SettingError(
            f"{' and '.join(missing)} {verb} not set, though {there} is: set {_all_of(names)}, or none of them"
        )
    return True


def _all_of(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _secret(found: Mapping[str, str], name: str, shortest: int = SHORTEST_SECRET) -> str:
    value = found[name]
    if not value.isascii() or not value.isprintable() or value != value.strip() or len(value) < shortest:
        raise SettingError(
            f"{name} is not of the right kind: give {shortest} or more plain letters and digits, such as from "
            "`openssl rand -hex 32`, or what the gateway shows"
        )
    return value


def _address(found: Mapping[str, str], name: str, *, query: bool = False) -> str:
    """Without a slash at its end, so that a word can follow; with a query as it is, where it may have one."""
    value = found[name]
    parts = web_address(value)
    if parts is None or "#" in value or ("?" in value and not query):
        wanted = "without '#' and what follows it" if query else "without '?' and '#'"
        raise SettingError(f"{name} is not a web address: give a whole one, http or https, {wanted}, and no name in it")
    return value if query else value.rstrip("/")
