"""Whether the directory is open data, and how often it may be asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.setting_values import whole_number, yes_or_no


@dataclass(frozen=True)
class OpenReferralSettings:
    """Rates are requests a minute, `rate` from one place."""

    is_on: bool = False
    rate: int = 60
    rate_all: int = 600

    @classmethod
    def read(cls, found: Mapping[str, str]) -> OpenReferralSettings:
        """Raises SettingError."""
        return cls(
            is_on=yes_or_no(found, "SIGNPOST_OPEN_REFERRAL", default=cls.is_on),
            rate=whole_number(found, "SIGNPOST_OPEN_REFERRAL_RATE", cls.rate, 1, 100_000),
            rate_all=whole_number(found, "SIGNPOST_OPEN_REFERRAL_RATE_ALL", cls.rate_all, 1, 1_000_000),
        )
