"""Scripts and styles: the same for everybody, compressed once, and kept by browsers under a hash of what they hold."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

# Under its hash a file never changes. Asked for by its name alone, as other sites do, it is asked about each time.
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


@dataclass(frozen=True)
class File:
    """What is sent, as it is and compressed; `version` names its contents."""

    body: bytes
    zipped: bytes
    content_type: str
    version: str


class Files:
    """Those that a server has. Nothing of anybody's is in them: what is private is neither kept nor compressed."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}

    def add(self, name: str, words: str, content_type: str) -> None:
        """Holds a file under this name, from now on."""
        body = words.encode()
        version = hashlib.sha256(body).hexdigest()[:16]
        self._files[name] = File(body, _zipped(body), content_type, version)

    def __contains__(self, name: object) -> bool:
        return name in self._files

    def serve(self, blueprint: Blueprint, name: str) -> None:
        """Answers `GET /<name>` with the file, from now on."""

        async def answer(request: Request) -> HTTPResponse:
            return self.answer(name, request)

        blueprint.add_route(answer, f"/{name}", methods=["GET"], name=name.replace(".", "_"))

    def address(self, name: str) -> str:
        """Where a page of ours gets it."""
        return f"/{name}?v={self._files[name].version}"

    def answer(self, name: str, request: Request, headers: Mapping[str, str] | None = None) -> HTTPResponse:
        """Compressed where the browser takes that, and nothing where it has it already."""
        file = self._files[name]
        cached = FOR_EVER if request.args.get("v") == file.version else ASK_AGAIN
        sent = {**(headers or {}), "Cache-Control": cached, "ETag": f'"{file.version}"'}
        sent["Vary"] = ", ".join(filter(None, (sent.get("Vary"), "Accept-Encoding")))
        if request.headers.get("if-none-match") == sent["ETag"]:
            return empty(status=304, headers=sent)
        if not _takes_gzip(request.headers.get("accept-encoding", "")):
            return raw(file.body, content_type=file.content_type, headers=sent)
        return raw(file.zipped, content_type=file.content_type, headers={**sent, "Content-Encoding": "gzip"})


@lru_cache(maxsize=256)
def _zipped(body: bytes) -> bytes:
    """Of a picture that the page and the kiosk have, the one is the other's."""
    return gzip.compress(body, 9, mtime=0)


def _takes_gzip(accepted: str) -> bool:
    return "gzip" in (each.strip().lower() for each in accepted.split(","))
