"""What is installed: serving alone where serving is wanted, and nothing that was not agreed on beforehand."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.running import environment
from tests.waiting import PATIENCE

SETUP = ROOT / "scripts" / "setup"
SERVING = ("bot", "actions", "directory", "evaluation", "bench", "stock", "absent")
# What a package is imported as, where that is not its name.
IMPORTED_AS = {"axe-playwright-python": "axe_playwright_python", "types-jsonschema": "", "types-PyYAML": "", "ruff": ""}


def test_uv_is_one_version_whose_files_are_known_by_hash() -> None:
    pinned = [line for line in (ROOT / "scripts" / "uv.txt").read_text().splitlines() if not line.startswith("#")]
    assert re.fullmatch(r"uv==\d+\.\d+\.\d+ \\", pinned[0])
    assert len(pinned) == 5
    assert all(re.fullmatch(r" +--hash=sha256:[0-9a-f]{64}( \\)?", line) for line in pinned[1:])
    assert "--require-hashes --requirement scripts/uv.txt" in SETUP.read_text()


@pytest.mark.process
@pytest.mark.parametrize(("version", "taken"), [("0.9.7", False), ("0.11.27", False), ("0.11.28", True), ("1.0", True)])
def test_a_uv_of_the_machine_that_is_too_old_is_passed_over(tmp_path: Path, version: str, taken: bool) -> None:
    """The settings of pyproject.toml would break it."""
    for folder in ("scripts", "path"):
        (tmp_path / folder).mkdir()
    shutil.copy(ROOT / "scripts" / "find-uv", tmp_path / "scripts")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    theirs = tmp_path / "path" / "uv"
    theirs.write_text(f"#!/bin/sh\necho 'uv {version} (x86_64-unknown-linux-gnu)'\n")
    theirs.chmod(0o755)
    search = {"PATH": f"{theirs.parent}:/usr/bin:/bin"}
    command = [str(tmp_path / "scripts" / "find-uv")]
    done = subprocess.run(command, env=search, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.stdout.strip(), done.returncode) == ((str(theirs), 0) if taken else ("", 1))


def packages_for_tests() -> set[str]:
    group = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]["dev"]
    names = [re.split(r"[<>=]", row)[0].strip() for row in group if isinstance(row, str)]
    return {IMPORTED_AS.get(name, name.replace("-", "_")) for name in names} - {""}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("part", SERVING)
def test_what_serves_needs_nothing_of_the_tests(part: str) -> None:
    unwanted = packages_for_tests()
    assert {"pytest", "playwright", "hypothesis"} <= unwanted
    found = {f"{path.name}: {name}" for path in (ROOT / part).rglob("*.py") for name in imports(path)}
    assert not {row for row in found if row.partition(": ")[2] in unwanted}


@pytest.mark.process
@pytest.mark.parametrize("words", [(), ("--tests",)])
def test_what_is_installed_is_not_installed_again_and_needs_no_network(words: tuple[str, ...]) -> None:
    """After the one as after the other: this runs where the tests' packages are."""
    if sys.prefix != str(ROOT / ".venv"):
        pytest.skip("the tests do not run in .venv/ here")
    nowhere = {"ALL_PROXY": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"}
    done = subprocess.run(
        [str(SETUP), *words], env=environment(**nowhere), capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.process
@pytest.mark.parametrize(("words", "status"), [((), 0), (("--tests",), 1)])
def test_what_was_installed_without_a_network_is_enough_to_serve_and_not_to_test(
    tmp_path: Path, words: tuple[str, ...], status: int
) -> None:
    (tmp_path / "scripts").mkdir()
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "without-network").touch()
    shutil.copy(SETUP, tmp_path / "scripts")
    # It finds the packages that serve in their place, cannot build the project and reaches nobody.
    for name, does in (("find-uv", f"echo {tmp_path}/scripts/uv"), ("uv", '[[ "$*" == *--no-install-project* ]]')):
        (tmp_path / "scripts" / name).write_text(f"#!/usr/bin/env bash\n{does}\n")
        (tmp_path / "scripts" / name).chmod(0o755)
    done = subprocess.run(
        [str(tmp_path / "scripts" / "setup"), *words], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == status
    assert ("check the internet connection" in done.stderr) == bool(status)


@pytest.mark.process
def test_an_unknown_word_is_one_line() -> None:
    done = subprocess.run([str(SETUP), "--all"], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stderr) == (1, "setup: there is no --all: --tests brings what the tests need too\n")
