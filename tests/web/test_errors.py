"""Where nothing of ours could answer: 999 and the way out for a person, one line for a program."""

from __future__ import annotations

import pytest

from tests.standing import Standing


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
