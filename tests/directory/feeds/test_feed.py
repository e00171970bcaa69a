"""A feed is read in all the forms that feeds have, and one that means harm is refused with one line."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from directory.errors import FeedRefused
from directory.feeds.feed import read_feed
from directory.feeds.fetching import FeedLimits
from tests.directory.feeds.hub import SHELTER, Reply, a_page, another_directory, sent
from tests.rows import each_row

SMALL = FeedLimits(largest=100_000, largest_in_all=250_000, longest=2.0, silence=1.0, services=50, pages=5)


def names(where: str, limits: FeedLimits = SMALL) -> list[Any]:
    return [service["name"] for service in read_feed(where, limits=limits).services]


def numbered(number: int) -> dict[str, Any]:
    return {**SHELTER, "id": f"id-{number}", "name": f"Shelter {number}"}


FILES = [
    ("a page", {"contents": [SHELTER]}),
    ("a page of the standard before", {"content": [SHELTER], "totalPages": 3}),
    ("a list", [SHELTER]),
    ("one service", SHELTER),
]


@each_row("content", [row[1] for row in FILES], ids=[row[0] for row in FILES])
def test_a_file_is_a_page_a_list_or_a_service(content: Any, tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_text("\ufeff" + json.dumps(content), encoding="utf-8")
    assert names(str(path)) == ["Night Shelter"]


def test_what_is_no_service_is_named_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_text(json.dumps([None, SHELTER, "x", 3]), encoding="utf-8")
    feed = read_feed(str(path))
    assert [service["name"] for service in feed.services] == ["Night Shelter"]
    assert feed.problems == [f"entry {place} is no service, left out" for place in (1, 3, 4)]
    assert feed.address == "the file feed.json"


@pytest.mark.parametrize("start", ["", "/", "/services", "/services?per_page=2"])
def test_all_pages_are_read_from_wherever_one_begins(start: str) -> None:
    def answers(path: str, query: dict[str, str]) -> Reply:
        if path == "/":
            return sent({"version": "HSDS-UK-3.0", "profile": "https://example.org", "openapi_url": "https://e.org"})
        number = int(query.get("page", "1"))
        return a_page([numbered(number)], number, 3)

    with another_directory(answers) as address:
        assert names(address + start) == ["Shelter 1", "Shelter 2", "Shelter 3"]


def test_where_a_list_has_no_parts_each_service_is_asked_for() -> None:
    bare = {name: value for name, value in SHELTER.items() if not isinstance(value, list)}

    def answers(path: str, query: dict[str, str]) -> Reply:
        return a_page([bare]) if path == "/v3/services" else sent(SHELTER)

    with another_directory(answers) as address:
        assert read_feed(f"{address}/v3/services", limits=SMALL).services == [SHELTER]


def test_where_one_cannot_be_had_the_list_stands() -> None:
    def answers(path: str, query: dict[str, str]) -> Reply:
        return a_page([{"id": "../../etc/passwd", "name": "Shelter"}]) if path == "/services" else sent({}, 500)

    with another_directory(answers) as address:
        assert names(f"{address}/services") == ["Shelter"]


def test_an_id_stays_within_the_address_of_services() -> None:
    asked: list[str] = []

    def answers(path: str, query: dict[str, str]) -> Reply:
        asked.append(path)
        return a_page([{"id": "../../secret?x=1", "name": "Shelter"}]) if path == "/services" else sent({})

    with another_directory(answers) as address:
        names(f"{address}/services")
    assert asked[-1] == "/services/..%2F..%2Fsecret%3Fx%3D1"


def replies(reply: Reply) -> Any:
    return lambda path, query: reply


HOSTILE = [
    ("huge", replies(Reply(b'"' + b"x" * 100, endless=True)), "is larger than 0 MB: it is not read"),
    ("deep", replies(Reply(b"[" * 90_000)), "has lists inside lists without an end"),
    ("no JSON", replies(Reply(b"<html>")), "is not JSON: give the address of an Open Referral feed"),
    ("no text", replies(Reply(b"\xff\xfe\x00")), "is not JSON"),
    ("a number without an end", replies(Reply(b'{"contents": [' + b"9" * 50_000 + b"]}")), "is not JSON"),
    ("nothing in it", replies(sent({"rows": []})), "There are no services in it"),
    (
        "pages without an end",
        lambda path, query: a_page([numbered(int(query.get("page", "1")))], 1, 9),
        "more than 5",
    ),
    ("the same page again", lambda path, query: a_page([SHELTER], 1, 9), "Page 2 is the same as the one before"),
    ("too many services", replies(sent([numbered(number) for number in range(51)])), "more than 50 services"),
    ("packed", replies(Reply(b"x", headers={"Content-Encoding": "gzip"})), "sends it packed"),
    ("an error", replies(sent({}, 500)), "answers with 500"),
    ("elsewhere", replies(Reply(b"", 302, {"Location": "http://127.0.0.2:1/"})), "leads to another server"),
    ("a file", replies(Reply(b"", 302, {"Location": "file:///etc/passwd"})), "answers with 302"),
    ("in circles", replies(Reply(b"", 302, {"Location": "/services"})), "answers with 302"),
]


@each_row(("answers", "why"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_a_feed_that_means_harm_is_refused_in_one_line(answers: Any, why: str) -> None:
    with another_directory(answers) as address, pytest.raises(FeedRefused) as refused:
        read_feed(f"{address}/services", limits=SMALL)
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_slow_feed_is_refused() -> None:
    def answers(path: str, query: dict[str, str]) -> Reply:
        time.sleep(1.5)
        return sent([SHELTER])

    with another_directory(answers) as address, pytest.raises(FeedRefused, match="does not answer within 1 seconds"):
        read_feed(address, limits=SMALL)


@each_row(
    "where", ["ftp://example.org/x", "file:///etc/passwd", "data://x", "https://a@example.org/", "http://", "http://[/"]
)
def test_what_is_no_address_of_the_web_is_not_asked(where: str) -> None:
    with pytest.raises(FeedRefused, match="That is no address that begins with https:// or http://, and no file"):
        read_feed(where)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match=r"none\.json cannot be read: No such file"):
        read_feed(str(tmp_path / "none.json"))


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(FeedRefused, match="cannot be reached: Connection refused"):
        read_feed("http://127.0.0.1:9/services")
