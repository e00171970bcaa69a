"""Where nothing of ours could answer: 999 and the way out for a person, one line for a program."""

from __future__ import annotations

import pytest

from bot.web.static_files import Files
from tests.rows import each_row
from tests.standing import Standing

MARK = "qzmarkedqz"


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nope", 404), ("POST", "/privacy", 405)])
def test_a_person_at_a_wrong_address_sees_999_and_the_way_to_the_start(
    app: Standing, method: str, path: str, status: int
) -> None:
    answer = app.call(method, path, headers={"Accept": "text/html,application/xhtml+xml"})
    page = answer.body.decode()
    assert answer.status == status
    assert 'href="tel:999"' in page
    assert 'href="/"' in page
    assert 'action="/leave"' in page
    assert "form-action 'self' https:;" in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_program_at_a_wrong_address_gets_one_line(app: Standing) -> None:
    assert "error" in app.call("GET", "/nope").json


@each_row("accept", ["*/*", "text/html"])
@each_row(
    ("method", "path", "headers", "status"),
    [
        ("GET", f"/{MARK}", {}, 404),
        ("GET", f"/pictures/{MARK}", {}, 404),
        ("GET", f"/kiosk/qr?link={MARK}", {}, 404),
        (MARK, "/privacy", {}, 405),
        ("POST", f"/pictures/{MARK}", {}, 405),
        ("POST", "/leave", {"Expect": MARK}, 417),
        ("GET", f"/kiosk/contacts?services={MARK}%00", {}, 400),
    ],
)
def test_nothing_of_what_was_sent_comes_back(
    app: Standing, method: str, path: str, headers: dict[str, str], status: int, accept: str
) -> None:
    answer = app.call(method, path, b"a" if headers else None, {**headers, "Accept": accept})
    assert answer.status == status
    assert MARK not in answer.body.decode() + str(answer.headers)


def test_a_wrong_method_is_told_which_there_are(app: Standing) -> None:
    assert set(app.call("POST", "/privacy").headers["allow"].split(", ")) == {"GET"}


def test_nobody_gets_back_what_trace_would_show(app: Standing) -> None:
    answer = app.call("TRACE", "/", headers={"X-Mark": MARK})
    assert (answer.status, MARK in answer.body.decode()) == (405, False)


def test_what_breaks_is_logged_by_the_address_as_we_wrote_it(
    app: Standing, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*given: object) -> None:
        raise RuntimeError(MARK)

    monkeypatch.setattr(Files, "__contains__", breaks)
    answer = app.call("GET", f"/pictures/{MARK}")
    assert (answer.status, MARK in answer.body.decode()) == (500, False)
    (said,) = [record.getMessage() for record in caplog.records if record.name == "bot.errors"]
    assert said.startswith("RuntimeError at /pictures/<file:str>, test_errors.py:")
