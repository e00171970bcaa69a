"""The watch over the directory's files goes on, whatever stands in its way for a while."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot import watching
from bot.watching import SourceWatch
from tests.descriptors import none_left
from tests.waiting import until_then


async def test_it_goes_on_after_file_descriptors_were_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(watching, "LOOK_EVERY", 0.01)
    built: list[None] = []
    monkeypatch.setattr(SourceWatch, "_build", lambda _: built.append(None))
    watch = SourceWatch(tmp_path / "built.sqlite")
    work = asyncio.create_task(watch.run())
    with none_left():
        await until_then(lambda: "could not be looked at (OSError)" in caplog.text)
    watch._seen = ()
    monkeypatch.setattr(watch, "_stamp", lambda: (("changed.yaml", 1),))
    await until_then(lambda: bool(built))
    assert not work.done()
    work.cancel()
