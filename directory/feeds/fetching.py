"""Downloading a feed: http(s) alone, from one server, so much and so long at the most."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urlsplit

from directory.errors import FeedRefused

AGENT = "signpost-directory-import"
USUAL_PORTS = {"http": 80, "https": 443}
PIECE = 65_536


@dataclass(frozen=True, slots=True)
class FeedLimits:
    """Bytes of one answer and of all, seconds for all and for a silent server, and how many services there may be."""

    largest: int = 20_000_000
    largest_in_all: int = 100_000_000
    longest: float = 300.0
    silence: float = 15.0
    services: int = 5000
    pages: int = 500


def parsed(content: bytes, where: str) -> Any:
    """What the JSON holds. Raises FeedRefused."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except RecursionError:
        raise FeedRefused(f"{where} has lists inside lists without an end: it is not read.") from None
    except (ValueError, UnicodeError):
        raise FeedRefused(f"{where} is not JSON: give the address of an Open Referral feed.") from None


def read_file(path: Path, limits: FeedLimits) -> Any:
    """What a file holds. Raises FeedRefused."""
    try:
        with path.open("rb") as file:
            content = file.read(limits.largest + 1)
    except OSError as error:
        raise FeedRefused(f"{path} cannot be read: {error.strerror}.") from error
    if len(content) > limits.largest:
        raise FeedRefused(_too_large(str(path), limits.largest))
    return parsed(content, str(path))


@dataclass
class Downloads:
    """All that one import takes from one server."""

    limits: FeedLimits = field(default_factory=FeedLimits)
    clock: Callable[[], float] = time.monotonic
    _taken: int = field(default=0, init=False)
    _began: float | None = field(default=None, init=False)

    def json(self, url: str) -> Any:
        """What the address answers. Raises FeedRefused."""
        server_of(url)
        self._began = self.clock() if self._began is None else self._began
        asked = request.Request(url, headers={"Accept": "application/json", "User-Agent": AGENT})
        try:
            with _opener().open(asked, timeout=self.limits.silence) as answer:
                return parsed(self._body(url, answer), url)
        except HTTPError as error:
            raise FeedRefused(f"{url} answers with {error.code}, so nothing is read.") from error
        except TimeoutError as error:
            raise FeedRefused(f"{url} does not answer within {self.limits.silence:.0f} seconds.") from error
        except URLError as error:
            raise FeedRefused(f"{url} cannot be reached: {_reason(error)}.") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise FeedRefused(f"{url} breaks off or makes no sense: {type(error).__name__}.") from error

    def _body(self, url: str, answer: Any) -> bytes:
        if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise FeedRefused(f"{url} sends it packed, which was not asked for: it is not read.")
        pieces, size = [], 0
        while piece := answer.read1(PIECE):
            size += len(piece)
            self._taken += len(piece)
            if size > self.limits.largest:
                raise FeedRefused(_too_large(url, self.limits.largest))
            self.within_limits()
            pieces.append(piece)
        return b"".join(pieces)

    def within_limits(self) -> None:
        """Raises FeedRefused where it has taken too long or brought too much."""
        if self._taken > self.limits.largest_in_all:
            raise FeedRefused(_too_large("All of the feed", self.limits.largest_in_all))
        if self._began is not None and self.clock() - self._began > self.limits.longest:
            raise FeedRefused(f"It takes longer than {self.limits.longest:.0f} seconds: nothing was written.")


def server_of(url: str) -> tuple[str, str, int]:
    """Scheme, host and port. Raises FeedRefused for what is no address of the web."""
    try:
        parts = urlsplit(url)
        if not url.isascii() or not url.isprintable() or " " in url or not _is_web(parts):
            raise ValueError
        return parts.scheme, str(parts.hostname), parts.port or USUAL_PORTS[parts.scheme]
    except ValueError:
        raise FeedRefused("That is no address that begins with https:// or http://, and no file.") from None


def _is_web(parts: SplitResult) -> bool:
    return parts.scheme in USUAL_PORTS and bool(parts.hostname) and "@" not in parts.netloc


def _too_large(what: str, most: int) -> str:
    return f"{what} is larger than {most // 1_000_000} MB: it is not read."


def _reason(error: URLError) -> str:
    return getattr(error.reason, "strerror", None) or type(error.reason).__name__


class _OnTheSameServer(request.HTTPRedirectHandler):
    """A feed may say that it has moved, but not have us ask other machines: they may be ones that only we reach."""

    def redirect_request(
        self, req: request.Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str
    ) -> request.Request | None:
        asked, leads = server_of(req.full_url), server_of(newurl)
        is_safer = (asked[0], leads[0]) == ("http", "https") and asked[1] == leads[1]
        if asked != leads and not is_safer:
            raise FeedRefused(f"{req.full_url} leads to another server: give that address, if you trust it.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> request.OpenerDirector:
    """Without the handlers for files, FTP and data that urllib has by itself."""
    opener = request.OpenerDirector()
    handlers = (
        request.ProxyHandler,
        request.HTTPHandler,
        request.HTTPSHandler,
        request.HTTPDefaultErrorHandler,
        request.HTTPErrorProcessor,
        _OnTheSameServer,
    )
    for handler in handlers:
        opener.add_handler(handler())
    return opener
