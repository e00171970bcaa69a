"""Writing YAML of ours with a program: comments and order stay, and a reader never sees half a file."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from directory.errors import AssureFailed

# As the files are written: with these nothing else in them moves (tests/directory/test_assure.py).
WIDTH = 118


def editor() -> YAML:
    """Reads and writes files as a person has written them."""
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.add_representer(type(None), _null)
    return yaml


def written(yaml: YAML, tree: CommentedMap) -> str:
    """The tree as the text of a file."""
    text = io.StringIO()
    yaml.dump(tree, text)
    return text.getvalue()


def replace_text(path: Path, text: str) -> None:
    """In one step: a running server reads the old file or the new one. Raises AssureFailed."""
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.write_text(text, encoding="utf-8")
        os.replace(draft, path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise AssureFailed(f"Cannot write {path}: {error.strerror}.") from error


def _null(representer: Any, _: None) -> Any:
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")
