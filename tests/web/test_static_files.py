"""Scripts and styles are compressed and kept by their hash; what is anybody's own is neither."""

from __future__ import annotations

import gzip
import re

import pytest

from tests.rows import each_row
from tests.standing import Standing
from tests.web.submitting import submit

NAMES = ("style.css", "easy.css", "widget.js", "page.js", "beside.js", "kiosk.js", "kiosk.css", "pictures/call.svg")
every_file = each_row("name", NAMES)
ADDRESS = re.compile(r'(?:src|href)="(/[a-z.]+\?v=[0-9a-f]{16})"')


@every_file
def test_a_browser_that_takes_it_gets_it_compressed(app: Standing, name: str) -> None:
    plain = app.call("GET", f"/{name}")
    zipped = app.call("GET", f"/{name}", headers={"Accept-Encoding": "br, gzip"})
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in zipped.headers["vary"]
    assert gzip.decompress(zipped.body) == plain.body
    assert len(zipped.body) < 0.6 * len(plain.body)


@every_file
def test_what_a_browser_has_is_not_sent_again(app: Standing, name: str) -> None:
    tag = app.call("GET", f"/{name}").headers["etag"]
    again = app.call("GET", f"/{name}", headers={"If-None-Match": tag})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)


@pytest.mark.parametrize("page", ["/", "/privacy", "/kiosk", "/away"])
def test_our_pages_name_files_by_their_hash_and_those_are_kept(app: Standing, page: str) -> None:
    addresses = ADDRESS.findall(app.call("GET", page).body.decode())
    assert addresses
    for address in addresses:
        assert app.call("GET", address).headers["cache-control"] == "public, max-age=31536000, immutable"


def test_under_another_hash_it_is_asked_about_each_time(app: Standing) -> None:
    assert app.call("GET", "/style.css?v=0000000000000000").headers["cache-control"] == "no-cache"


def test_what_somebody_wrote_is_neither_kept_nor_compressed(app: Standing) -> None:
    answer = submit(app, "/", {"Accept-Encoding": "gzip"}, message="hello")
    assert answer.headers["cache-control"] == "no-store"
    assert "content-encoding" not in answer.headers


def test_the_widget_weighs_15_kilobytes_at_most(app: Standing) -> None:
    """Compressed, as other sites' visitors get it."""
    assert len(gzip.compress(app.call("GET", "/widget.js").body, 9)) <= 15_000
