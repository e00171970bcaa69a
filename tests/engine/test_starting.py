"""How the command starts, is refused, and is stopped."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import training
from bot.web.kiosk.settings import MEANT
from directory.paths import PACKAGE
from tests.running import Server, cli, route, text
from tests.waiting import until


@pytest.fixture
def own_source(tmp_path: Path) -> Path:
    """A folder of YAML files that the test may break."""
    folder = tmp_path / "source"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "hsds"))
    return folder


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield int(taken.getsockname()[1])


def serve(home: Path, **settings: str) -> tuple[int, str]:
    """The exit status of a start that is refused, and what it said."""
    settings = {
        "SIGNPOST_DIRECTORY": str(home / "directory.sqlite"),
        "SIGNPOST_MODELS": str(home / "models"),
        **settings,
    }
    done = cli("serve", cwd=home, **settings)
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stdout == ""
    return done.returncode, done.stderr


def errors_in(said: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith("Error: ")]


@pytest.mark.process
def test_a_busy_port_is_one_line_that_says_what_to_do(tmp_path: Path, busy_port: int) -> None:
    status, said = serve(tmp_path, SIGNPOST_PORT=str(busy_port))
    assert status != 0
    assert said == (
        f"Error: port {busy_port} is already in use: stop what uses it, or choose another with SIGNPOST_PORT=5006\n"
    )


@pytest.mark.process
@pytest.mark.parametrize("host", ["192.0.2.7", "no.such.host.invalid", "fe80::1"])
def test_an_address_of_another_machine_is_one_line_that_says_what_to_do(tmp_path: Path, host: str) -> None:
    status, said = serve(tmp_path, SIGNPOST_HOST=host)
    assert status != 0
    assert said == (
        f"Error: {host!r} is no address of this machine to listen on: set SIGNPOST_HOST to one, or leave it out\n"
    )


@pytest.mark.process
@pytest.mark.parametrize("port", ["99999", "http", "0"])
def test_a_wrong_port_is_one_line_that_says_what_to_do(tmp_path: Path, port: str) -> None:
    status, said = serve(tmp_path, SIGNPOST_PORT=port)
    assert (status, said.count("\n")) == (1, 1)
    assert f"SIGNPOST_PORT is '{port}': give a whole number from 1 to 65535" in said


@pytest.mark.process
def test_a_token_that_could_be_guessed_is_one_line(tmp_path: Path) -> None:
    status, said = serve(tmp_path, SIGNPOST_REST_TOKEN="secret")
    assert (status, said.count("\n")) == (1, 1)
    assert "SIGNPOST_REST_TOKEN" in said
    assert "secret" not in said


@pytest.mark.process
def test_a_host_that_is_not_this_machine_is_one_line(tmp_path: Path) -> None:
    status, said = serve(tmp_path, SIGNPOST_HOST="203.0.113.7")
    assert (status, len(errors_in(said)), "Traceback" in said) == (1, 1, False)


@pytest.mark.process
@pytest.mark.parametrize(
    ("broken", "why"),
    [
        pytest.param("name: [unclosed\n", "frank.yaml:", id="no-yaml"),
        pytest.param("name: FRANK\nweather: fine\n", "weather", id="unknown-field"),
        pytest.param("", "frank.yaml:", id="empty"),
    ],
)
def test_a_broken_directory_file_is_named_with_its_line(
    tmp_path: Path, own_source: Path, broken: str, why: str
) -> None:
    (own_source / "services" / "frank.yaml").write_text(broken, encoding="utf-8")
    status, said = serve(tmp_path, SIGNPOST_DIRECTORY_SOURCE=str(own_source), SIGNPOST_PORT="5999")
    assert status == 1
    assert why in said
    assert "frank.yaml:" in said
    assert not (tmp_path / "directory.sqlite").exists()


@pytest.mark.process
def test_a_directory_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    status, said = serve(tmp_path, SIGNPOST_DIRECTORY=str(tmp_path / "file" / "directory.sqlite"))
    assert (status, len(errors_in(said))) == (1, 1)


@pytest.mark.process
@pytest.mark.parametrize("command", [("--help",), ("serve", "--help"), ("train", "--help"), ("chat", "--help")])
def test_every_command_says_what_it_does(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = cli(*command, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage" in done.stdout


def start(home: Path, models: Path, **settings: str) -> Server:
    """From nothing, as an operator does."""
    settings = {"SIGNPOST_MODELS": str(models), "SIGNPOST_DIRECTORY": str(home / "directory.sqlite"), **settings}
    return Server(home, anew=True, **settings)


@pytest.fixture
def broken_models(tmp_path: Path) -> Path:
    """A model of the right name that is none."""
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / f"signpost-{training.fingerprint()}.tar.gz").write_bytes(b"not an archive")
    return folder


@pytest.mark.process
def test_with_a_broken_model_it_serves_the_card_and_999(tmp_path: Path, broken_models: Path) -> None:
    server = start(tmp_path, broken_models)
    try:
        health = server.wait(503).health()
        assert health
        assert health.json["status"] == "starting"
        assert route(server.say("i want to stop drinking")) == "fallback"
        reply = server.say("my mate wont wake up")
        assert (route(reply), "999" in text(reply)[:80]) == ("emergency", True)
    finally:
        assert server.stop() == 0
    assert "Traceback" not in server.printed()


def children_of(process: int) -> list[int]:
    """The processes of its session, from /proc."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                session = int((entry / "stat").read_text().rpartition(")")[2].split()[3])
            except (OSError, ValueError):
                continue
            if session == process:
                found.append(int(entry.name))
    return found


