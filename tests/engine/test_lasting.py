"""A loaded model is not looked through for garbage again and again."""

from __future__ import annotations

import gc

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
