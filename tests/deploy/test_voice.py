"""The kiosk's voice: Debian's speech-dispatcher and espeak-ng, for its browser alone, with nothing written down."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.settings import ROOT
from tests.deploy.screen import Visited, screen
from tests.running import environment
from tests.waiting import PATIENCE, until

pytestmark = pytest.mark.process

VOICE = ROOT / "deploy" / "kiosk" / "kiosk-voice"
# A browser says which voices it has once it has asked for them.
ASKS = b"""<!doctype html><title>here</title><script>
const tell = () => fetch("/voices/" + speechSynthesis.getVoices().map((v) => v.lang + "-" + v.localService));
speechSynthesis.addEventListener("voiceschanged", tell);
tell();
</script>"""
# In place of a loudspeaker.
EAR = 'pcm.!default {{ type file slave.pcm null file "{heard}" format raw }}\n'
WORDS = "Call marked by the test now."


@pytest.fixture(autouse=True)
def _needs() -> None:
    for program in ("speech-dispatcher", "spd-say"):
        if not shutil.which(program):
            pytest.skip(f"needs `{program}` (Debian's package {'speech-dispatcher'})")
    if not Path("/usr/lib/speech-dispatcher-modules/sd_espeak-ng").exists():
        pytest.skip("needs Debian's package speech-dispatcher-espeak-ng")


@pytest.mark.parametrize(("setting", "voices"), [("yes", "/voices/en-GB-true"), ("no", "/voices/")])
def test_the_browser_of_the_kiosk_has_one_british_voice_of_this_machine_where_it_is_set(
    setting: str, voices: str
) -> None:
    visited = Visited(ASKS)
    # A page that is slow to come must not be taken away again.
    patient = {"KIOSK_VOICE": setting, "KIOSK_WAIT": "60", "KIOSK_PATIENCE": "60"}
    with visited.open(), screen(f"http://127.0.0.1:{visited.port}/kiosk", **patient) as kiosk:
        until(lambda: voices in visited.paths, why=lambda: str(visited.paths))
        browser = kiosk.browser()
        assert browser
        assert ("--enable-speech-dispatcher" in browser[1]) == (setting == "yes")


@pytest.fixture
def runtime() -> Iterator[Path]:
    """A folder with a short name: the address of a socket has room for a hundred letters."""
    with TemporaryDirectory(prefix="voice-") as folder:
        yield Path(folder)


def test_what_it_says_is_heard_and_stands_in_no_file(tmp_path: Path, runtime: Path) -> None:
    home = runtime
    heard, ear = tmp_path / "heard.raw", tmp_path / "asound.conf"
    ear.write_text(EAR.format(heard=heard))
    settings = environment(
        XDG_RUNTIME_DIR=str(home), ALSA_CONFIG_PATH=f"/usr/share/alsa/alsa.conf:{ear}", HOME=str(home)
    )
    voice = subprocess.Popen([VOICE], env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until((home / "speech-dispatcher" / "speechd.sock").exists)
        said = ["spd-say", "--wait", "--output-module", "espeak-ng", "--language", "en-GB", WORDS]
        until(lambda: _say(said, settings) and heard.exists() and heard.stat().st_size > 0)
    finally:
        voice.terminate()
        voice.wait(timeout=PATIENCE)
    written = [path for path in home.rglob("*") if path.is_file() and not path.is_symlink()]
    assert written
    assert [path for path in written if b"marked" in path.read_bytes()] == []


def _say(said: list[str], settings: dict[str, str]) -> bool:
    return subprocess.run(said, env=settings, capture_output=True, timeout=PATIENCE, check=False).returncode == 0
