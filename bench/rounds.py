"""Bots take turns on the same machine, so that a busy moment hits each of them."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from contextlib import ExitStack

from bench.load import TurnTimes, measure
from bench.results import Figures, Speed
from bench.starts import Candidate, RunningBot, Start, running, start_of

logger = logging.getLogger(__name__)

CLIENTS = (1, 8)
# Bots load parts of themselves at their first turns.
WARM_UP = 40


def figures(candidates: Sequence[Candidate], *, turns: int, rounds: int, starts: int) -> dict[str, Figures]:
    """Each bot's starts, then their turns, round by round. A start before those that count warms the disk's cache."""
    found: dict[str, list[Start]] = {candidate.bot.name: [] for candidate in candidates}
    for number in range(starts):
        for candidate in candidates:
            start = start_of(candidate)
            if number > 0:
                found[candidate.bot.name].append(start)
    with ExitStack() as stack:
        bots = [stack.enter_context(running(candidate)) for candidate in candidates]
        for bot in bots:
            found[bot.bot.name].append(bot.start)
            logger.info("Warming up %s ...", bot.bot.name)
            measure(bot.bot, clients=CLIENTS[-1], turns=WARM_UP)
        speeds = {clients: _speeds(bots, clients, turns, rounds) for clients in CLIENTS}
        return {
            bot.bot.name: Figures.of(
                found[bot.bot.name], bot.memory_mb(), {clients: speeds[clients][bot.bot.name] for clients in CLIENTS}
            )
            for bot in bots
        }


def _speeds(bots: Sequence[RunningBot], clients: int, turns: int, rounds: int) -> Mapping[str, Speed]:
    seen: dict[str, list[TurnTimes]] = {bot.bot.name: [] for bot in bots}
    used = dict.fromkeys(seen, 0.0)
    for number in range(1, rounds + 1):
        for bot in bots:
            name = bot.bot.name
            logger.info("Round %s of %s, %s at once: %s ...", number, rounds, clients, name)
            before = bot.processor_seconds()
            seen[name].append(measure(bot.bot, clients=clients, turns=turns))
            used[name] += bot.processor_seconds() - before
    return {name: Speed.of(found, used[name]) for name, found in seen.items()}
