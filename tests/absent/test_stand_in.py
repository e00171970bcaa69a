"""What stands in for a package can be imported, named, derived from and caught; the real one is nowhere."""

from __future__ import annotations

import importlib
import pickle
import tomllib
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import boto3
import keras
import pymongo
import pytest
import tensorflow
from absence.stand_in import WHY, NameAbsent, PackageAbsent
from absence.table import TABLE, decision
from aiogram.utils.exceptions import TelegramAPIError
from botocore.exceptions import BotoCoreError

from bot.settings import ROOT
from tests.absent.locked import locked, serves
from tests.rows import each_row

# The evaluation draws with the real one, so it is there where the tests run.
INSTALLED_FOR_TESTS = "matplotlib"
STAND_INS = sorted(TABLE.keys() - {INSTALLED_FOR_TESTS})
MODULES = [module for package in STAND_INS for module in TABLE[package]]
# What came with TensorFlow and is used by nothing else here.
FOLLOWERS = frozenset({"keras", "tensorboard", "jax", "jaxlib", "libclang", "grpcio", "h5py", "gast", "astunparse"})
# What a package of the table is called where it is installed from, if not as it is imported.
DISTRIBUTIONS = {
    "google.auth": "google-auth",
    "google.oauth2": "google-auth",
    "slack_sdk": "slack-sdk",
}
# Not imported where Rasa is loaded, so nothing stands in for them.
LEFT_OUT = frozenset(
    {"sympy", "mpmath", "networkx", "huggingface-hub", "hf-xet", "confluent-kafka", "psycopg2-binary", "pip"}
)
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]


def is_unwanted(name: str) -> bool:
    return name in FOLLOWERS or name.startswith("tensorflow")


def test_nothing_of_tensorflow_is_installed_or_locked() -> None:
    installed = {(found.metadata["Name"] or "").lower().replace("_", "-") for found in distributions()}
    assert "rasa" in locked().keys() & installed
    assert not {name for name in locked().keys() | installed if is_unwanted(name)}


@each_row("package", STAND_INS)
def test_the_real_one_is_not_locked(package: str) -> None:
    assert DISTRIBUTIONS.get(package, package) not in locked()


def test_what_serves_brings_nothing_of_the_table_or_of_what_is_left_out() -> None:
    serving = serves()
    assert {"rasa", "pyjwt", "cryptography", "onnxruntime"} <= serving
    assert not serving & (LEFT_OUT | TABLE.keys())


@each_row("package", STAND_INS)
def test_what_is_imported_is_the_stand_in(package: str) -> None:
    found = importlib.import_module(package)
    assert Path(str(found.__file__)).is_relative_to(ROOT / "absent")


def test_each_package_of_the_table_has_a_folder_and_is_in_the_wheel_and_in_the_contract() -> None:
    files = (file.parent.relative_to(ROOT / "absent") for file in (ROOT / "absent").rglob("__init__.py"))
    folders = {".".join(file.parts) for file in files}
    assert folders == TABLE.keys() | {"absence"}
    tops = {package.partition(".")[0] for package in TABLE}
    wheel = set(SETTINGS["hatch"]["build"]["targets"]["wheel"]["packages"])
    assert {f"absent/{top}" for top in tops | {"absence"}} == {row for row in wheel if row.startswith("absent/")}
    contract = next(row for row in SETTINGS["importlinter"]["contracts"] if "not installed" in row["name"])
    assert set(contract["forbidden_modules"]) == tops


def test_stock_rasa_has_the_real_ones_in_a_lock_of_its_own() -> None:
    stock = {package["name"] for package in tomllib.loads((ROOT / "stock" / "uv.lock").read_text())["package"]}
    assert {"rasa", "tensorflow-cpu", "tensorflow-cpu-aws", "keras", "aiogram", "matplotlib"} <= stock


def rasas_network() -> Any:
    from rasa.nlu.classifiers.diet_classifier import DIET

    return DIET()


