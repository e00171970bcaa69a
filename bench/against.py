"""Another commit of this project, checked out and installed for as long as it is measured."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench import ours
from bench.processes import BenchFailed, run_to_end
from bench.starts import Candidate
from bot.settings import ROOT

logger = logging.getLogger(__name__)

OF_THIS_TREE = (ROOT / "models", ROOT / ".build" / "test-models")
LONGEST_SETUP = 1800.0
LONGEST_QUESTION = 300.0
# What a model is made from is that commit's own affair.
WHICH_MODEL = """
import sys
from pathlib import Path
from bot import training
print(training.fingerprint())
print(next((folder for folder in sys.argv[1:] if training.is_current(Path(folder))), ""))
"""


def commit_of(name: str) -> str:
    """The commit that a name of git's stands for, in short. Raises BenchFailed."""
    done = _git("rev-parse", "--verify", "--quiet", "--short=12", f"{name}^{{commit}}")
    if done.returncode != 0:
        raise BenchFailed(f"there is no commit {name}: `git log --oneline` lists them")
    return done.stdout.strip()


def is_changed() -> bool:
    """Whether the tree holds something else than its commit."""
    return bool(_git("status", "--porcelain", "--untracked-files=no").stdout.strip())


@contextmanager
def candidate(commit: str, folder: Path, models: Path | None) -> Iterator[Candidate]:
    """Its bot, to be started, from `folder`, an empty one. Raises BenchFailed where there is no model of its inputs.

    Afterwards neither its tree nor what git noted of it is there.
    """
    tree = folder / "tree"
    try:
        logger.info("Checking out %s and installing what it needs, which takes 1 GB of %s ...", commit, folder)
        run_to_end(
            "checkout",
            ["git", "-C", str(ROOT), "worktree", "add", "--detach", str(tree), commit],
            folder,
            {},
            within=LONGEST_SETUP,
        )
        own = {
            "UV_PROJECT_ENVIRONMENT": str(tree / ".venv"),
            "PYTHONPATH": str(tree),
            # Where this tree had to bring uv, that one need not.
            "PATH": os.pathsep.join([os.environ.get("PATH", os.defpath), str(ROOT / ".tools" / "bin")]),
        }
        run_to_end("setup", [str(tree / "scripts" / "setup")], folder, own, within=LONGEST_SETUP)
        python = str(tree / ".venv" / "bin" / "python")
        settings = {
            "PYTHONPATH": str(tree),
            "SIGNPOST_DIRECTORY_SOURCE": str(tree / "directory"),
            "SIGNPOST_MODELS": str(_models(commit, python, tree, models)),
        }
        yield ours.started_by(python, f"commit {commit}", tree, folder, settings)
    finally:
        _take_away(tree)


def _models(commit: str, python: str, tree: Path, given: Path | None) -> Path:
    """The folder that has its model: the one that was named, or one of this tree's."""
    asked = [given] if given else [Path(os.environ.get("SIGNPOST_MODELS", ROOT / "models")), *OF_THIS_TREE]
    folders = [str(folder.resolve()) for folder in asked]
    done = subprocess.run(
        [python, "-W", "ignore", "-c", WHICH_MODEL, *folders],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        timeout=LONGEST_QUESTION,
        check=False,
    )
    if done.returncode != 0:
        raise BenchFailed(f"{commit} does not say which model it needs: {_last(done.stderr)}")
    fingerprint, folder = [*done.stdout.splitlines(), ""][:2]
    if not folder:
        raise BenchFailed(missing(commit, fingerprint, folders))
    return Path(folder)


def missing(commit: str, fingerprint: str, folders: Sequence[str]) -> str:
    """What to do where its model is nowhere."""
    looked = " or ".join(dict.fromkeys(folders))
    return (
        f"the model of {commit} (signpost-{fingerprint}.tar.gz) is not in {looked}, and training takes a quarter of an "
        "hour: name the folder that has it with --models FOLDER, or run `make train` in a clone of that commit first"
    )


def _take_away(tree: Path) -> None:
    # A second Ctrl-C would leave a gigabyte.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        logger.info("Taking it away again ...")
        shutil.rmtree(tree, ignore_errors=True)
        _git("worktree", "prune")
    finally:
        signal.signal(signal.SIGINT, before)


def _git(*words: str) -> subprocess.CompletedProcess[str]:
    # A session of its own: Ctrl-C in the terminal ends us alone, and we end it.
    return subprocess.run(
        ["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=False, start_new_session=True
    )


def _last(text: str) -> str:
    return (text.strip().splitlines() or ["it said nothing"])[-1][:300]
