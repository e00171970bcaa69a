"""The real engines beside one another: Valkey, HAProxy and a server of two workers, each as it is shipped."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.processes import BenchFailed, last_line
from bench.slow_way import Way
from bot import training
from bot.settings import ROOT
from rig.ports import free_port

SBIN = "/usr/sbin:/usr/bin:/sbin:/bin"
ENGINES = {
    "haproxy": shutil.which("haproxy", path=SBIN),
    "valkey-server": shutil.which("valkey-server", path=SBIN) or shutil.which("redis-server", path=SBIN),
}
SECRET = "the-secret-of-the-rig-of-32-characters"
LONGEST_START = 240.0


@dataclass
class EnginesRunning:
    """`home` holds all that its programs write. `phones` is where Kannel's sendsms would be."""

    home: Path
    phones: str
    many: int = 2
    valkey: subprocess.Popen[bytes] | None = None
    haproxy: subprocess.Popen[bytes] | None = None
    server: subprocess.Popen[bytes] | None = None
    port: int = field(default_factory=free_port)
    first: int = 0
    settings: dict[str, str] = field(default_factory=dict)

    def start_valkey(self) -> None:
        config = ROOT / "deploy" / "valkey" / "valkey.conf"
        self.socket.unlink(missing_ok=True)
        command = [
            str(ENGINES["valkey-server"]),
            str(config),
            "--unixsocket",
            str(self.socket),
            "--dir",
            str(self.home),
        ]
        self.valkey = self._started("valkey", command, {})
        _until(self.socket.exists, "valkey", self.home)

    def start_haproxy(self) -> None:
        ports = {f"SIGNPOST_PORT_{number}": str(self.first + number) for number in range(2)}
        pages = {"SIGNPOST_PROXY_BIND": f"127.0.0.1:{self.port}", "SIGNPOST_PAGES": str(ROOT / "deploy" / "server")}
        config = self.home / "haproxy.cfg"
        lines = (ROOT / "deploy" / "haproxy" / "haproxy.cfg").read_text().splitlines()
        config.write_text("\n".join(line for line in lines if self.many > 1 or "worker1" not in line) + "\n")
        self.haproxy = self._started("haproxy", [str(ENGINES["haproxy"]), "-W", "-f", str(config)], ports | pages)

    def start_server(self) -> None:
        command = [sys.executable, "-W", "ignore", "-m", "bot.cli", "serve"]
        self.server = self._started("server", command, self.settings)
        _until(lambda: all(map(self.is_well, range(self.many))), "server", self.home)

    @property
    def socket(self) -> Path:
        return self.home / "valkey.sock"

    @property
    def url(self) -> str:
        """Where people come in."""
        return f"http://127.0.0.1:{self.port}"

    def is_well(self, number: int) -> bool:
        with suppress(URLError, OSError), urlopen(f"http://127.0.0.1:{self.first + number}/healthz", timeout=5) as said:
            return int(said.status) == 200
        return False

    def workers(self) -> list[int]:
        """Their processes. One alone is its own."""
        if self.server is None:
            return []
        if self.many == 1:
            return [self.server.pid]
        return [worker for generation in children(self.server.pid) for worker in children(generation)]

    def reload(self) -> bool:
        """Whether `signpost reload` went well."""
        command = [sys.executable, "-W", "ignore", "-m", "bot.cli", "reload"]
        done = subprocess.run(
            command, env=self._environment(self.settings), cwd=self.home, capture_output=True, check=False
        )
        return done.returncode == 0

    def stop(self) -> None:
        for process in (self.haproxy, self.server, self.valkey):
            if process is None or process.poll() is not None:
                continue
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGCONT)
                process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(40)
                continue
            os.killpg(process.pid, signal.SIGKILL)

    def _started(self, name: str, command: list[str], more: dict[str, str]) -> subprocess.Popen[bytes]:
        with (self.home / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                command,
                cwd=self.home,
                env=self._environment(more),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _environment(self, more: dict[str, str]) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SIGNPOST_")}
        return {**kept, "PYTHONPATH": str(ROOT), **more}


def children(pid: int) -> list[int]:
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += [int(child) for child in (task / "children").read_text().split()]
    return sorted(found)


def missing() -> list[str]:
    """The engines that this machine lacks."""
    return [name for name, path in ENGINES.items() if path is None]


@contextmanager
def running_engines(phones: str, *, many: int = 2) -> Iterator[tuple[EnginesRunning, Way]]:
    """All of it, well, until the block ends. What stands between the workers and Valkey can be made slow."""
    folder = Path(tempfile.mkdtemp(prefix="rig-"))
    source = folder / "directory"
    shutil.copytree(ROOT / "directory", source, ignore=shutil.ignore_patterns("*.py", "__pycache__", "hsds"))
    model = training.current(ROOT / "models")
    if model is None:
        raise BenchFailed("there is no trained model: make train")
    (folder / "models").mkdir()
    for part in (model, model.with_name(model.name.replace(".tar.gz", ".sha256"))):
        shutil.copy(part, folder / "models")
    found = EnginesRunning(folder, phones, many)
    way = Way(folder / "way.sock", found.socket)
    found.first = _ports(many)
    found.settings = _settings(found, way, source)
    try:
        found.start_valkey()
        way.open()
        found.start_haproxy()
        found.start_server()
        _until(lambda: _passes(found), "haproxy", folder)
        yield found, way
    finally:
        found.stop()
        way.close()
        shutil.rmtree(folder, ignore_errors=True)


def _settings(found: EnginesRunning, way: Way, source: Path) -> dict[str, str]:
    shared = {"SIGNPOST_STATE_URL": f"unix://{way.path}", "SIGNPOST_WORKERS": str(found.many)}
    return {
        **(shared if found.many > 1 else {}),
        "SIGNPOST_PORT": str(found.first),
        "SIGNPOST_MODELS": str(found.home / "models"),
        "SIGNPOST_SHIPPED_MODELS": os.devnull,
        "SIGNPOST_DIRECTORY": str(found.home / "built.sqlite"),
        "SIGNPOST_DIRECTORY_SOURCE": str(source),
        "SIGNPOST_WEB_RATE": "100000",
        "SIGNPOST_WEB_RATE_ALL": "1000000",
        "SIGNPOST_SMS_RATE": "1000",
        "SIGNPOST_SMS_RATE_ALL": "100000",
        "SIGNPOST_SMS_KANNEL_SECRET": SECRET,
        "SIGNPOST_SMS_KANNEL_SENDSMS": f"{found.phones}/cgi-bin/sendsms",
        "SIGNPOST_SMS_KANNEL_USER": "rig",
        "SIGNPOST_SMS_KANNEL_PASSWORD": "rig",
    }


def _ports(many: int) -> int:
    """The first of some that stand side by side and that nobody uses."""
    import socket

    while True:
        first = free_port()
        with suppress(OSError):
            for port in range(first, first + many):
                socket.create_server(("127.0.0.1", port)).close()
            return first


def _passes(found: EnginesRunning) -> bool:
    with suppress(URLError, OSError), urlopen(f"{found.url}/", timeout=5) as said:
        return int(said.status) == 200
    return False


def _until(is_so: Callable[[], bool], name: str, home: Path) -> None:
    ends = time.monotonic() + LONGEST_START
    while not is_so():
        if time.monotonic() > ends:
            raise BenchFailed(f"{name} was not ready: {last_line(home / f'{name}.log')}")
        time.sleep(0.1)
