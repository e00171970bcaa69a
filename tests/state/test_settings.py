"""What is wrong in the settings of the shared memory is named, without an address or a key."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.setting_values import SettingError
from bot.state.settings import StateSettings
from bot.state.state import Memory
from tests.rows import each_row

URL = "unix:///run/signpost-state/valkey.sock"


@each_row(
    ("found", "says"),
    [
        ({"SIGNPOST_STATE_URL": "http://user:password@host"}, "SIGNPOST_STATE_URL is no address of a Valkey"),
        ({"SIGNPOST_STATE_KEY_FILE": "/run/key"}, "SIGNPOST_STATE_URL is not: set it too"),
        ({"SIGNPOST_STATE_URL": URL, "SIGNPOST_STATE_KEY_FILE": "/nowhere"}, "names a file that cannot be read"),
        ({"SIGNPOST_STATE_URL": URL, "SIGNPOST_STATE_KEY_FILE": "/dev/null"}, "fewer than 32 bytes"),
        ({"SIGNPOST_STATE_URL": URL, "SIGNPOST_STATE_CA_FILE": "/dev/null"}, "does not begin with rediss://"),
        ({"SIGNPOST_STATE_URL": "rediss://h", "SIGNPOST_STATE_CA_FILE": "/nowhere"}, "names no file of certificates"),
        ({"SIGNPOST_STATE_URL": "rediss://h", "SIGNPOST_STATE_CA_FILE": "/dev/null"}, "names no file of certificates"),
        ({"SIGNPOST_STATE_TIMEOUT_MS": "5"}, "SIGNPOST_STATE_TIMEOUT_MS is '5'"),
    ],
)
def test_a_wrong_one_is_refused_by_its_name(found: dict[str, str], says: str) -> None:
    with pytest.raises(SettingError, match=says) as refused:
        StateSettings.read(found)
    assert "password" not in str(refused.value)


def test_without_an_address_a_process_remembers_alone() -> None:
    assert isinstance(StateSettings.read({}).made(), Memory)


def test_the_same_key_file_makes_the_same_keys(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("k" * 64 + "\n")
    found = {"SIGNPOST_STATE_URL": URL, "SIGNPOST_STATE_KEY_FILE": str(key)}
    one, other = (StateSettings.read(found).made().keys for _ in range(2))
    assert one == other
    assert one != StateSettings.read({"SIGNPOST_STATE_URL": URL}).made().keys


def test_neither_address_nor_key_is_in_its_repr(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("k" * 64)
    found = StateSettings.read({"SIGNPOST_STATE_URL": "redis://:pw@h", "SIGNPOST_STATE_KEY_FILE": str(key)})
    assert "pw" not in repr(found)
    assert "kkk" not in repr(found) + repr(found.made().keys)
