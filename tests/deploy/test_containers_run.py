"""The images and the manifests with real programs, where these are: most machines have none of them, and say so."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from bot.settings import ROOT
from tests.waiting import PATIENCE

pytestmark = pytest.mark.process

DEPLOY = ROOT / "deploy"
IMAGES = ("signpost", "signpost-state", "signpost-proxy")
NEEDS = {
    "podman": "needs `podman` (Debian's packages podman and podman-compose)",
    "podman-compose": "needs `podman-compose` (Debian's package of that name)",
    "kubernetes-validate": "needs `kubernetes-validate` (PyPI's package of that name, in an environment of its own)",
    "kubectl": "needs `kubectl` (Debian's package kubernetes-client)",
}


def needs(*programs: str) -> None:
    for program in programs:
        if not shutil.which(program):
            pytest.skip(NEEDS[program])


def run(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(map(str, words)), cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


@pytest.mark.parametrize(("by", "more"), [("podman-compose", ()), ("podman", ("--kube",))], ids=["compose", "kube"])
def test_two_workers_in_containers_are_shut_in_answer_and_end(by: str, more: tuple[str, ...]) -> None:
    needs("podman", by)
    if any(run("podman", "image", "exists", f"localhost/{image}").returncode for image in IMAGES):
        pytest.skip("needs the images of `deploy/containers/build`")
    if run("podman", "run", "--rm", "--network", "none", "localhost/signpost-proxy", "-v").returncode:
        pytest.skip("podman may not run a container here")
    done = run(DEPLOY / "containers" / "try", *more)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_manifests_are_what_kubernetes_knows_and_nothing_else() -> None:
    needs("kubernetes-validate")
    done = run("kubernetes-validate", "--strict", DEPLOY / "kubernetes" / "signpost.yaml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_config_map_is_made_of_the_files_that_are_mounted() -> None:
    needs("kubectl")
    page = (ROOT / "docs" / "scaling.md").read_text()
    [command] = [line.strip() for line in page.splitlines() if line.strip().startswith("kubectl create configmap")]
    done = run(*command.split(), "--dry-run=client", "--output=yaml")
    assert done.returncode == 0, done.stderr
    assert {"  valkey.conf: |", "  haproxy.cfg: |", "  down.html: |"} <= set(done.stdout.splitlines())
