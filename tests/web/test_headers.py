"""What every answer tells the browser: keep nothing, frame nothing, run nothing, fetch nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.engine.safety_net import SafetyNet
from bot.settings import ROOT
from bot.web.headers import page_policy
from bot.web.settings import WebSettings
from tests.rows import each_row
from tests.standing import Standing, standing

TEMPLATES = sorted((ROOT / "bot" / "web" / "templates").iterdir())
OURS = {"script-src", "style-src", "img-src"}
FILES = ("/style.css", "/widget.js", "/beside.js", "/kiosk.js", "/kiosk.css")
ANSWERS = [
    ("GET", "/", 200),
    ("GET", "/privacy", 200),
    ("GET", "/accessibility", 200),
    ("GET", "/people", 200),
    ("GET", "/away", 200),
    ("GET", "/style.css", 200),
    ("GET", "/widget.js", 200),
    ("GET", "/beside.js", 200),
    ("GET", "/kiosk", 200),
    ("GET", "/kiosk.js", 200),
    ("GET", "/kiosk.css", 200),
    ("GET", "/favicon.ico", 204),
    ("POST", "/", 200),
    ("POST", "/leave", 303),
    ("POST", "/clear", 200),
    ("POST", "/webhooks/web/start", 200),
    ("POST", "/webhooks/web/message", 415),
    ("POST", "/webhooks/web/leave", 400),
    ("OPTIONS", "/webhooks/web/start", 204),
    ("GET", "/webhooks/web/start", 405),
    ("GET", "/webhooks/web/nowhere", 404),
    ("GET", "/healthz", 200),
    ("GET", "/kiosk/contacts?services=frank", 200),
    ("GET", "/kiosk/contacts", 400),
    ("GET", "/kiosk/qr?link=tel:999", 200),
    ("GET", "/kiosk/qr?link=tel:998", 404),
]

every_answer = each_row(("method", "path", "status"), ANSWERS)


@every_answer
def test_every_answer_is_kept_from_memory_frames_and_guesses(
    app: Standing, method: str, path: str, status: int
) -> None:
    answer = app.call(method, path)
    assert answer.status == status
    # What is the same for everybody may be kept, and is asked about each time.
    assert answer.headers["cache-control"] == ("no-cache" if path in FILES else "no-store")
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert "microphone=()" in answer.headers["permissions-policy"]
    assert "set-cookie" not in answer.headers


@every_answer
def test_every_answer_forbids_frames_and_all_that_is_not_ours(
    app: Standing, method: str, path: str, status: int
) -> None:
    policy = rules(app.call(method, path).headers)
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert set(policy) <= {"default-src", "frame-ancestors", "base-uri", "form-action", *OURS, "connect-src"}
    assert [policy[name] for name in OURS & set(policy)] == ["'self'"] * len(OURS & set(policy))


@every_answer
def test_every_answer_with_words_says_in_which_letters(app: Standing, method: str, path: str, status: int) -> None:
    answer = app.call(method, path)
    kind, _, letters = answer.headers.get("content-type", "").partition("; charset=")
    if kind.startswith("text/") or kind.endswith("xml"):
        assert letters == "utf-8"
    else:
        # JSON is UTF-8 by itself.
        assert kind == "application/json" or not answer.body


@pytest.mark.parametrize(
    ("exit_url", "asked"),
    [("https://www.bbc.co.uk/weather", "'self' https://www.bbc.co.uk"), ("/away", "'self'")],
)
def test_the_script_may_ask_us_and_whether_the_page_to_leave_to_is_there(exit_url: str, asked: str) -> None:
    assert rules(page_policy(exit_url, []))["connect-src"] == asked


def test_only_the_sites_of_the_setting_may_show_the_page_in_a_frame(net: SafetyNet, built: Path) -> None:
    sites = frozenset({"https://hub.example", "https://council.example"})
    with standing(net, built, web=WebSettings(origins=sites)) as app:
        page, other = app.call("GET", "/").headers, app.call("POST", "/webhooks/web/start").headers
    assert rules(page)["frame-ancestors"] == "https://council.example https://hub.example"
    assert "x-frame-options" not in page
    assert rules(other)["frame-ancestors"] == "'none'"
    assert other["x-frame-options"] == "DENY"


def rules(headers: Mapping[str, str]) -> dict[str, str]:
    """The policy by its rules' names."""
    policy = {name.lower(): value for name, value in headers.items()}["content-security-policy"]
    return dict(rule.split(" ", 1) for rule in policy.split("; "))


def test_an_answer_to_a_request_that_is_too_large_is_safe_too(app: Standing) -> None:
    answer = app.call("POST", "/webhooks/web/message", b"a" * 2_100_000)
    assert answer.status == 413
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("exit_url", "forms"),
    [
        ("https://www.bbc.co.uk/weather", "form-action 'self' https:;"),
        ("http://hub.local/", "form-action 'self' http:;"),
        ("/away", "form-action 'self';"),
    ],
)
def test_a_form_may_end_at_the_page_to_leave_to_and_at_what_that_leads_on_to(exit_url: str, forms: str) -> None:
    assert forms in page_policy(exit_url, [])["Content-Security-Policy"]


@each_row("template", TEMPLATES, ids=lambda path: path.name)
def test_no_page_holds_a_script_a_style_or_anything_from_elsewhere(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    source = re.sub(r'<script type="module" src="{{ file\("(page|widget|kiosk|beside)\.js"\) }}"></script>', "", source)
    assert not re.search(r"<script|<style|\bstyle=|\bon[a-z]+=|javascript:|https?://|@import|url\(", source)
