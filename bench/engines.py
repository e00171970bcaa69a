"""The real engines beside one another: Valkey, HAProxy and a server of two workers, each as it is shipped."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.fault_phones import FakeSendsms
from bench.processes import BenchFailed, last_line
from bench.slow_way import SlowWay
from bench.surroundings import linked_tree, small_disk
from bot import training
from bot.settings import ROOT
from rig import engines
from rig.clock import COMPILER, Clock
from rig.ports import answers, free_port, ports_side_by_side, until

SECRET = "the-secret-of-the-rig-of-32-characters"


@dataclass
class EnginesRunning:
    """`home` holds all that its programs write, and `tree` the code that they run."""

    home: Path
    gateway: FakeSendsms
    many: int = 2
    tree: Path = ROOT
    # Of all its programs, where it can be moved.
    clock: Clock | None = None
    has_small_disk: bool = False
    valkey: subprocess.Popen[bytes] | None = None
    haproxy: subprocess.Popen[bytes] | None = None
    server: subprocess.Popen[bytes] | None = None
    port: int = field(default_factory=free_port)
    first: int = 0
    settings: dict[str, str] = field(default_factory=dict)

    def start_valkey(self) -> None:
        self.valkey = engines.valkey(self.home, self.socket, self._with_clock())
        _until(self.socket.exists, "valkey", self.home)

    def start_haproxy(self) -> None:
        workers = range(self.first, self.first + self.many)
        self.haproxy = engines.haproxy(self.home, self.port, workers, self._with_clock())

    def start_server(self) -> None:
        command = [sys.executable, "-W", "ignore", "-m", "bot.cli", "serve"]
        self.server = engines.begun("server", command, self.home, self._environment())
        _until(lambda: all(map(self.is_well, range(self.many))), "server", self.home)

    @property
    def socket(self) -> Path:
        return self.home / "valkey.sock"

    @property
    def url(self) -> str:
        """Where people come in."""
        return f"http://127.0.0.1:{self.port}"

    def is_well(self, number: int) -> bool:
        return answers(f"http://127.0.0.1:{self.first + number}/healthz")

    def workers(self) -> list[int]:
        """Their processes. One alone is its own."""
        if self.server is None:
            return []
        if self.many == 1:
            return [self.server.pid]
        return [worker for generation in engines.children(self.server.pid) for worker in engines.children(generation)]

    def reload(self) -> bool:
        """Whether `signpost reload` went well."""
        command = [sys.executable, "-W", "ignore", "-m", "bot.cli", "reload"]
        done = subprocess.run(command, env=self._environment(), cwd=self.home, capture_output=True, check=False)
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

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in self._with_clock().items() if not name.startswith("SIGNPOST_")}
        return {**kept, "PYTHONPATH": str(self.tree), **self.settings}

    def _with_clock(self) -> dict[str, str]:
        return {**os.environ, **(self.clock.settings() if self.clock else {})}


@contextmanager
def running_engines(
    gateway: FakeSendsms, *, many: int = 2, models: Path = ROOT / "models", own: bool = False
) -> Iterator[tuple[EnginesRunning, SlowWay]]:
    """All of it, well, until the block ends.

    With `own` they have a small disk, a clock, links to the code, and a way to Valkey that can be made slow.
    """
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="rig-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        found = EnginesRunning(folder, gateway, many)
        if own:
            found.has_small_disk = stack.enter_context(small_disk(folder))
            (folder / "tree").mkdir()
            found.tree = linked_tree(folder / "tree")
            found.clock = Clock.made(folder) if COMPILER else None
        way = SlowWay(folder / "way.sock", found.socket)
        stack.callback(way.close)
        stack.callback(found.stop)
        _furnish(found, way.path if own else found.socket, models)
        found.start_valkey()
        if own:
            way.open()
        found.start_haproxy()
        found.start_server()
        _until(lambda: answers(f"{found.url}/"), "haproxy", folder)
        yield found, way


def _furnish(found: EnginesRunning, shared: Path, models: Path) -> None:
    source = found.home / "directory"
    shutil.copytree(ROOT / "directory", source, ignore=shutil.ignore_patterns("*.py", "__pycache__", "hsds"))
    model = training.current(models)
    if model is None:
        raise BenchFailed("there is no trained model: make train")
    (found.home / "models").mkdir()
    for part in (model, model.with_name(model.name.replace(".tar.gz", ".sha256"))):
        shutil.copy(part, found.home / "models")
    found.first = ports_side_by_side(found.many)
    found.settings = _settings(found, shared, source)


def _settings(found: EnginesRunning, shared: Path, source: Path) -> dict[str, str]:
    several = {"SIGNPOST_STATE_URL": f"unix://{shared}", "SIGNPOST_WORKERS": str(found.many)}
    return {
        **(several if found.many > 1 else {}),
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
        "SIGNPOST_SMS_KANNEL_SENDSMS": f"{found.gateway.address}/cgi-bin/sendsms",
        "SIGNPOST_SMS_KANNEL_USER": "rig",
        "SIGNPOST_SMS_KANNEL_PASSWORD": "rig",
    }


def _until(is_so: Callable[[], bool], name: str, home: Path) -> None:
    if not until(is_so):
        raise BenchFailed(f"{name} was not ready: {last_line(home / f'{name}.log')}")
