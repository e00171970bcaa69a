"""A release is taken by those who know its signer, whole and as it was signed, and by them alone."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.deploy.offline import listed, offline_folder
from tests.running import environment
from tests.waiting import PATIENCE

pytestmark = pytest.mark.process

SCRIPTS = ROOT / "scripts"
NOBODY = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
AUTHOR = ("-c", "user.name=Nobody", "-c", "user.email=nobody@signpost.example")


def run(*words: str | Path, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    env = environment(**NOBODY, **more)
    return subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, timeout=PATIENCE, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return offline_folder(tmp_path)


def key(home: Path, name: str) -> Path:
    """A throwaway key, whose public half lies beside it."""
    if not shutil.which("ssh-keygen"):
        pytest.skip("needs `ssh-keygen` (Debian's package openssh-client)")
    assert run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", home / name).returncode == 0
    return home / name


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return key(tmp_path, "ours")


@pytest.fixture
def signers(tmp_path: Path, ours: Path) -> Path:
    public = ours.with_suffix(".pub").read_text()
    return written(tmp_path / "signers", f'# who may\nsignpost namespaces="git,signpost" {public}')


def written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def sign(folder: Path, by: Path, signers: Path) -> subprocess.CompletedProcess[str]:
    return run(SCRIPTS / "offline" / "sign", folder, by, signers)


def verify(folder: Path, signers: Path) -> subprocess.CompletedProcess[str]:
    return run(SCRIPTS / "offline" / "verify", folder, signers)


def test_what_was_signed_is_taken(folder: Path, ours: Path, signers: Path) -> None:
    signed = sign(folder, ours, signers)
    assert (signed.returncode, signed.stderr) == (0, "")
    found = verify(folder, signers)
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")


def test_what_somebody_else_signed_is_refused(folder: Path, tmp_path: Path, signers: Path) -> None:
    signed = sign(folder, key(tmp_path, "theirs"), signers)
    assert (signed.returncode, "put its public half there first" in signed.stderr) == (1, True)
    assert "was not signed by anybody in" in verify(folder, signers).stderr


def test_what_was_changed_after_it_was_signed_is_refused(folder: Path, ours: Path, signers: Path) -> None:
    sign(folder, ours, signers)
    (folder / "project.tar").write_bytes(b"another")
    assert "something was damaged on its way" in verify(folder, signers).stderr
    listed(folder)
    assert "was not signed by anybody in" in verify(folder, signers).stderr


def test_a_file_that_was_put_beside_is_refused(folder: Path, ours: Path, signers: Path) -> None:
    """`install` would unpack it."""
    sign(folder, ours, signers)
    (folder / "python.tar").write_bytes(b"a stranger's")
    found = verify(folder, signers)
    assert (found.returncode, "not in its list: ./python.tar" in found.stderr) == (1, True)


def test_without_a_signature_nothing_is_installed_where_signers_are_known(
    folder: Path, tmp_path: Path, signers: Path
) -> None:
    done = run(folder / "install", tmp_path / "there", SIGNERS=str(signers))
    assert (done.returncode, "nobody has signed this" in done.stderr) == (1, True)
    assert not (tmp_path / "there").exists()


def test_where_nobody_is_known_it_is_said(folder: Path, tmp_path: Path) -> None:
    found = run(SCRIPTS / "offline" / "verify", folder, SIGNERS=str(tmp_path / "none"))
    assert (found.returncode, "Who made it is not looked at" in found.stderr) == (0, True)
    assert "there is no" in verify(folder, tmp_path / "none").stderr


def test_the_shipped_list_of_signers_can_be_read(folder: Path, ours: Path) -> None:
    """Nobody in it has signed this; that is another answer than that of a file that makes no sense."""
    shipped = ROOT / "deploy" / "release" / "signers"
    for line in shipped.read_text().splitlines():
        assert line.startswith(("#", 'signpost namespaces="git,signpost" ssh-ed25519 '))
    assert "was not signed by anybody in" in sign(folder, ours, shipped).stderr


@pytest.fixture
def project(tmp_path: Path, signers: Path) -> Path:
    """As much of one as a release looks at before it makes anything."""
    home = tmp_path / "project"
    (home / "deploy" / "release").mkdir(parents=True)
    (home / "scripts").mkdir()
    shutil.copy(SCRIPTS / "release", home / "scripts")
    shutil.copy(signers, home / "deploy" / "release" / "signers")
    written(home / "pyproject.toml", 'version = "9.8.7"\n')
    written(home / "CHANGELOG.md", "## 9.8.7 (today)\n")
    for words in (["init", "-q"], ["add", "."], [*AUTHOR, "commit", "-q", "-m", "All of it"]):
        assert run("git", *words, cwd=home).returncode == 0
    return home


def tag(project: Path, by: Path) -> None:
    signed = ("-c", "gpg.format=ssh", "-c", f"user.signingKey={by}", "tag", "-s", "v9.8.7", "-m", "v9.8.7")
    assert run("git", *AUTHOR, *signed, cwd=project).returncode == 0


def test_a_release_wants_a_tag_that_is_signed_by_one_of_them(project: Path, ours: Path, tmp_path: Path) -> None:
    script = project / "scripts" / "release"
    assert "has no tag v9.8.7" in run(script, ours).stderr
    tag(project, key(tmp_path, "theirs"))
    assert "the tag v9.8.7 is not signed by anybody in" in run(script, ours).stderr
    run("git", "tag", "-d", "v9.8.7", cwd=project)
    tag(project, ours)
    # All of that is well; what makes it is not there.
    assert "scripts/wheelhouse: No such file" in run(script, ours).stderr


def test_a_release_wants_its_heading_and_a_key(project: Path, ours: Path) -> None:
    written(project / "CHANGELOG.md", "## 9.8\n")
    assert 'CHANGELOG.md has no heading "## 9.8.7"' in run(project / "scripts" / "release", ours).stderr
    assert "it takes the file of an SSH key" in run(project / "scripts" / "release", "").stderr
