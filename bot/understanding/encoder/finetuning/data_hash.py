"""One hash over the data that an encoder could learn from, so that its card can say what lay there."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator
from pathlib import Path

import yaml

from bot.settings import ROOT

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def data_hash(later: Container[str] = (), data: Path = ROOT / "data") -> str:
    """Without the files that are `later`, such as `conversations/news.yml`.

    It is the same whatever files the messages are parted into, as long as each has its intent.
    """
    digest = hashlib.sha256()
    for intent, text in sorted(_messages(_files(data, "nlu", later))):
        digest.update(f"{intent}\t{text}\n".encode())
    for path in _files(data, "conversations", later):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(data: Path, folder: str, later: Container[str]) -> list[Path]:
    return [path for path in sorted((data / folder).glob("*.yml")) if f"{folder}/{path.name}" not in later]


def _messages(files: list[Path]) -> Iterator[tuple[str, str]]:
    for path in files:
        for block in yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)["nlu"]:
            for line in block["examples"].splitlines():
                if line.startswith("- "):
                    yield block["intent"], line[2:]
