"""The supervisor of several workers, whose workers are unhurried; `generation` behind it is such a generation."""

from __future__ import annotations

import sys

from bot.workers import generation, supervisor

GENERATION = (sys.executable, "-W", "ignore", "-m", "tests.unhurried_workers", "generation")

if __name__ == "__main__":
    if sys.argv[1:] == ["generation"]:
        from tests.unhurried import unhurried

        unhurried()
        generation.main()
    else:
        supervisor.main(GENERATION)
