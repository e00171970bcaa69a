"""Debian's Valkey and HAProxy with the files that are shipped, and what runs below a process."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

DEPLOY = Path(__file__).resolve().parent.parent / "deploy"
SBIN = "/usr/sbin:/usr/bin:/sbin:/bin"
PROGRAMS = {
    "haproxy": shutil.which("haproxy", path=SBIN),
    "valkey-server": shutil.which("valkey-server", path=SBIN) or shutil.which("redis-server", path=SBIN),
}


def missing() -> list[str]:
    """The engines that this machine lacks."""
    return [name for name, path in PROGRAMS.items() if path is None]


def begun(name: str, command: Sequence[str], home: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """A program in a session of its own; what it prints goes to a file of its name in `home`."""
    with (home / f"{name}.log").open("ab") as log:
        return subprocess.Popen(
            command,
            cwd=home,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def valkey(home: Path, socket: Path, environment: Mapping[str, str] = os.environ) -> subprocess.Popen[bytes]:
    """It listens once its socket is there."""
    socket.unlink(missing_ok=True)
    config = DEPLOY / "valkey" / "valkey.conf"
    command = [str(PROGRAMS["valkey-server"]), str(config), "--unixsocket", str(socket), "--dir", str(home)]
    return begun("valkey", command, home, environment)


def haproxy(
    home: Path, port: int, workers: Sequence[int], environment: Mapping[str, str] = os.environ
) -> subprocess.Popen[bytes]:
    """On `port`, before one worker or two on theirs."""
    config = home / "haproxy.cfg"
    lines = (DEPLOY / "haproxy" / "haproxy.cfg").read_text().splitlines()
    config.write_text("\n".join(line for line in lines if len(workers) > 1 or "worker1" not in line) + "\n")
    settings = {
        "SIGNPOST_PROXY_BIND": f"127.0.0.1:{port}",
        "SIGNPOST_PAGES": str(DEPLOY / "server"),
        **{f"SIGNPOST_PORT_{number}": str(worker) for number, worker in enumerate(workers)},
    }
    command = [str(PROGRAMS["haproxy"]), "-W", "-f", str(config)]
    return begun("haproxy", command, home, {**environment, **settings})


def children(pid: int) -> list[int]:
    """The processes that it has started."""
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += [int(child) for child in (task / "children").read_text().split()]
    return sorted(found)


def family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for one in found:
        found += children(one)
    return found


def pss_mb(pids: Sequence[int]) -> float:
    """Memory of processes; what several of them share counts once."""
    return sum(map(_pss_kb, pids)) / 1024


def _pss_kb(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
