"""`make sms-demo`: a text from the terminal, its answer, and nothing left afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.running import environment
from tests.waiting import PATIENCE, until

pytestmark = pytest.mark.process

SCRIPT = ROOT / "scripts" / "sms-demo"


def left(home: Path) -> list[str]:
    """The folders of a demo that is over."""
    return [path.name for place in (Path("/dev/shm"), home) for path in place.glob("signpost-sms-*")]


@pytest.mark.usefixtures("installed")
def test_a_text_from_the_terminal_is_answered_and_ctrl_c_leaves_nothing(model: Path, tmp_path: Path) -> None:
    before = left(tmp_path)
    with (tmp_path / "output.txt").open("wb") as output:
        demo = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "bench.sms_demo"],
            cwd=tmp_path,
            env=environment(SIGNPOST_MODELS=str(model), TMPDIR=str(tmp_path)),
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    assert demo.stdin
    demo.stdin.write(b"my mate has taken pills and wont wake up\n")
    demo.stdin.flush()
    shown = tmp_path / "output.txt"
    until(lambda: shown.read_text().count("Text, ") or demo.poll() is not None)
    assert "Text, 1 part:\nCall 999 now." in shown.read_text()
    demo.send_signal(signal.SIGINT)
    assert demo.wait(PATIENCE) == 0
    assert left(tmp_path) == before
    with pytest.raises(ProcessLookupError):
        os.killpg(demo.pid, 0)


def test_without_kannel_it_says_what_to_install(tmp_path: Path) -> None:
    script = tmp_path / "scripts" / "sms-demo"
    script.parent.mkdir()
    script.write_text(SCRIPT.read_text().replace("/usr/sbin/smsbox", f"{tmp_path}/smsbox"))
    done = subprocess.run(["bash", str(script)], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 1
    assert "sudo apt-get install kannel kannel-extras" in done.stderr
