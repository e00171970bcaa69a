"""Settings that systemd keeps sealed and opens for the service alone (systemd.exec(5), `ImportCredential=`)."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

from bot.setting_values import SettingError

FOLDER, FILE = "CREDENTIALS_DIRECTORY", "signpost.env"
QUOTES = ("'", '"')


def take_in(environment: MutableMapping[str, str]) -> None:
    """Adds them to the environment, in the place of those of the same name there. Raises SettingError."""
    folder = environment.get(FOLDER)
    if not folder or not (path := Path(folder, FILE)).is_file():
        return
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"the sealed {FILE} cannot be read ({type(error).__name__})") from error
    for number, line in enumerate(map(str.strip, lines), start=1):
        if not line or line.startswith(("#", ";")):
            continue
        name, is_one, value = line.partition("=")
        if not is_one:
            # What stands there may be half a secret.
            raise SettingError(f"line {number} of the sealed {FILE} is not NAME=value")
        environment[name.strip()] = _bare(value.strip())


def _bare(value: str) -> str:
    is_quoted = len(value) > 1 and value[0] in QUOTES and value[-1] == value[0]
    return value[1:-1] if is_quoted else value
