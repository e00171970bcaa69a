"""The code that serves runs nothing that it is given, and leaves hashes and chance to what is made for them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bot.settings import ROOT

# What trains is no part of serving: it draws by a seed, so that it comes to the same each time.
TRAINING = {"bot/understanding/importer.py", "bot/understanding/encoder/finetuning"}
CODE = [
    path
    for part in ("bot", "actions", "directory")
    for path in sorted((ROOT / part).rglob("*.py"))
    if not any(path.is_relative_to(ROOT / one) for one in TRAINING)
]
RUNS = {"eval", "exec", "compile", "__import__"}
RUNS_A_COMMAND_LINE = {
    ("os", "system"),
    ("os", "popen"),
    ("subprocess", "getoutput"),
    ("subprocess", "getstatusoutput"),
}
READS_OBJECTS = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "jsonpickle"}
LOADS_ANYTHING = {"Loader", "UnsafeLoader", "FullLoader"}
READS_XML = {"xml", "lxml", "defusedxml", "xmltodict"}
# SHA-256, and BLAKE2 for names of what is kept for speed.
HASHES = {"sha256", "file_digest", "blake2b"}
CIPHERS = {"cryptography.exceptions", "cryptography.hazmat.primitives.ciphers.aead"}
BY_SEED_OR_CLOCK = {("uuid", "uuid1"), ("uuid", "uuid4"), ("uuid", "uuid3")}


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imported(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def attributes(path: Path) -> set[tuple[str, str]]:
    """Each `a.b`, as a pair."""
    found = [node for node in nodes(path) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)]
    return {(node.value.id, node.attr) for node in found if isinstance(node.value, ast.Name)}


def calls(path: Path) -> list[ast.Call]:
    return [node for node in nodes(path) if isinstance(node, ast.Call)]


def test_nothing_runs_what_it_is_given() -> None:
    for path in CODE:
        named = {call.func.id for call in calls(path) if isinstance(call.func, ast.Name)}
        shells = [key for call in calls(path) for key in call.keywords if key.arg == "shell"]
        assert not named & RUNS, path
        assert not shells, path
        assert not attributes(path) & RUNS_A_COMMAND_LINE, path
        assert not {name.partition(".")[0] for name in imported(path)} & READS_OBJECTS, path
        assert not {name for _, name in attributes(path)} & LOADS_ANYTHING, path


def test_no_xml_is_read() -> None:
    assert not [path for path in CODE if {name.partition(".")[0] for name in imported(path)} & READS_XML]


def test_only_known_hashes_are_used() -> None:
    for path in CODE:
        assert {name for module, name in attributes(path) if module == "hashlib"} <= HASHES, path
        assert {name for name in imported(path) if name.startswith("cryptography")} <= CIPHERS, path
        assert "hashlib" not in {node.module for node in nodes(path) if isinstance(node, ast.ImportFrom)}, path


def test_chance_that_must_not_be_guessed_comes_from_the_system() -> None:
    for path in CODE:
        assert "random" not in imported(path), path
        assert not attributes(path) & BY_SEED_OR_CLOCK, path
