"""`python -m tests.faults [NUMBER ...]`: do the tests see a fault that somebody put in on purpose?"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from ruamel.yaml import YAML

from bot.settings import ROOT

FAULTS = Path(__file__).with_name("faults.yml")
# What git does not keep is no part of the tree, and what it keeps and tests do not read is large.
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".build", ".tools", ".*_cache", ".hypothesis", "models", "__pycache__"
)


@click.command()
@click.argument("numbers", nargs=-1, type=int)
def main(numbers: tuple[int, ...]) -> None:
    """Tries each fault in a copy of the tree; ends with 1 where the tests named for one still pass."""
    faults = [row for row in enumerate(YAML(typ="safe").load(FAULTS), 1) if not numbers or row[0] in numbers]
    unseen = [number for number, fault in faults if not _seen(number, fault)]
    click.echo(f"not seen: {', '.join(map(str, unseen)) or 'none'}")
    sys.exit(bool(unseen))


def _seen(number: int, fault: Mapping[str, Any]) -> bool:
    with tempfile.TemporaryDirectory() as temporary:
        tree = Path(temporary) / "tree"
        shutil.copytree(ROOT, tree, ignore=LEFT_OUT)
        _put_in(fault, tree / fault["file"])
        failed = _fails(tree, fault["tests"].split(), slow=fault.get("slow", False))
    click.echo(f"{number}. {fault['what']}: {'seen' if failed else 'NOT SEEN'}")
    return failed


def _put_in(fault: Mapping[str, Any], file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    if fault["was"] not in text:
        raise click.ClickException(
            f"{fault['file']} no longer has {fault['was']!r}: bring tests/faults/faults.yml up to date"
        )
    file.write_text(text.replace(fault["was"], fault["now"], 1), encoding="utf-8")


def _fails(tree: Path, tests: list[str], *, slow: bool) -> bool:
    """Whether a test fails. Raises where pytest could not run them, which would pass for a failure."""
    quick = [] if slow else ["-m", "not slow"]
    command = [sys.executable, "-m", "pytest", "-q", "-x", *quick, "-p", "no:cacheprovider", *tests]
    done = subprocess.run(
        command, cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)}, capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1):
        raise click.ClickException(
            f"pytest could not run {' '.join(tests)}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    return done.returncode == 1


if __name__ == "__main__":
    main()
