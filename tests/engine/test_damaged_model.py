"""A server whose model or encoder is damaged answers at once, says so, and mends what it can."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import training
from bot.model_files import hash_file, put
from bot.understanding.encoder.files import MODEL
from tests.engine.test_model_files import DAMAGE, flipped
from tests.engine.test_offline import way_in
from tests.running import Server, route, text
from tests.waiting import until

pytestmark = pytest.mark.process

OVER_THE_REAL_ONE = 'mount --bind "$0" "$1" && shift && exec "$@"'


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    folder.mkdir()
    return folder


def start(home: Path, models: Path) -> Server:
    return Server(home, SIGNPOST_MODELS=str(models), SIGNPOST_DIRECTORY=str(home / "directory.sqlite"))


def damage(model: Path, models: Path, how: str) -> Path:
    """The current model, damaged, with the hash of what it was."""
    current = training.current(model)
    assert current
    shutil.copy(current, models / "draft.tar.gz")
    damaged = models / current.name
    put(models / "draft.tar.gz", damaged)
    damaged.write_bytes(DAMAGE[how](damaged.read_bytes()))
    return damaged


def problems(server: Server) -> str:
    health = server.health()
    assert health
    return " ".join(health.json["problems"])


def trainings(server: Server) -> list[Path]:
    """The processes, by their folder in /proc, that the server has started to train."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == server.process.pid and b"--beside" in (path / "cmdline").read_bytes():
                found.append(path)
        except OSError:
            continue
    return found


@pytest.fixture
def starting(tmp_path: Path, models: Path) -> Iterator[Server]:
    """With no model at all."""
    server = start(tmp_path, models)
    yield server
    if server.process.poll() is None:
        server.stop()


@pytest.mark.parametrize("how", ["empty", "cut", "flipped-at-5000"])
def test_with_a_damaged_model_the_one_before_answers_and_another_is_trained(
    tmp_path: Path, model: Path, models: Path, how: str
) -> None:
    damaged = damage(model, models, how)
    before = models / "signpost-0123456789abcdef.tar.gz"
    shutil.copy(training.current(model) or model, before)
    server = start(tmp_path, models)
    try:
        server.wait()
        assert route(server.say("i want to stop smoking weed")) == "treatment"
        assert f"{damaged.name} is damaged" in problems(server)
        assert f"an older model is in use ({before.name})" in problems(server)
        until(lambda: trainings(server), why=server.printed)
        assert "the model is being trained" in problems(server)
        training_process = trainings(server)
    finally:
        assert server.stop() == 0
    until(lambda: not any(path.exists() for path in training_process))
    assert "Traceback" not in server.printed()


def test_without_any_model_it_listens_at_once_and_trains_one(starting: Server) -> None:
    health = starting.wait(503).health()
    assert health
    assert health.json["status"] == "starting"
    assert route(starting.say("my mate wont wake up")) == "emergency"
    until(lambda: trainings(starting), why=starting.printed)


def test_a_killed_server_takes_its_training_along(starting: Server) -> None:
    until(lambda: trainings(starting), why=starting.printed)
    (child,) = trainings(starting)
    os.killpg(starting.process.pid, signal.SIGKILL)
    starting.process.wait()
    until(lambda: not child.exists())


def test_with_a_damaged_encoder_words_alone_decide_and_health_says_so(
    tmp_path: Path, model: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    way = way_in()
    if way is None:
        pytest.skip("no mount namespace here: needs `unshare` (util-linux) and the right to use it")
    damaged = tmp_path_factory.mktemp("encoder") / MODEL.name
    damaged.write_bytes(flipped(MODEL.read_bytes(), 1_000_000))
    prefix = ("unshare", "-m" if way == ["unshare", "-n"] else "-rm", "sh", "-c", OVER_THE_REAL_ONE, str(damaged))
    server = Server(
        tmp_path,
        prefix=(*prefix, str(MODEL)),
        SIGNPOST_MODELS=str(model),
        SIGNPOST_DIRECTORY=str(tmp_path / "directory.sqlite"),
    )
    try:
        assert route(server.wait().say("i want to stop smoking weed")) == "treatment"
        assert "999" in text(server.say("my mate wont wake up"))[:80]
        assert "the sentence encoder is off, understanding is weaker: model.onnx is not the reviewed file" in problems(
            server
        )
        assert "The model is current." in server.printed()
        assert not trainings(server)
    finally:
        assert server.stop() == 0


def test_a_model_from_before_hashes_is_used(tmp_path: Path, model: Path, models: Path) -> None:
    current = training.current(model)
    assert current
    shutil.copy(current, models / current.name)
    assert not hash_file(models / current.name).exists()
    server = start(tmp_path, models)
    try:
        assert "The model is current." in server.wait().printed()
    finally:
        server.stop()
