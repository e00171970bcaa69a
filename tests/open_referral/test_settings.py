"""Open data is off unless somebody has asked for it."""

from __future__ import annotations

import pytest

from bot.open_referral.settings import OpenReferralSettings
from bot.setting_values import SettingError


def test_it_is_off_unless_it_was_asked_for() -> None:
    assert not OpenReferralSettings.read({}).is_on
    assert OpenReferralSettings.read({"SIGNPOST_OPEN_REFERRAL": "yes"}).is_on


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("SIGNPOST_OPEN_REFERRAL", "on"),
        ("SIGNPOST_OPEN_REFERRAL_RATE", "0"),
        ("SIGNPOST_OPEN_REFERRAL_RATE_ALL", "many"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(name: str, wrong: str) -> None:
    with pytest.raises(SettingError, match=f"^{name} is '{wrong}': give"):
        OpenReferralSettings.read({name: wrong})
