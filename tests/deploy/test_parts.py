"""What a release is made of: known packages, all of them listed, and nothing that only tests and measures."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.deploy.parts import NOT_FOR_SERVING
from tests.waiting import PATIENCE

PYPI = "https://pypi.org/simple"
SERVES = ("bot", "actions", "directory", "absent")


def said(*words: str | Path) -> str:
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=True).stdout


def test_every_package_comes_from_one_place_and_is_known_by_its_hash() -> None:
    packages = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    [ours] = [package for package in packages if "registry" not in package["source"]]
    assert ours["name"] == "signpost"
    others = [package for package in packages if package is not ours]
    assert {package["source"]["registry"] for package in others} == {PYPI}
    files = [file for one in others for file in (*one.get("wheels", ()), *filter(None, [one.get("sdist")]))]
    assert all(file["hash"].startswith("sha256:") for file in files)


@pytest.mark.process
def test_the_list_of_parts_has_every_package_that_serves(tmp_path: Path) -> None:
    export = [said("scripts/find-uv").strip(), "export", "--quiet", "--frozen", "--no-dev"]
    sbom = json.loads(said(*export, "--format", "cyclonedx1.5", "--preview-features", "sbom-export"))
    listed = {part["name"] for part in sbom["components"]}
    serving = re.findall(r"^([a-z0-9._-]+)==", said(*export, "--no-emit-project", "--no-hashes"), re.MULTILINE)
    assert len(serving) > 100
    assert set(serving) <= listed


@pytest.mark.process
def test_a_release_holds_no_test_and_no_tool_of_ours(tmp_path: Path) -> None:
    archive = tmp_path / "project.tar"
    said("git", "archive", "--worktree-attributes", "--format", "tar", "--output", archive, "HEAD")
    folders = {name.partition("/")[0] for name in said("tar", "-tf", archive).split() if "/" in name}
    assert not folders & {".git", ".github", ".ci", *NOT_FOR_SERVING}
    assert {*SERVES, "data", "deploy", "docs", "scripts"} <= folders


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_what_serves_does_without_what_is_left_out() -> None:
    found = {(path, name) for part in SERVES for path in (ROOT / part).rglob("*.py") for name in imports(path)}
    assert not {row for row in found if row[1].partition(".")[0] in NOT_FOR_SERVING}


def test_how_soon_a_weakness_is_mended_is_said() -> None:
    section = (ROOT / "SECURITY.md").read_text().partition("## How soon it is mended")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if re.search(r"\| \d+ days? \|", line)]
    assert len(rows) == 3
