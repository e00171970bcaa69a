"""The server's own settings: the environment, read once, checked by name."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.setting_values import Access, SettingError, host_names, read_access, whole_number
from bot.state.settings import StateSettings
from bot.workers.settings import WorkerSettings

__all__ = ["ROOT", "Access", "SettingError", "Settings", "cannot_listen"]

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Where to listen and what to load. Each channel reads its own (`bot/channels.py`).

    `hosts` are the names by which this server is reached, besides addresses and localhost. `metrics` says who may read
    `/metrics`. `state` is what several workers share, and `workers` how many there are.
    """

    host: str = "127.0.0.1"
    port: int = 5005
    models: Path = ROOT / "models"
    hosts: frozenset[str] = frozenset()
    metrics: Access = "loopback"
    metrics_token: str | None = field(default=None, repr=False)
    state: StateSettings = field(default_factory=StateSettings)
    workers: WorkerSettings = field(default_factory=WorkerSettings)

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Reads the variables that docs/running.md lists; raises SettingError."""
        found = os.environ if environment is None else environment
        metrics, metrics_token = read_access(found, "SIGNPOST_METRICS")
        return cls(
            host=found.get("SIGNPOST_HOST", cls.host),
            port=whole_number(found, "SIGNPOST_PORT", cls.port, 1, 65535),
            models=Path(found.get("SIGNPOST_MODELS", str(cls.models))),
            hosts=_hosts(found),
            metrics=metrics,
            metrics_token=metrics_token,
            state=StateSettings.read(found),
            workers=WorkerSettings.read(found),
        )


def cannot_listen(host: str, port: int, why: OSError) -> str:
    """Why the server cannot listen, and what to set instead, in one line."""
    if why.errno == errno.EADDRINUSE:
        return f"port {port} is already in use: stop what uses it, or choose another with SIGNPOST_PORT=5006"
    if why.errno == errno.EACCES:
        return f"port {port} may not be used by this user: choose another with SIGNPOST_PORT=5006"
    return f"{host!r} is no address of this machine to listen on: set SIGNPOST_HOST to one, or leave it out"


def _hosts(found: Mapping[str, str]) -> frozenset[str]:
    """The site is the proxy's own setting, in its own form; what is no name there is the proxy's to refuse."""
    told = (host_names(found, name, strict=False) for name in ("SIGNPOST_SITE", "SIGNPOST_HOST"))
    return host_names(found, "SIGNPOST_HOSTS").union(*told)
