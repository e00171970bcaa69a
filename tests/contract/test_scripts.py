"""Every shell script of the project is one that shellcheck has nothing to say about."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.waiting import PATIENCE

FOLDERS = (".ci", "deploy", "scripts")
SHEBANG = re.compile(rb"#!.*\b(?:ba)?sh\b")


def scripts() -> list[str]:
    paths = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    return sorted(str(path.relative_to(ROOT)) for path in paths if _is_shell(path))


def _is_shell(path: Path) -> bool:
    with path.open("rb") as file:
        return bool(SHEBANG.match(file.readline()))


@pytest.mark.process
def test_shellcheck_has_nothing_to_say_about_any_script() -> None:
    if not shutil.which("shellcheck"):
        pytest.skip("needs `shellcheck` (Debian's package shellcheck)")
    found = scripts()
    assert {".ci/run", "deploy/kiosk/kiosk-browser", "deploy/sms/kannel/install", "scripts/offline/sign"} <= set(found)
    done = subprocess.run(
        ["shellcheck", *found], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
