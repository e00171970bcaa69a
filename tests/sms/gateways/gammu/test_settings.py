"""Off until its folder is set; what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.setting_values import SettingError
from bot.sms.settings import LONGEST_FOLDER, Gammu, SmsSettings

FOLDER, INJECT = "SIGNPOST_SMS_GAMMU_FOLDER", "SIGNPOST_SMS_GAMMU_INJECT"
RUN = "/run/signpost-sms"


def read(**found: str) -> SmsSettings:
    return SmsSettings.read(found)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({}, None),
        ({FOLDER: "", INJECT: ""}, None),
        ({FOLDER: RUN}, Gammu(Path(RUN), "gammu-smsd-inject")),
        ({FOLDER: RUN, INJECT: "/opt/inject"}, Gammu(Path(RUN), "/opt/inject")),
    ],
)
def test_the_folder_is_enough(found: dict[str, str], expected: Gammu | None) -> None:
    assert read(**found).gammu == expected
    assert read(**found).gateways == (("gammu",) if expected else ())


@pytest.mark.parametrize("folder", ["sms", "./sms", "/run/a\nb", "/" + "a" * LONGEST_FOLDER])
def test_a_folder_that_cannot_be_is_refused(folder: str) -> None:
    with pytest.raises(SettingError, match=f"{FOLDER} is not a whole path"):
        read(**{FOLDER: folder})


def test_the_program_alone_is_half() -> None:
    with pytest.raises(SettingError, match=f"{FOLDER} is not set, though {INJECT} is"):
        read(**{INJECT: "/opt/inject"})
