"""How likely something must be before the bot acts on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Thresholds:
    """How likely something must be; config.yml sets them, docs/safety.md says what they were set on.

    A sure red flag is an emergency, whatever else is likely. Else one needs `alone`, `amid` in the middle of a calm
    conversation, `hinted` where a red flag hints, `quietened` where all its signs were denied, past, supposed or
    told, `open` while one is open and `doubtful` after weak signs. A first message under `faint` is of another need
    from `plain` on. Between `doubt` and that the reply opens with 999; a question needs `doubt_of_asked`. Signs are
    weak under `firm`, after weak signs under `firm_again`, and beside a sure flag under `firm_sure`. An open
    emergency is left where good news is likelier than `leave`, `leave_sure` beside a sure flag, `leave_denied` where
    all signs are denied. Weak signs are taken back by good news from `taken_back` on, by a no from `denied` on, by
    another need from `elsewhere` on; who asks what to do, from `asked_about` on, goes on about them. What else is
    said in the same breath is answered from `beside` on. Under `understood` nothing was; under `named`, or
    `named_short` in a message of no more than `short` words, the name of a service decides. Nobody is refused under
    `refuse`, or `refuse_amid` in a conversation that is about something else. In another language what is likely
    under `foreign` is not understood, under `known` its own calm words say what is meant, and beside those danger
    needs `calm`.
    """

    alone: float = 0.1
    amid: float = 0.25
    hinted: float = 0.04
    quietened: float = 0.5
    open: float = 0.3
    doubtful: float = 0.1
    faint: float = 0.15
    plain: float = 0.7
    firm: float = 0.97
    firm_again: float = 0.8
    firm_sure: float = 0.1
    doubt: float = 0.05
    doubt_of_asked: float = 0.08
    leave: float = 0.2
    leave_sure: float = 0.6
    leave_denied: float = 0.05
    taken_back: float = 0.83
    denied: float = 0.3
    elsewhere: float = 0.6
    asked_about: float = 0.75
    beside: float = 0.3
    understood: float = 0.12
    named: float = 0.3
    named_short: float = 0.4
    short: int = 3
    foreign: float = 0.4
    known: float = 0.9
    calm: float = 0.8
    refuse: float = 0.45
    refuse_amid: float = 0.85


def thresholds(config: Mapping[str, Any]) -> Thresholds:
    """From the gate's settings in config.yml."""
    return Thresholds(**{row.name: config[row.name] for row in fields(Thresholds) if row.name in config})
