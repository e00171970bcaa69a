"""A changed YAML file reaches the running server; a broken one does not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import Server, route, text
from tests.waiting import until

ASK = "what is the number for childline"


@pytest.fixture
def services(server: Server, server_source: Path, tmp_path: Path) -> Iterator[Path]:
    """The folder that the shared server watches; put back afterwards, and taken up again."""
    folder = server_source / "services"
    kept = tmp_path / "services"
    shutil.copytree(folder, kept)
    yield folder
    changed = [path for path in folder.iterdir() if path.read_bytes() != (kept / path.name).read_bytes()]
    built = built_at(server)
    for path in changed:
        shutil.copyfile(kept / path.name, path)
    until(lambda: not changed or built_at(server) != built)


def built_at(server: Server) -> str:
    health = server.health()
    assert health
    return str(health.json["directory_built"])


def change(path: Path, old: str, new: str) -> None:
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new), encoding="utf-8")


def test_a_changed_number_is_given_without_training_again(server: Server, services: Path) -> None:
    assert "0800 1111" in text(server.say(ASK))
    change(services / "childline.yaml", "0800 1111", "0800 555 111")
    until(lambda: "0800 555 111" in text(server.say(ASK)))


def test_a_new_nickname_is_understood_without_training_again(server: Server, services: Path) -> None:
    change(services / "samaritans.yaml", "alternate_names:\n", "alternate_names:\n  - the zebra line\n")
    wanted = ["samaritans"]
    asked = "what is the number for the zebra line"
    until(lambda: server.say(asked)[-1]["custom"]["signpost"]["services"] == wanted)


def test_a_broken_file_is_refused_and_the_last_good_directory_stays(server: Server, services: Path) -> None:
    before, so_far = built_at(server), server.printed().count("not taken up")
    change(services / "frank.yaml", "0300 123 6600", "0300 123")
    until(lambda: server.printed().count("not taken up") > so_far)
    assert "frank.yaml:" in server.printed()
    assert built_at(server) == before
    health = server.health()
    assert health
    assert any("last good one stays" in problem for problem in health.json["problems"])
    assert "0300 123 6600" in text(server.say("what is the number for frank"))


def test_a_directory_that_is_taken_away_leaves_the_last_good_one_in_use(server: Server, server_home: Path) -> None:
    target = server_home / "directory.sqlite"
    aside = server_home / "aside.sqlite"
    target.rename(aside)
    try:
        reply = server.say("i want to stop smoking weed")
        assert (route(reply), reply[-1]["custom"]["signpost"]["services"][:1]) == ("treatment", ["inclusion-havant"])
    finally:
        aside.rename(target)


def test_a_directory_that_is_damaged_is_refused(server: Server, server_home: Path) -> None:
    target = server_home / "directory.sqlite"
    good = target.read_bytes()
    draft = server_home / "draft.sqlite"
    draft.write_bytes(good[: len(good) // 2])
    draft.replace(target)
    try:
        assert route(server.say("i want to stop smoking weed")) == "treatment", server.printed()
    finally:
        draft.write_bytes(good)
        draft.replace(target)
    assert route(server.say("i want to stop smoking weed")) == "treatment"