def rasas_telegram() -> Any:
    from rasa.core.channels.telegram import TelegramOutput

    return TelegramOutput("token")


def rasas_slack() -> Any:
    from rasa.core.channels.slack import SlackBot

    return SlackBot("token")


def rasas_mongo() -> Any:
    from rasa.core.tracker_store import MongoTrackerStore
    from rasa.shared.core.domain import Domain

    return MongoTrackerStore(Domain.empty())


CALLS = {
    "tensorflow.keras.layers.Dense": ("tensorflow", lambda: tensorflow.keras.layers.Dense(8)),
    "keras.utils.control_flow_util.smart_cond": ("keras", lambda: keras.utils.control_flow_util.smart_cond(True)),
    "tensorflow.reduce_sum": ("tensorflow", lambda: tensorflow.reduce_sum([1, 2])),
    "tensorflow.TensorSpec.from_tensor": ("tensorflow", lambda: tensorflow.TensorSpec.from_tensor(None)),
    "tensorflow.keras.backend.clear_session": ("tensorflow", lambda: tensorflow.keras.backend.clear_session()),
    "rasa.nlu.classifiers.diet_classifier.DIET": ("keras", rasas_network),
    "boto3.client": ("boto3", lambda: boto3.client("dynamodb")),
    "pymongo.no_such_name": ("pymongo", lambda: pymongo.no_such_name()),
    "rasa.core.channels.telegram.TelegramOutput": ("aiogram", rasas_telegram),
    "slack_sdk.web.async_client.AsyncWebClient": ("slack_sdk", rasas_slack),
    "pymongo.MongoClient": ("pymongo", rasas_mongo),
}


@each_row("name", CALLS)
def test_what_is_called_is_named(name: str) -> None:
    package, call = CALLS[name]
    with pytest.raises(PackageAbsent) as raised:
        call()
    assert str(raised.value) == WHY.format(name=name, package=package, page=decision(package))


@each_row("package", STAND_INS)
def test_each_name_of_the_table_can_be_derived_from_and_not_called(package: str) -> None:
    for module, names in TABLE[package].items():
        for name in names:
            found = getattr(importlib.import_module(module), name)
            with pytest.raises(PackageAbsent, match=rf" needs {package}, which .*: {decision(package)} says why$"):
                type("Derived", (found,), {})()


@pytest.mark.parametrize("error", [BotoCoreError, TelegramAPIError, pymongo.errors.ConnectionFailure])
def test_its_errors_can_be_caught(error: type[Exception]) -> None:
    """Rasa names them beside those of the store that is used, which would otherwise hide behind a TypeError."""

    def look_up() -> None:
        try:
            raise LookupError
        except error:
            pass

    with pytest.raises(LookupError):
        look_up()


@each_row("package", TABLE)
def test_the_decision_that_the_error_names_is_there(package: str) -> None:
    assert (ROOT / decision(package)).exists()


@each_row("module", MODULES)
def test_whoever_asks_every_module_for_a_name_is_told_that_it_is_not_there(module: str) -> None:
    found = importlib.import_module(module)
    assert not hasattr(found, "no_such_name")
    with pytest.raises(NameAbsent, match=rf"^{module}.no_such_name needs"):
        found.no_such_name  # noqa: B018


def nobody_knows_where() -> None:
    """Without `__module__`, pickle looks for it in every loaded module."""


def test_pickle_finds_its_way_past_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nobody_knows_where, "__module__", None)
    assert pickle.whichmodule(nobody_knows_where, nobody_knows_where.__qualname__) == __name__


def test_others_who_can_use_tensorflow_see_that_it_is_not_there() -> None:
    import thinc.compat

    assert not thinc.compat.has_tensorflow
    with pytest.raises(ImportError, match=r"tensorflow\.experimental"):
        import tensorflow.experimental  # noqa: F401
