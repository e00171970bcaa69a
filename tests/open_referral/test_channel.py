"""What the open data gives out, over a real connection and with no agent at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.open_referral.settings import OpenReferralSettings
from directory.hsds.export import identifier
from directory.hsds.exporting import UK, faults
from directory.hsds.paging import page
from directory.store import open_directory
from tests.rows import each_row
from tests.standing import Standing, standing

SERVICES = "/open-referral/services"
FRANK = f"{SERVICES}/{identifier('service', 'frank')}"
ON = OpenReferralSettings(is_on=True, rate=100_000, rate_all=1_000_000)


@pytest.fixture
def app(last_resort: LastResort, built: Path) -> Iterator[Standing]:
    with standing(SafetyNet(last_resort), built, hosts=frozenset({"hub.example"}), open_referral=ON) as running:
        yield running


def get(app: Standing, path: str, **headers: str) -> Any:
    answer = app.call("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    assert answer.status == 200, answer.body
    return answer.json


def nulls(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(nulls, value.values()))
    return any(map(nulls, value)) if isinstance(value, list) else value is None


def test_where_it_is_off_there_is_no_such_address(last_resort: LastResort, built: Path) -> None:
    with standing(SafetyNet(last_resort), built) as off:
        assert [off.call("GET", path).status for path in ("/open-referral/", SERVICES, FRANK)] == [404, 404, 404]


def test_it_says_what_it_is(app: Standing) -> None:
    for path in ("/open-referral/", "/open-referral"):
        assert set(get(app, path)) == {"version", "profile", "openapi_url"}
    assert get(app, "/open-referral/")["version"] == "HSDS-UK-3.0"


def test_a_list_has_every_service_and_of_each_what_there_is_one_of(app: Standing, built: Path) -> None:
    found = get(app, f"{SERVICES}?per_page=100")
    assert faults(found, UK) == []
    assert found["total_items"] == len(open_directory(built).service_ids()) == len(found["contents"])
    assert not [
        service["id"] for service in found["contents"] if any(isinstance(one, list) for one in service.values())
    ]


def test_a_whole_list_holds_what_each_service_by_itself_has(app: Standing) -> None:
    found = get(app, f"{SERVICES}?per_page=100&full=true")
    assert faults(found, UK) == []
    assert not nulls(found)
    for service in found["contents"][:5]:
        assert get(app, f"{SERVICES}/{service['id']}") == service


def test_pages_together_are_the_list(app: Standing) -> None:
    whole = get(app, f"{SERVICES}?per_page=100")["contents"]
    first = get(app, f"{SERVICES}?per_page=10")
    pages = [get(app, f"{SERVICES}?per_page=10&page={number}") for number in range(1, first["total_pages"] + 1)]
    assert [service for one in pages for service in one["contents"]] == whole
    assert [one["first_page"] for one in pages] == [True, *[False] * (len(pages) - 1)]
    assert [one["last_page"] for one in pages] == [*[False] * (len(pages) - 1), True]
    assert [one["size"] for one in pages] == [len(one["contents"]) for one in pages]
    assert {one["empty"] for one in pages} == {False}


def test_an_empty_list_is_one_page() -> None:
    assert page([], number=1, per_page=50, total=0) == {
        "total_items": 0,
        "total_pages": 1,
        "page_number": 1,
        "size": 0,
        "first_page": True,
        "last_page": True,
        "empty": True,
        "contents": [],
    }


REFUSED = [
    (f"{SERVICES}?page=0", 404, "there is no such page: they go from 1 to"),
    (f"{SERVICES}?page=1000", 404, "there is no such page: they go from 1 to"),
    (f"{SERVICES}?page=two", 404, "there is no such page: they go from 1 to"),
    (f"{SERVICES}?page=-1", 404, "there is no such page: they go from 1 to"),
    (f"{SERVICES}?page=" + "9" * 5000, 404, "there is no such page: they go from 1 to"),
    (f"{SERVICES}?page=%D9%A1", 404, "there is no such page: they go from 1 to"),
    (f"{SERVICES}?per_page=0", 400, "per_page is a whole number from 1 to 100"),
    (f"{SERVICES}?per_page=101", 400, "per_page is a whole number from 1 to 100"),
    (f"{SERVICES}?full=perhaps", 400, "full is true or false"),
    (f"{SERVICES}?search=heroin", 400, "search is not offered here"),
    (f"{SERVICES}?postcode=PO9", 400, "postcode is not offered here"),
    (f"{SERVICES}?modified_after=yesterday", 400, "modified_after is a moment such as"),
    (f"{SERVICES}/frank", 404, "there is no service of this id"),
    (f"{SERVICES}/00000000-0000-0000-0000-000000000000", 404, "there is no service of this id"),
    (f"{SERVICES}/%2e%2e%2fetc", 404, "there is no service of this id"),
]


@each_row(("path", "status", "why"), REFUSED)
def test_what_cannot_be_answered_is_one_line_that_any_page_may_read(
    app: Standing, path: str, status: int, why: str
) -> None:
    answer = app.call("GET", path)
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (status, "*")
    assert answer.json["error"].startswith(why)
    assert "heroin" not in answer.json["error"]


@each_row("path", ["/open-referral/organizations", f"{SERVICES}/a/b", "/open-referral/services.json"])
def test_there_are_no_other_addresses(app: Standing, path: str) -> None:
    assert app.call("GET", path).status == 404


def test_any_page_may_read_it_and_ask_whether_it_may(app: Standing) -> None:
    answer = app.call("GET", SERVICES, headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    asked = app.call("OPTIONS", FRANK, headers={"Origin": "https://elsewhere.example"})
    assert (asked.status, asked.headers["access-control-allow-methods"]) == (204, "GET, HEAD")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(app: Standing, method: str) -> None:
    assert app.call(method, SERVICES, b"{}").status == 405


def test_who_has_it_already_gets_nothing_again(app: Standing) -> None:
    answer = app.call("GET", SERVICES)
    assert answer.headers["cache-control"] == "public, max-age=60"
    again = app.call("GET", SERVICES, headers={"If-None-Match": f'"other", W/{answer.headers["etag"]}'})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["access-control-allow-origin"] == "*"
    assert app.call("GET", FRANK, headers={"If-None-Match": answer.headers["etag"]}).status == 200


def test_a_head_is_the_answer_without_its_body(app: Standing) -> None:
    answer = app.call("HEAD", SERVICES)
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["etag"] == app.call("GET", SERVICES).headers["etag"]


def test_a_change_of_the_directory_shows(last_resort: LastResort, source: Path, built: Path, tmp_path: Path) -> None:
    from directory.build import build
    from tests.directory.town import AT, swap

    target = tmp_path / "changing" / "directory.sqlite"
    build(source, target, at=AT).close()
    with standing(SafetyNet(last_resort), target, open_referral=ON) as app:
        before = get(app, FRANK)
        swap(source, "services/frank.yaml", "0300 123 6600", "0300 123 6601")
        build(source, target, at=AT.replace(hour=12)).close()
        after = get(app, FRANK)
        changed = get(app, f"{SERVICES}?modified_after=2025-04-01T11:30:00Z")["contents"]
    assert (before["last_modified"], after["last_modified"]) == ("2025-04-01T11:00:00.000Z", "2025-04-01T12:00:00.000Z")
    assert [service["name"] for service in changed] == ["FRANK"]


def test_services_of_one_term_can_be_asked_for(app: Standing) -> None:
    term = get(app, FRANK)["attributes"][0]["taxonomy_term_id"]
    found = get(app, f"{SERVICES}?full=true&taxonomy_term_id={term}")["contents"]
    assert found
    assert all(term in {each["taxonomy_term_id"] for each in service["attributes"]} for service in found)
    assert get(app, f"{SERVICES}?taxonomy_term_id=none")["empty"]


@pytest.mark.parametrize(("host", "status"), [("hub.example", 200), ("127.0.0.1:5005", 200), ("stranger.example", 403)])
def test_it_answers_to_its_own_names_alone(app: Standing, host: str, status: int) -> None:
    assert app.call("GET", SERVICES, headers={"Host": host}).status == status


def test_who_asks_too_often_is_told_when_to_come_again(last_resort: LastResort, built: Path) -> None:
    few = OpenReferralSettings(is_on=True, rate=3, rate_all=1000)
    with standing(SafetyNet(last_resort), built, open_referral=few) as app:
        answers = [app.call("GET", SERVICES, headers={"X-Forwarded-For": "192.0.2.1"}) for _ in range(5)]
        other = app.call("GET", SERVICES, headers={"X-Forwarded-For": "192.0.2.2"})
    assert [answer.status for answer in answers] == [200, 200, 200, 429, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert answers[-1].headers["access-control-allow-origin"] == "*"
    assert other.status == 200


def test_without_a_directory_it_says_so_in_one_line(last_resort: LastResort, tmp_path: Path) -> None:
    with standing(SafetyNet(last_resort), tmp_path / "none.sqlite", open_referral=ON) as app:
        answer = app.call("GET", SERVICES)
        assert app.call("GET", "/open-referral/").status == 200
    assert (answer.status, answer.json["error"]) == (503, "there is no directory at the moment, try again later")
