"""Two workers before one Valkey: what one of them was told the other knows, and none of them is needed."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import WEBHOOK, cli, route
from tests.state.engines import Valkey, running
from tests.waiting import until
from tests.workers.serving import Workers, workers

pytestmark = [pytest.mark.process, pytest.mark.valkey]


@pytest.fixture(scope="module")
def engine_beside() -> Iterator[Valkey]:
    with running(Valkey) as found:
        yield found


@pytest.fixture(scope="module")
def two(model: Path, engine_beside: Valkey) -> Iterator[Workers]:
    with workers(engine_beside.home, model, engine_beside) as serving:
        yield serving


def say(two: Workers, number: int, sender: str, message: str) -> str:
    body = json.dumps({"sender": sender, "message": message}).encode()
    return route(two.at(number, "POST", WEBHOOK, body).json)


def test_an_emergency_told_to_one_is_open_at_the_other(two: Workers) -> None:
    assert say(two, 0, "a", "my mate wont wake up") == "emergency"
    assert say(two, 1, "a", "what is the number for frank") == "emergency"
    assert say(two, 1, "b", "what is the number for frank") == "service_info"


def test_a_worker_that_is_killed_comes_back_and_its_conversations_go_on(two: Workers) -> None:
    say(two, 0, "c", "my mate wont wake up")
    before = two.workers()
    for worker in before:
        os.kill(worker, signal.SIGKILL)
    assert say(two, 0, "c", "what is the number for frank") == "emergency"
    assert not set(two.workers()) & set(before)


def test_without_valkey_conversations_outlive_every_worker_and_the_one_that_forked_them(
    two: Workers, engine_beside: Valkey
) -> None:
    engine_beside.kill()
    for number in range(2):
        assert say(two, number, f"g{number}", "my mate wont wake up") == "emergency"
    before = two.workers()
    for worker in before:
        os.kill(worker, signal.SIGKILL)
    assert say(two, 1, "g0", "what is the number for frank") == "emergency"
    assert two.reload() == "0 It has taken over."
    assert say(two, 0, "g1", "what is the number for frank") == "emergency"
    engine_beside.start()


def test_the_next_generation_takes_over_and_conversations_go_on(two: Workers) -> None:
    say(two, 0, "d", "my mate wont wake up")
    conversation = two.at(0, "POST", "/webhooks/web/start").json["conversation"]
    before = two.workers()
    assert two.reload() == "0 It has taken over."
    assert not set(two.workers()) & set(before)
    assert say(two, 1, "d", "what is the number for frank") == "emergency"
    body = json.dumps({"conversation": conversation, "message": "hello"}).encode()
    assert two.at(1, "POST", "/webhooks/web/message", body).status == 200


def test_where_the_next_generation_is_not_well_the_one_before_goes_on(two: Workers) -> None:
    before = two.workers()
    # The command builds one of its own, and the generation finds none.
    for name in ("directory.sqlite", "last_resort.json"):
        (two.home / name).unlink()
    control = str(two.home / "signpost.control")
    elsewhere = {"SIGNPOST_DIRECTORY": str(two.home / "elsewhere.sqlite"), "SIGNPOST_CONTROL": control}
    assert two.reload(**elsewhere).startswith("1 Error: the new generation is not well, the one before goes on")
    assert two.workers() == before
    assert say(two, 0, "e", "my mate wont wake up") == "emergency"


def test_a_generation_that_is_killed_is_followed_by_another(two: Workers) -> None:
    cli("directory", "build", cwd=two.home, SIGNPOST_DIRECTORY=str(two.home / "directory.sqlite"))
    before = two.workers()
    generation = int(Path(f"/proc/{before[0]}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(generation, signal.SIGKILL)
    assert say(two, 0, "f", "my mate wont wake up") == "emergency"
    until(lambda: len(two.workers()) == 2 and not set(two.workers()) & set(before), step=0.2, why=two.printed)
    assert say(two, 1, "f", "what is the number for frank") == "emergency"


def test_a_stop_ends_all_of_them(model: Path, engine_beside: Valkey) -> None:
    own = engine_beside.home / "own"
    own.mkdir()
    with workers(own, model, engine_beside) as serving:
        pids = serving.workers()
        assert serving.stop(signal.SIGTERM) == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)
    assert not (own / "signpost.control").exists()


def test_a_valkey_that_writes_to_a_disk_is_refused_in_a_line(model: Path) -> None:
    with running(lambda home: Valkey(home, more={"save": "60 1"})) as persists:
        home = persists.home
        settings = {"SIGNPOST_WORKERS": "2", "SIGNPOST_STATE_URL": persists.url, "SIGNPOST_MODELS": str(model)}
        done = cli("serve", cwd=home, SIGNPOST_DIRECTORY=str(home / "directory.sqlite"), **settings)
        assert done.returncode == 1
        assert done.stderr.splitlines()[-1].startswith("Error: the shared memory writes to a disk")


def test_several_without_a_valkey_are_refused_in_a_line(tmp_path: Path) -> None:
    done = cli("serve", cwd=tmp_path, SIGNPOST_WORKERS="2")
    assert (done.returncode, done.stderr) == (
        1,
        "Error: SIGNPOST_WORKERS is 2, but SIGNPOST_STATE_URL is not set: several workers need a Valkey "
        "(docs/scaling.md)\n",
    )
