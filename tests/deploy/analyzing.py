"""What systemd itself says of a unit that is shipped."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.waiting import PATIENCE

# Other units of this machine are not ours to judge.
OF_OTHERS = ("Wants=", "Requires=", "After=", "Conflicts=")


def what_is_wrong(unit: Path, home: Path) -> str:
    """Nothing where it is taken; in place of its program stands one that is there."""
    lines = ["ExecStart=/bin/true" if line.startswith("ExecStart=") else line for line in unit.read_text().splitlines()]
    copy = home / unit.name
    copy.write_text("\n".join(line for line in lines if not line.startswith(OF_OTHERS)))
    done = _analyze("verify", "--man=no", "--recursive-errors=no", str(copy))
    return done.stdout + done.stderr + f"status {done.returncode}" * bool(done.returncode)


def what_is_open(unit: Path, most: float) -> str:
    """Nothing where it is exposed to no more than so many of ten, as systemd counts."""
    done = _analyze("security", "--offline=true", f"--threshold={most * 10:.0f}", str(unit))
    return done.stdout + done.stderr if done.returncode else ""


def _analyze(*words: str) -> subprocess.CompletedProcess[str]:
    if not shutil.which("systemd-analyze"):
        pytest.skip("needs `systemd-analyze` (Debian's package systemd)")
    return subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, timeout=PATIENCE, check=False)
