"""What replies say, as data/replies has it when the bot starts: a change of words needs no training."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.settings import ROOT

FOLDER = ROOT / "data" / "replies"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Response names to their variations, as a domain has them.
Wording = dict[str, list[dict[str, Any]]]


class WordingUnusable(Exception):
    """A file of wording cannot be used; the message is one line that names the file, its line, and what to do."""


def read_wording(folder: Path = FOLDER) -> Wording:
    """All responses of the folder's files; raises WordingUnusable with the first thing that is wrong."""
    found, problems = readable_wording(folder)
    if problems:
        raise WordingUnusable(problems[0])
    return found


def readable_wording(folder: Path = FOLDER) -> tuple[Wording, list[str]]:
    """The responses of all files that can be used, and what is wrong with the others, a line each."""
    found: Wording = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            own = dict(_responses(path))
        except WordingUnusable as error:
            problems.append(str(error))
            continue
        problems += [f"data/replies/{path.name}: {name} stands twice, take one out" for name in own if name in found]
        found = {**own, **found}
    if not found:
        problems.append(f"{folder.name}/ holds no wording, bring its files back")
    return found, problems


def _responses(path: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    where = f"data/replies/{path.name}"
    content = _content(path, where)
    rows = content.get("responses") if isinstance(content, dict) else None
    if not isinstance(rows, dict):
        raise WordingUnusable(f"{where}: there is no `responses:` in it, compare it with its neighbours")
    for name, variations in rows.items():
        if not _is_speakable(variations):
            raise WordingUnusable(f"{where}: {name} needs a list of `- text:`, compare it with its neighbours")
        yield str(name), variations


def _content(path: Path, where: str) -> Any:
    try:
        return _parsed(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise WordingUnusable(f"{where}:{line}: {error.problem or 'not YAML'}, mend it") from None
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise WordingUnusable(f"{where} cannot be read ({type(error).__name__})") from None


@lru_cache(maxsize=64)
def _parsed(text: str) -> Any:
    """Not to be changed: the same text is the same object for everybody."""
    return yaml.load(text, Loader=_Loader)


def _is_speakable(variations: Any) -> bool:
    return (
        isinstance(variations, list)
        and bool(variations)
        and all(isinstance(row, dict) and isinstance(row.get("text"), str) for row in variations)
    )
