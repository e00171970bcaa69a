"""A loaded model is not looked through for garbage again and again."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from bot.engine import lasting


def test_what_is_loaded_is_passed_over_and_garbage_of_before_is_gone() -> None:
    try:
        lasting.set_aside()
        kept = gc.get_freeze_count()
        assert kept
        lasting.set_aside()
        assert gc.get_freeze_count() < 2 * kept
    finally:
        gc.unfreeze()


def memory() -> int:
    """What this process holds, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif("CS_GNU_LIBC_VERSION" not in os.confstr_names, reason="the call is glibc's")
def test_what_was_needed_for_a_moment_goes_back_to_the_system() -> None:
    blocks = [bytes(2000) for _ in range(50_000)]
    # Lies above all others, so that the C library by itself keeps what is below.
    last = blocks.pop()
    before = memory()
    blocks.clear()
    try:
        lasting.set_aside()
        assert memory() < before - 50_000_000
    finally:
        gc.unfreeze()
    assert len(last) == 2000
