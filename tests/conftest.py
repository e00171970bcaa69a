"""Parts that several folders of tests share. Only what asks for `model` trains, once per change of its inputs."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

# Before anything of Rasa is imported.
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")

import pytest
import pytest_randomly
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from bot import training
from bot.engine import last_resort as last_resort_module
from bot.engine.last_resort import LastResort
from bot.engine.rates import Rate
from bot.engine.safety_net import SafetyNet
from bot.engine.shares import Shares
from bot.model_files import SUFFIX, is_intact, put
from bot.settings import ROOT
from bot.sms.answering import Answering
from directory.build import build
from directory.live import live_directory
from directory.paths import PACKAGE
from directory.store import Directory, open_directory
from tests import marks, unhurried
from tests.engine.agents import Listening
from tests.running import NO_SHIPPED_MODEL, Server, cli
from tests.standing import Standing, standing
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from xdist.remote import Producer

    from bot.engine.engine import Engine

TEST_MODELS = ROOT / ".build" / "test-models"
STARTED = marks.Started()
# Tests say themselves which models there are.
os.environ.update(NO_SHIPPED_MODEL)
# So does a test that reads the directory (`actions_directory`): it would fail where nobody has built one.
os.environ["SIGNPOST_DIRECTORY"] = str(ROOT / ".build" / "no-test-asked-for-a-directory.sqlite")

# spaCy's seeder hands numpy seeds beyond 32 bits, which numpy refuses; the other seeders are built in.
pytest_randomly.entrypoint_reseeds = []
# Left alone it fails a test whose examples take long.
hypothesis_settings.register_profile("any speed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("any speed")
unhurried.unhurried()


def pytest_configure(config: pytest.Config) -> None:
    # What is loaded until the first test stays to the end: to look through it for garbage was a quarter of the time.
    gc.disable()
    for name, what in marks.MARKS.items():
        config.addinivalue_line("markers", f"{name}: {what}")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    # Before xdist looks for groups, and after the order was shuffled.
    marks.mark(items)
    yield
    if hasattr(config, "workerinput"):
        marks.longest_first(items)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    return marks.workers(waiting=config.option.markexpr != "not slow")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> marks.ByGroupOrFile | None:
    if config.getvalue("dist") != "loadgroup":
        return None
    # In the order of the tests. Left alone it begins with whatever has most of them.
    config.option.loadscopereorder = False
    return marks.ByGroupOrFile(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    # Before any fixture, so that what one of a module or of the session starts counts too.
    STARTED.programs.clear()


@pytest.fixture(autouse=True)
def _says_what_it_starts(request: pytest.FixtureRequest) -> Iterator[None]:
    """Otherwise `make test-fast` would wait for it."""
    yield
    if STARTED.programs and not marks.starts(request.node):
        pytest.fail(f"starts {sorted(set(STARTED.programs))} without a mark: see tests/marks.py", pytrace=False)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's directory, built into a temporary file. Not to be changed."""
    target = tmp_path_factory.mktemp("built") / "directory.sqlite"
    build(PACKAGE, target, at=datetime.now(UTC)).close()
    return target


@pytest.fixture(scope="session")
def town_directory(built: Path) -> Iterator[Directory]:
    """The project's directory, opened."""
    directory = open_directory(built)
    yield directory
    directory.close()


@pytest.fixture(scope="session")
def last_resort(built: Path) -> LastResort:
    """What a safety net is made of. The rules are read by then, as in a server; a slow machine takes seconds for it."""
    from bot.understanding.first_sight import first_sight

    first_sight("")
    return last_resort_module.load(built)


@pytest.fixture
def agent() -> Listening:
    """In the bot's place: it answers each message alike, and remembers what it was asked."""
    return Listening()


@pytest.fixture
def net(last_resort: LastResort, agent: Listening) -> SafetyNet:
    """Around the agent."""
    return SafetyNet(last_resort, agent)


@pytest.fixture
def app(net: SafetyNet, built: Path) -> Iterator[Standing]:
    """All channels over real connections, with nothing but the agent behind them."""
    with standing(net, built) as running:
        yield running


@pytest.fixture
def no_time_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """For the limits of a server that is made after this. A slow machine would be let in again meanwhile."""
    for limited in (Rate, Shares, Answering):
        monkeypatch.setitem(limited.__init__.__kwdefaults__, "clock", lambda: 0.0)


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the one trained model; kept between runs under the fingerprint of its inputs."""
    TEST_MODELS.mkdir(parents=True, exist_ok=True)
    with (TEST_MODELS / ".lock").open("w") as lock:
        # Of several workers one trains.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not training.is_current(TEST_MODELS):
            _take_or_train(tmp_path_factory.mktemp("training"))
    return TEST_MODELS


def _take_or_train(home: Path) -> None:
    shipped = training.SHIPPED / f"{training.NAME}-{training.fingerprint()}{SUFFIX}"
    if is_intact(shipped):
        put(Path(shutil.copy(shipped, home)), TEST_MODELS / shipped.name)
    else:
        _train(home)


def _train(home: Path) -> None:
    """In a process of its own, so that what training leaves behind is not what the tests see."""
    settings = {"SIGNPOST_MODELS": str(TEST_MODELS), "SIGNPOST_DIRECTORY": str(home / "built")}
    done = cli("train", cwd=home, seconds=12 * PATIENCE, **settings)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def actions_directory(built: Path) -> Iterator[None]:
    """The actions of this process read the temporary directory."""
    live_directory.cache_clear()
    with pytest.MonkeyPatch.context() as while_it_is_opened:
        while_it_is_opened.setenv("SIGNPOST_DIRECTORY", str(built))
        live_directory()
    yield
    live_directory.cache_clear()


@pytest.fixture(scope="session")
def engine(model: Path, built: Path, actions_directory: None) -> Iterator[Engine]:
    """The real agent in this process, on the temporary directory."""
    import rasa.core.actions.action as rasa_actions

    from bot.engine.agent import load_engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rasa_actions, "action_for_name_or_text", rasa_actions.action_for_name_or_text)
        with pytest.MonkeyPatch.context() as while_it_is_loaded:
            while_it_is_loaded.setenv("SIGNPOST_DIRECTORY", str(built))
            loaded = load_engine(model)
        yield loaded


@pytest.fixture(scope="session")
def server_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of YAML files that the shared server watches."""
    folder = tmp_path_factory.mktemp("source") / "directory"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "hsds"))
    return folder


@pytest.fixture(scope="session")
def server_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shared server's working folder, with its directory file and all that it prints."""
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="session")
def server(model: Path, server_source: Path, server_home: Path) -> Iterator[Server]:
    """`signpost serve`, for all tests that need the real thing; a test that stops or breaks it starts its own."""
    running = Server(
        server_home,
        SIGNPOST_MODELS=str(model),
        SIGNPOST_DIRECTORY=str(server_home / "directory.sqlite"),
        SIGNPOST_DIRECTORY_SOURCE=str(server_source),
        TMPDIR=str(server_home),
    )
    try:
        yield running.wait()
    finally:
        if running.process.poll() is None:
            running.stop()
