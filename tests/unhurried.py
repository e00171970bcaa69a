"""The bot without the few seconds that it gives itself for a turn: a slow machine needs minutes for one.

`python -m tests.unhurried serve` is `signpost serve` like that. A test about one of these limits makes its time pass
(`an_hour_passes` in `tests/waiting.py`).
"""

from __future__ import annotations

from bot.cli import main
from bot.engine import safety_net
from bot.engine.aside import Aside
from bot.sms.gateways import gammu_outbox
from bot.workers import starting
from tests.waiting import PATIENCE

TURNS = ("LONGEST_WAIT", "LONGEST_LOOK", "LONGEST_WAIT_IN_DANGER", "LONGEST_WAIT_UNHEARD")
SHIPPED = {name: getattr(safety_net, name) for name in TURNS}


def unhurried() -> None:
    """For all that this process does afterwards."""
    for name in TURNS:
        setattr(safety_net, name, PATIENCE)
    # Understanding that takes longer counts as hanging.
    Aside.__init__.__kwdefaults__["patience"] = PATIENCE
    gammu_outbox.LONGEST_INJECT = PATIENCE
    starting.SUPERVISOR = "tests.unhurried_workers"


if __name__ == "__main__":
    unhurried()
    main(prog_name="signpost")
