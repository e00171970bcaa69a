"""The folder that installs without a network: what its script refuses, and that nothing is half done then."""

from __future__ import annotations

import json
import platform
import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.deploy.offline import offline_folder

pytestmark = pytest.mark.process


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return offline_folder(tmp_path)


def install(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([folder / "install", *words], capture_output=True, text=True, check=False)


def test_one_changed_byte_is_named_and_nothing_is_installed(folder: Path, tmp_path: Path) -> None:
    (folder / "packages.tar.gz").write_bytes(b"packages.tar.gy")
    done = install(folder, str(tmp_path / "there"))
    assert done.returncode == 1
    assert "packages.tar.gz: FAILED" in done.stdout
    assert "something was damaged on its way" in done.stderr
    assert not (tmp_path / "there").exists()


def test_another_kind_of_machine_is_named(folder: Path, tmp_path: Path) -> None:
    (folder / "machine").write_text("riscv64\n")
    done = install(folder, str(tmp_path / "there"))
    assert done.returncode == 1
    assert f"this was made for riscv64, and this machine is {platform.machine()}" in done.stderr
    assert not (tmp_path / "there").exists()


def test_what_stands_there_already_stays(folder: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (there / "kept").touch()
    done = install(folder, str(there))
    assert done.returncode == 1
    assert "is not empty: move it away first" in done.stderr
    assert [path.name for path in there.iterdir()] == ["kept"]


def test_more_than_one_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    done = install(folder, str(tmp_path / "a"), str(tmp_path / "b"))
    assert (done.returncode, done.stderr) == (1, "install: it takes one folder, and got 2\n")


def test_the_list_of_parts_has_what_uv_does_not_list(tmp_path: Path) -> None:
    uv = subprocess.run([ROOT / "scripts" / "find-uv"], capture_output=True, text=True, check=True).stdout.strip()
    (tmp_path / "uv").symlink_to(uv)
    sbom = tmp_path / "sbom.cdx.json"
    sbom.write_text(json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [{"name": "rasa"}]}))
    subprocess.run([ROOT / "scripts" / "offline" / "add-parts", sbom, tmp_path], check=True)
    parts = {part["name"]: part for part in json.loads(sbom.read_text())["components"]}
    assert list(parts) == ["rasa", "uv", "signpost-model", "signpost-encoder"]
    model = (ROOT / "bot" / "understanding" / "encoder" / "model.sha256").read_text().strip()
    assert parts["signpost-encoder"]["hashes"] == [{"alg": "SHA-256", "content": model}]