def test_ctrl_c_stops_it_and_leaves_no_process(tmp_path: Path, model: Path) -> None:
    server = start(tmp_path, model).wait()
    server.say("hello")
    assert server.stop() == 0
    assert children_of(server.process.pid) == []
    assert "Traceback" not in server.printed()


def test_ctrl_c_stops_it_while_it_starts(tmp_path: Path, model: Path) -> None:
    server = start(tmp_path, model)
    until(server.health, why=server.printed)
    server.stop()
    assert children_of(server.process.pid) == []


def test_a_directory_that_goes_away_before_the_first_message_is_still_good(tmp_path: Path, model: Path) -> None:
    server = start(tmp_path, model).wait()
    try:
        (tmp_path / "directory.sqlite").unlink()
        assert route(server.say("i want to stop smoking weed")) == "treatment"
    finally:
        server.stop()


def test_ready_is_said_with_the_addresses(server: Server) -> None:
    printed = server.printed()
    for path in ("/", "/webhooks/rest/webhook", "/healthz"):
        assert f"http://127.0.0.1:{server.port}{path}" in printed


def test_each_place_around_the_kiosk_that_is_not_set_is_one_line_that_says_how(server: Server) -> None:
    lines = [line for line in server.printed().splitlines() if "WARNING" in line and "SIGNPOST_KIOSK" in line]
    for name, line in zip(MEANT, lines, strict=True):
        assert f"{name} is not set: the kiosk tells nobody where {MEANT[name]} is" in line
        assert f"start with {name}='by the front door'" in line


@pytest.mark.process
def test_a_place_that_is_set_is_not_warned_of(tmp_path: Path, broken_models: Path) -> None:
    server = start(tmp_path, broken_models, **dict.fromkeys(MEANT, "by the door"))
    try:
        assert "SIGNPOST_KIOSK" not in server.wait(503).printed()
    finally:
        server.stop()


@pytest.mark.process
def test_a_wrong_place_is_one_line_and_the_bot_starts_all_the_same(tmp_path: Path, broken_models: Path) -> None:
    places = {**dict.fromkeys(MEANT, "by the door"), "SIGNPOST_KIOSK_PHONE": "in room 112"}
    server = start(tmp_path, broken_models, **places)
    try:
        [line] = [row for row in server.wait(503).printed().splitlines() if "SIGNPOST_KIOSK" in row]
    finally:
        server.stop()
    assert " ERROR " in line
    assert "SIGNPOST_KIOSK_PHONE is wrong, so the kiosk tells nobody where the nearest phone is" in line
    assert "three digits or more: say where it is without one" in line


def test_a_start_with_a_current_model_trains_nothing(server: Server) -> None:
    assert "The model is current." in server.printed()
    assert "Training" not in server.printed()
