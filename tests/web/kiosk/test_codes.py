"""`GET /kiosk/qr?link=`: codes that a phone's camera reads, for numbers and pages of the directory alone."""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bot.web.contacts import numbers
from directory.store import Directory
from tests.rows import each_row
from tests.running import Answer
from tests.standing import Standing
from tests.waiting import PATIENCE

SVG = "{http://www.w3.org/2000/svg}"
NEEDED = ("rsvg-convert", "zbarimg")
# As a page may show it: each code a few centimetres wide, on any ground.
PIXELS = "240"
GROUNDS = ("white", "black", "#7a1fa2")

needs_a_reader = pytest.mark.skipif(
    not all(map(shutil.which, NEEDED)), reason="needs rsvg-convert and zbarimg (librsvg2-bin, zbar-tools)"
)


def code(app: Standing, link: str) -> Answer:
    return app.call("GET", f"/kiosk/qr?{urlencode({'link': link})}")


def svg(app: Standing, link: str) -> bytes:
    answer = code(app, link)
    assert (answer.status, answer.headers["content-type"]) == (200, "image/svg+xml; charset=utf-8")
    return answer.body


def run(*words: str | Path) -> str:
    return subprocess.run(words, capture_output=True, check=True, timeout=PATIENCE, text=True).stdout


def read(drawn: bytes, folder: Path, ground: str) -> str:
    """What a reader of codes sees in it."""
    (folder / "code.svg").write_bytes(drawn)
    run("rsvg-convert", "-w", PIXELS, "-b", ground, "-o", folder / "code.png", folder / "code.svg")
    return run("zbarimg", "--quiet", "--raw", "--nodbus", folder / "code.png").strip()


@pytest.mark.process
@needs_a_reader
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_number_of_the_directory_is_read_from_its_code(
    app: Standing, town_directory: Directory, tmp_path: Path, ground: str
) -> None:
    every = {number.link for number in numbers(town_directory)}
    assert {"tel:999", "tel:03001236600", "sms:82111", "sms:85258?body=SHOUT", "https://www.talktofrank.com"} <= every
    assert [link for link in every if read(svg(app, link), tmp_path, ground) != link] == []


@pytest.mark.process
@needs_a_reader
def test_a_code_whose_middle_is_hidden_is_still_read(app: Standing, tmp_path: Path) -> None:
    """A spot of glare on the screen, two modules wide."""
    spot = b'<path fill="#fff" d="M15.5 15.5h2v2h-2z"/></svg>'
    assert read(svg(app, "tel:03001236600").replace(b"</svg>", spot), tmp_path, "white") == "tel:03001236600"


@each_row(
    "link",
    [
        "tel:998",
        "tel:07700900123",
        "sms:03001236600",
        "tel:82111",
        # Superseded, conflicting, not confirmed: known to the directory, and never printed.
        "tel:0800776600",
        "sms:88858",
        "tel:03008883853",
        "999",
        "tel:999 ",
        "tel:999.svg",
        "TEL:999",
        "mailto:999",
        "tel:",
        "sms:85258",
        "sms:85258?body=shout",
        "https://",
        "https://example.org",
        "www.talktofrank.com",
        "http://www.talktofrank.com",
        "javascript:alert(1)",
        "-",
        "tel:+999",
        "tel:999\0",
        "tel:٩٩٩",
        "../tel:999",
        "tel:" + "9" * 5000,
    ],
)
def test_there_is_no_code_for_a_number_that_the_directory_does_not_print(app: Standing, link: str) -> None:
    answer = code(app, link)
    assert (answer.status, list(answer.json)) == (404, ["error"])


@each_row(
    "query",
    [
        "link=",
        "link=tel:101&link=tel:999",
        "link=tel:101&more=1",
        "",
    ],
)
def test_another_query_is_told_what_to_send_without_a_number_of_anybody(app: Standing, query: str) -> None:
    answer = app.call("GET", f"/kiosk/qr?{query}")
    assert (answer.status, list(answer.json)) == (400, ["error"])
    assert "/kiosk/qr?link=" in answer.json["error"]
    assert not re.search(r"\d{3}", answer.json["error"])


def test_a_code_is_a_drawing_without_a_size_that_asks_for_nothing(app: Standing) -> None:
    drawn = svg(app, "tel:03001236600").decode()
    root = ET.fromstring(drawn)
    assert root.tag == f"{SVG}svg"
    assert set(root.attrib) == {"viewBox"}
    assert not re.search(r"href|url\(|<script|<style|style=|<!|http(?!://www\.w3\.org/2000/svg\")", drawn)


@each_row(
    ("link", "title"),
    [
        ("tel:03001236600", "Call 0300 123 6600"),
        ("sms:82111", "Text 82111"),
        ("sms:85258?body=SHOUT", "Text SHOUT to 85258"),
    ],
)
def test_a_code_says_what_it_is_for(app: Standing, link: str, title: str) -> None:
    found = ET.fromstring(svg(app, link)).find(f"{SVG}title")
    assert found is not None
    assert found.text == title


def test_four_modules_around_it_are_white(app: Standing) -> None:
    root = ET.fromstring(svg(app, "tel:999"))
    ground, modules = root.findall(f"{SVG}path")
    width = int(root.attrib["viewBox"].split()[-1])
    assert (ground.attrib["fill"], ground.attrib["d"]) == ("#fff", f"M0 0h{width}v{width}h-{width}z")
    assert modules.attrib["stroke"] == "#000"
    assert modules.attrib["d"].startswith("M4 4.5h7")
