"""The services of a feed, page by page, in the forms that feeds come in: a page, a list, one service, an address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from directory.errors import FeedRefused
from directory.feeds.fetching import Downloads, FeedLimits, read_file, server_of
from directory.hsds.export import Json

PER_PAGE = 100
# By these a page is known; the second are of the standard before this one.
CONTENTS = ("contents", "content", "services", "items")
LAST = ("last_page", "last")
PAGES = ("total_pages", "totalPages")
# What a list of services leaves out, and each service by itself has.
PARTS = ("phones", "schedules", "service_at_locations", "contacts", "attributes", "service_areas", "languages")


@dataclass
class Feed:
    """`address` is what it is called in the directory; `problems` are the entries that are no services."""

    address: str
    services: list[Json] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_feed(where: str, *, limits: FeedLimits | None = None) -> Feed:
    """All services of an address or a file. Raises FeedRefused, and then nothing of it counts."""
    limits = limits or FeedLimits()
    if "://" not in where:
        path = Path(where)
        feed = Feed(f"the file {path.name}")
        _take(feed, read_file(path, limits), limits)
        return feed
    server_of(where)
    feed, downloads = Feed(where), Downloads(limits)
    for content in _pages(where, downloads):
        _take(feed, content, limits)
    feed.services = [_whole(service, where, downloads) for service in feed.services]
    return feed


def _take(feed: Feed, content: Any, limits: FeedLimits) -> None:
    for place, entry in enumerate(_entries(content), start=len(feed.services) + len(feed.problems) + 1):
        if isinstance(entry, dict):
            feed.services.append(entry)
        else:
            feed.problems.append(f"entry {place} is no service, left out")
        if len(feed.services) + len(feed.problems) > limits.services:
            raise FeedRefused(f"There are more than {limits.services} services in it: nothing is read.")


def _entries(content: Any) -> list[Any]:
    if isinstance(content, list):
        return list(content)
    if isinstance(content, dict):
        found = next((content[name] for name in CONTENTS if isinstance(content.get(name), list)), None)
        if found is not None:
            return list(found)
        if "name" in content:
            return [content]
    raise FeedRefused("There are no services in it: give the address of an Open Referral feed.")


def _pages(where: str, downloads: Downloads) -> Iterator[Any]:
    """The content of each page, from the address of the services or of what is about them."""
    content = downloads.json(where)
    if _is_about(content):
        parts = urlsplit(where)
        where = urlunsplit((parts.scheme, parts.netloc, f"{parts.path.rstrip('/')}/services", parts.query, ""))
        content = None
    base = with_query(where, per_page=PER_PAGE, full="true")
    if content is None or (isinstance(content, dict) and not _is_last(content, 1)):
        content = downloads.json(with_query(base, page=1))
    number = 1
    while True:
        yield content
        if _is_last(content, number):
            return
        number += 1
        if number > downloads.limits.pages:
            raise FeedRefused(f"It has more than {downloads.limits.pages} pages: nothing is read.")
        before, content = content, downloads.json(with_query(base, page=number))
        if _entries(content) and _entries(content) == _entries(before):
            raise FeedRefused(f"Page {number} is the same as the one before, so it has no end: nothing is read.")


def _is_about(content: Any) -> bool:
    return isinstance(content, dict) and "version" in content and not any(name in content for name in CONTENTS)


def _is_last(content: Any, number: int) -> bool:
    """Where a page says nothing of others, it is the only one."""
    if not isinstance(content, dict) or not _entries(content):
        return True
    for name in LAST:
        if isinstance(content.get(name), bool):
            return bool(content[name])
    pages = next((content[name] for name in PAGES if isinstance(content.get(name), int)), 1)
    return number >= int(pages)


def _whole(service: Json, where: str, downloads: Downloads) -> Json:
    """A list may hold of each service what there is one of; then it is asked for by itself."""
    identity = service.get("id")
    if any(service.get(name) for name in PARTS) or not isinstance(identity, str) or not identity:
        return service
    downloads.within_limits()
    parts = urlsplit(where)
    path = parts.path.rstrip("/").removesuffix("/services")
    one = urlunsplit((parts.scheme, parts.netloc, f"{path}/services/{quote(identity, safe='')}", "", ""))
    try:
        found = downloads.json(one)
    except FeedRefused:
        downloads.within_limits()
        return service
    return found if isinstance(found, dict) and found.get("id") == identity else service


def with_query(url: str, **more: object) -> str:
    """The address with these in its query, in the place of what it had by the same names."""
    parts = urlsplit(url)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name not in more]
    query = urlencode([*kept, *((name, str(value)) for name, value in more.items())])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
