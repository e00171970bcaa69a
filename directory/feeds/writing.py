"""Drafts as files: each a service file as a person would write it, with a note on top of where it is from."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from directory.editing import editor
from directory.errors import DraftRefused
from directory.feeds.drafting import ServiceDraft

SOURCES = "sources.yaml"
# In one line, as our files have them.
SHORT = frozenset({"sources", "byday", "areas", "languages"})
# They look like something else to YAML: numbers and times.
QUOTED = frozenset({"number", "opens_at", "closes_at", "date"})


def write_draft(folder: Path, draft: ServiceDraft, address: str, today: date) -> None:
    """A new file; one that is there stays as it is. Raises DraftRefused."""
    said = [
        f"A draft from {address}, {today}. Nobody is told of it yet.",
        f'Read it, mend it, try its contacts, then: signpost directory confirm {draft.service_id} --by "Your Name"',
        *(f"- {note}" for note in draft.notes),
    ]
    _create(folder / f"{draft.service_id}.yaml", _text(draft.data, said))


def write_source(folder: Path, source_id: str, address: str, today: date) -> None:
    """What the drafts cite, for when they go live. Raises DraftRefused."""
    path = folder / SOURCES
    entry = {
        "address": address,
        "date": f"{today}",
        "assured_date": today,
        "tier": "third-party",
        "note": "Read by signpost directory import.",
    }
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    if f"{source_id}:" in before.splitlines():
        return
    with refused(path), path.open("a", encoding="utf-8") as file:
        file.write(_text({source_id: entry}))


@contextmanager
def refused(path: Path) -> Iterator[None]:
    """What the system says of a file is one line. Raises DraftRefused."""
    try:
        yield
    except OSError as error:
        raise DraftRefused(f"Cannot write {path}: {error.strerror}.") from error


def _create(path: Path, text: str) -> None:
    # Neither over a file nor through a link that stands there.
    anew = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with refused(path), os.fdopen(os.open(path, anew, 0o644), "w", encoding="utf-8") as file:
        file.write(text)


def _text(data: Any, said: Iterable[str] = ()) -> str:
    text = io.StringIO()
    yaml = editor()
    # The same value twice is written twice: our files have no aliases.
    yaml.representer.ignore_aliases = lambda data: True
    tree = _styled(data)
    for line in said:
        text.write(f"# {line}\n")
    yaml.dump(tree, text)
    return text.getvalue()


def _styled(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return CommentedMap({key: _styled(item, key) for key, item in value.items()})
    if isinstance(value, list):
        styled = CommentedSeq(_styled(item) for item in value)
        if name in SHORT:
            styled.fa.set_flow_style()
        return styled
    if isinstance(value, str) and name in QUOTED:
        return DoubleQuotedScalarString(value)
    return value
