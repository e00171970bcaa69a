"""The settings of the whole server: its own, and those that a channel reads for itself."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.settings import Settings
from bot.sms.settings import SmsSettings
from bot.state.settings import StateSettings
from bot.web.settings import WebSettings
from bot.workers.settings import WorkerSettings


@dataclass(frozen=True)
class ServerSettings(Settings):
    """Each channel is given its own alone, so that none of them knows another's."""

    web: WebSettings = field(default_factory=WebSettings)
    sms: SmsSettings = field(default_factory=SmsSettings)
    state: StateSettings = field(default_factory=StateSettings)
    workers: WorkerSettings = field(default_factory=WorkerSettings)

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> ServerSettings:
        """All of the environment; raises SettingError."""
        found = os.environ if environment is None else environment
        return cls(
            **vars(Settings.read(found)),
            web=WebSettings.read(found),
            sms=SmsSettings.read(found),
            state=StateSettings.read(found),
            workers=WorkerSettings.read(found),
        )
