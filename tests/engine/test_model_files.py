"""A model that is damaged is no model; one that is written is there whole or not at all."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import model_files, training
from bot.model_files import draft_folder, hash_file, is_intact, newest_first, prune, put
from bot.understanding.encoder import files as encoder_files

CONTENT = gzip.compress(os.urandom(10_000))
DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut": lambda content: content[: len(content) // 2],
    "longer": lambda content: content + b"\0",
    "no-archive": lambda content: b"not an archive",
    **{f"flipped-at-{at}": lambda content, at=at: flipped(content, at) for at in (20, 5_000, -1)},  # type: ignore[misc]
}


def flipped(content: bytes, at: int) -> bytes:
    """One bit of it is another."""
    changed = bytearray(content)
    changed[at] ^= 1
    return bytes(changed)


def trained(models: Path, name: str, *, age: int = 0) -> Path:
    """A model as training leaves it, so many seconds ago."""
    with draft_folder(models) as folder:
        (folder / "draft.tar.gz").write_bytes(CONTENT)
        put(folder / "draft.tar.gz", models / f"{name}.tar.gz")
    at = 1_700_000_000 - age
    os.utime(models / f"{name}.tar.gz", (at, at))
    return models / f"{name}.tar.gz"


@pytest.mark.parametrize("with_hash", [True, False])
def test_what_was_written_is_whole(tmp_path: Path, with_hash: bool) -> None:
    model = trained(tmp_path, "a")
    if not with_hash:
        hash_file(model).unlink()
    assert is_intact(model)


@pytest.mark.parametrize("with_hash", [True, False])
@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_is_not(tmp_path: Path, damage: str, with_hash: bool) -> None:
    model = trained(tmp_path, "a")
    if not with_hash:
        hash_file(model).unlink()
    model.write_bytes(DAMAGE[damage](CONTENT))
    # A byte behind the end of an archive is harmless, and only the hash sees it.
    assert is_intact(model) is (damage == "longer" and not with_hash)


def test_a_damaged_hash_is_a_damaged_model(tmp_path: Path) -> None:
    model = trained(tmp_path, "a")
    hash_file(model).write_bytes(b"\xff")
    assert not is_intact(model)


def test_what_is_not_there_is_not_whole(tmp_path: Path) -> None:
    assert not is_intact(tmp_path / "a.tar.gz")


def test_nothing_but_the_model_and_its_hash_is_left(tmp_path: Path) -> None:
    model = trained(tmp_path, "a")
    assert sorted(tmp_path.iterdir()) == sorted([model, hash_file(model)])


def test_what_a_killed_training_left_goes_and_what_another_trains_stays(tmp_path: Path) -> None:
    dead, alive = tmp_path / ".training-999999999-a", tmp_path / f".training-{os.getpid()}-b"
    for folder in (dead, alive):
        folder.mkdir()
    trained(tmp_path, "a")
    assert (dead.exists(), alive.exists()) == (False, True)


def test_a_stop_while_it_is_put_in_place_leaves_no_half_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(source: Path, target: Path) -> None:
        replace(source, target)
        raise KeyboardInterrupt

    replace = os.replace
    monkeypatch.setattr(model_files.os, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        trained(tmp_path, "a")
    assert not is_intact(tmp_path / "a.tar.gz")
    assert newest_first(tmp_path) == []


def test_the_one_before_is_kept_and_older_and_damaged_ones_go(tmp_path: Path) -> None:
    oldest, before, damaged = (trained(tmp_path, name, age=age) for name, age in (("a", 30), ("b", 20), ("c", 10)))
    damaged.write_bytes(b"")
    newest = trained(tmp_path, "d")
    prune(tmp_path, newest)
    assert newest_first(tmp_path) == [newest, before]
    assert not hash_file(oldest).exists()


def test_a_model_of_the_newest_inputs_comes_first_whatever_its_age(tmp_path: Path) -> None:
    other = trained(tmp_path, "signpost-0")
    ours = trained(tmp_path, f"signpost-{training.fingerprint()}", age=1000)
    assert training.best_first(tmp_path) == [ours, other]
    assert training.current(tmp_path) == ours
    ours.write_bytes(b"")
    assert training.current(tmp_path) is None
    assert not training.is_current(tmp_path)


def test_what_was_trained_without_the_encoder_does_only_while_it_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = trained(tmp_path, f"signpost-{training.fingerprint()}{training.WITHOUT_ENCODER}")
    assert training.current(tmp_path) is None
    with monkeypatch.context() as patch:
        patch.setattr(encoder_files, "problem", lambda: "damaged")
        assert training.current(tmp_path) == without
        with_it = trained(tmp_path, f"signpost-{training.fingerprint()}")
        assert training.current(tmp_path) == with_it


def test_a_damaged_encoder_does_not_ask_for_another_model() -> None:
    inputs = {path.name for pattern in training.INPUTS for path in training.ROOT.glob(pattern)}
    assert not inputs & {"model.onnx", "wordpieces.txt"}
    assert {"model.sha256", "files.py"} <= inputs


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the model that comes with the project, empty."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    monkeypatch.setenv(training.SHIPPED_SETTING, str(folder))
    return folder


def test_a_shipped_model_of_the_newest_inputs_needs_no_training(tmp_path: Path, shipped: Path) -> None:
    older_here = trained(tmp_path, "signpost-0")
    ours = trained(shipped, f"signpost-{training.fingerprint()}")
    assert training.current(tmp_path) == ours
    assert training.best_first(tmp_path) == [ours, older_here]


def test_a_shipped_model_of_older_inputs_is_the_last_that_is_used(tmp_path: Path, shipped: Path) -> None:
    stale = trained(shipped, "signpost-1")
    trained_here = trained(tmp_path, "signpost-0", age=1000)
    assert training.current(tmp_path) is None
    assert training.best_first(tmp_path) == [trained_here, stale]


def test_shipping_puts_the_newest_in_place_of_the_one_before(tmp_path: Path, shipped: Path) -> None:
    before = trained(shipped, "signpost-1")
    ours = trained(tmp_path, f"signpost-{training.fingerprint()}")
    path = training.ship(tmp_path)
    assert (path.parent, path.read_bytes(), is_intact(path)) == (shipped, ours.read_bytes(), True)
    assert not before.exists()
    assert not hash_file(before).exists()
    assert training.ship(tmp_path) == path


def test_nothing_is_shipped_where_there_is_no_model_of_the_newest_inputs(tmp_path: Path, shipped: Path) -> None:
    before = trained(shipped, "signpost-1")
    trained(tmp_path, f"signpost-{training.fingerprint()}{training.WITHOUT_ENCODER}")
    with pytest.raises(training.TrainingFailed, match="make train"):
        training.ship(tmp_path)
    assert before.exists()
