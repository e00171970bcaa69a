"""`GET /kiosk/qr/...`: codes that a phone's camera reads, for numbers of the directory alone."""

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


def code(app: Standing, name: str) -> Answer:
    return app.call("GET", f"/kiosk/qr/{name}")


def svg(app: Standing, name: str) -> bytes:
    answer = code(app, name)
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
    every = {number.name: number.link for number in numbers(town_directory)}
    assert {"tel-999", "tel-03001236600", "sms-82111", "sms-85258", "web-www-talktofrank-com"} <= set(every)
    assert {name: read(svg(app, f"{name}.svg"), tmp_path, ground) for name in every} == every


@pytest.mark.process
@needs_a_reader
def test_a_code_whose_middle_is_hidden_is_still_read(app: Standing, tmp_path: Path) -> None:
    """A spot of glare on the screen, two modules wide."""
    spot = b'<path fill="#fff" d="M15.5 15.5h2v2h-2z"/></svg>'
    assert read(svg(app, "tel-03001236600.svg").replace(b"</svg>", spot), tmp_path, "white") == "tel:03001236600"


@each_row(
    "name",
    [
        "tel-998.svg",
        "tel-07700900123.svg",
        "sms-03001236600.svg",
        "tel-82111.svg",
        # Superseded, conflicting, not confirmed: known to the directory, and never printed.
        "tel-0800776600.svg",
        "sms-88858.svg",
        "tel-03008883853.svg",
        "tel-999",
        "tel-999.png",
        "tel-999.svg.svg",
        "TEL-999.svg",
        "mailto-999.svg",
        "tel-.svg",
        "web-.svg",
        "web-example-org.svg",
        "-.svg",
        "tel-%2B999.svg",
        "tel-999%00.svg",
        "tel-%D9%A9%D9%A9%D9%A9.svg",
        "..%2Ftel-999.svg",
        "tel-" + "9" * 5000 + ".svg",
    ],
)
def test_there_is_no_code_for_a_number_that_the_directory_does_not_print(app: Standing, name: str) -> None:
    answer = code(app, name)
    assert (answer.status, list(answer.json)) == (404, ["error"])


@each_row(
    ("link", "name"),
    [
        ("https://999bsl.co.uk", "web-999bsl-co-uk"),
        ("tel:03001236600", "tel-03001236600"),
        ("sms:85258?body=SHOUT", "sms-85258"),
    ],
)
def test_a_code_is_found_by_its_link_too(app: Standing, link: str, name: str) -> None:
    answer = app.call("GET", f"/kiosk/qr?{urlencode({'link': link})}")
    assert (answer.status, answer.body) == (200, svg(app, f"{name}.svg"))


@each_row(
    ("query", "status"),
    [
        ("link=https://example.org", 404),
        ("link=tel:08007766000", 404),
        ("link=", 400),
        ("link=javascript:alert(1)", 404),
        ("link=tel:101&link=tel:999", 400),
        ("link=tel:101&more=1", 400),
        ("", 400),
    ],
)
def test_another_link_has_none_and_another_query_is_told_what_to_send(app: Standing, query: str, status: int) -> None:
    answer = app.call("GET", f"/kiosk/qr?{query}")
    assert (answer.status, list(answer.json)) == (status, ["error"])


def test_a_code_is_a_drawing_without_a_size_that_asks_for_nothing(app: Standing) -> None:
    drawn = svg(app, "tel-03001236600.svg").decode()
    root = ET.fromstring(drawn)
    assert root.tag == f"{SVG}svg"
    assert set(root.attrib) == {"viewBox"}
    assert not re.search(r"href|url\(|<script|<style|style=|<!|http(?!://www\.w3\.org/2000/svg\")", drawn)


@each_row(
    ("name", "title"),
    [
        ("tel-03001236600", "Call 0300 123 6600"),
        ("sms-82111", "Text 82111"),
        ("sms-85258", "Text SHOUT to 85258"),
    ],
)
def test_a_code_says_what_it_is_for(app: Standing, name: str, title: str) -> None:
    found = ET.fromstring(svg(app, f"{name}.svg")).find(f"{SVG}title")
    assert found is not None
    assert found.text == title


def test_four_modules_around_it_are_white(app: Standing) -> None:
    root = ET.fromstring(svg(app, "tel-999.svg"))
    ground, modules = root.findall(f"{SVG}path")
    width = int(root.attrib["viewBox"].split()[-1])
    assert (ground.attrib["fill"], ground.attrib["d"]) == ("#fff", f"M0 0h{width}v{width}h-{width}z")
    assert modules.attrib["stroke"] == "#000"
    assert modules.attrib["d"].startswith("M4 4.5h7")
