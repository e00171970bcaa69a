"""A feed becomes files that wait for a person, and nothing that is there is touched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from directory.build import build
from directory.document import read
from directory.errors import BadRows, DraftRefused, Problem, UnknownDraft
from directory.feeds.confirming import confirm, draft_ids
from directory.feeds.feed import Feed
from directory.feeds.importing import import_feed
from tests.directory.feeds.hub import SHELTER
from tests.directory.town import AT, swap
from tests.rows import each_row

TOWN = "towns/havant"
ADDRESS = "https://hub.example/open-referral/services"


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    return tmp_path / "drafts"


def taken_in(source: Path, drafts: Path, *services: Any) -> list[str]:
    return list(import_feed(Feed(ADDRESS, list(services)), source, drafts, at=AT))


def test_a_draft_is_a_file_with_a_note_on_top(source: Path, drafts: Path) -> None:
    assert taken_in(source, drafts, {**SHELTER, "url": "nowhere"}) == [
        "night-shelter: a draft of Night Shelter, with 1 phone",
        "night-shelter: its web address is none, left out",
    ]
    lines = (drafts / "night-shelter.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[:4] == [
        f"# A draft from {ADDRESS}, 2025-04-01. Nobody is told of it yet.",
        '# Read it, mend it, try its contacts, then: signpost directory confirm night-shelter --by "Your Name"',
        "# - its web address is none, left out",
        "id: night-shelter",
    ]
    assert '    number: "023 9248 0000"' in lines


def test_a_draft_is_told_to_nobody(source: Path, drafts: Path, target: Path) -> None:
    before = set(build(source, target, at=AT).service_ids())
    taken_in(source, source / TOWN / "drafts", SHELTER)
    assert set(build(source, target, at=AT).service_ids()) == before


def test_what_is_in_the_directory_or_was_drafted_before_is_left_as_it_is(source: Path, drafts: Path) -> None:
    taken_in(source, drafts, SHELTER)
    (drafts / "night-shelter.yaml").write_text("id: mended\n", encoding="utf-8")
    lines = taken_in(source, drafts, SHELTER, {**SHELTER, "id": "x", "name": "Frank"}, {**SHELTER, "name": "HUB"})
    assert lines == [
        "night-shelter: there is a draft of this id, left as it is: take the file away to import it again",
        "frank: is in the directory as frank, left as it is",
        "hub: is in the directory as hub, left as it is",
    ]
    assert (drafts / "night-shelter.yaml").read_text(encoding="utf-8") == "id: mended\n"
    assert draft_ids(drafts) == ["night-shelter"]


def test_two_of_one_name_are_two_drafts(source: Path, drafts: Path) -> None:
    taken_in(source, drafts, SHELTER, {**SHELTER, "id": "another"})
    assert draft_ids(drafts) == ["night-shelter", "night-shelter-2"]


def test_one_without_a_name_is_a_line(source: Path, drafts: Path) -> None:
    assert taken_in(source, drafts, {"id": "x"}, SHELTER)[0] == "entry 1: it has no name, left out"
    assert draft_ids(drafts) == ["night-shelter"]


def test_a_service_may_be_called_as_a_file_of_ours_is(source: Path, drafts: Path) -> None:
    taken_in(source, drafts, {**SHELTER, "name": "Sources"})
    assert draft_ids(drafts) == ["sources-2"]


NASTY = "*a &b !!python/object: {x: [y\\n- z]} # not a comment\n---\n%TAG | > \"' \u2028 \x85 ,"


@each_row("field", ["name", "alternate_name", "description", "alert", "organization", "phone", "place", "area"])
def test_whatever_a_text_holds_the_file_says_that_text(
    tmp_path_factory: pytest.TempPathFactory, source: Path, field: str
) -> None:
    drafts = tmp_path_factory.mktemp("nasty")
    more: dict[str, Any] = {
        "organization": {"organization": {"name": NASTY}},
        "phone": {"phones": [{"number": "0300 123 6600", "description": NASTY}]},
        "place": {"service_at_locations": [{"location": {"name": NASTY}}]},
        "area": {"languages": [{"code": NASTY}]},
    }
    taken_in(source, drafts, {**SHELTER, "name": "Shelter", **more.get(field, {field: NASTY})})
    (service_id,) = draft_ids(drafts)
    document = read(drafts / f"{service_id}.yaml", drafts)
    assert not isinstance(document, Problem), document
    assert "python/object" in json.dumps(document.data)
    confirm(drafts, source, [service_id], by="Ann", at=AT)
    (source / TOWN / "services" / f"{service_id}.yaml").unlink()


def test_nothing_is_written_through_a_link(source: Path, drafts: Path, tmp_path: Path) -> None:
    drafts.mkdir()
    (drafts / "night-shelter.yaml").symlink_to(tmp_path / "elsewhere")
    assert taken_in(source, drafts, SHELTER)[0].startswith("night-shelter: there is a draft of this id")
    assert not (tmp_path / "elsewhere").exists()


def test_where_nothing_can_be_written_it_is_one_line(source: Path, drafts: Path) -> None:
    drafts.write_text("a file", encoding="utf-8")
    with pytest.raises(DraftRefused, match="Cannot write"):
        taken_in(source, drafts, SHELTER)


def test_a_directory_that_is_not_in_order_is_mended_first(source: Path, drafts: Path) -> None:
    swap(source, "services/hub.yaml", "status: active", "status: busy")
    with pytest.raises(BadRows):
        taken_in(source, drafts, SHELTER)
    assert not drafts.exists()


def test_a_confirmed_draft_is_live_with_the_day_and_the_name(source: Path, drafts: Path, target: Path) -> None:
    taken_in(source, drafts, SHELTER)
    confirm(drafts, source, ["night-shelter"], by="Ann", at=AT)
    built = build(source, target, at=AT)
    service, phone = built.service("night-shelter"), built.service("night-shelter").contact("phone")
    assert phone is not None
    assert (phone.state, phone.assured_by, phone.assured_date) == ("confirmed", "Ann", AT.date())
    assert service.claim("description") == "A bed for a night."
    cited = built.source(phone.sources[0])
    assert cited is not None
    assert (cited.address, cited.tier, cited.assured_date) == (ADDRESS, "third-party", AT.date())
    assert draft_ids(drafts) == []
    assert not (source / TOWN / "services" / "night-shelter.yaml").read_text(encoding="utf-8").startswith("#")


def test_a_second_draft_of_the_feed_needs_no_second_source(source: Path, drafts: Path) -> None:
    taken_in(source, drafts, SHELTER, {**SHELTER, "id": "y", "name": "Day Shelter"})
    for service_id in draft_ids(drafts):
        confirm(drafts, source, [service_id], by="Ann", at=AT)
    assert (source / TOWN / "sources.yaml").read_text(encoding="utf-8").count(ADDRESS) == 1


def test_what_the_person_took_back_is_not_confirmed(source: Path, drafts: Path, target: Path) -> None:
    taken_in(source, drafts, SHELTER)
    swap(drafts, "night-shelter.yaml", "state: unconfirmed", "state: not found")
    confirm(drafts, source, ["night-shelter"], by="Ann", at=AT)
    assert build(source, target, at=AT).service("night-shelter").claim("description") is None


def test_a_draft_with_a_mistake_stays_one_and_its_line_is_named(source: Path, drafts: Path) -> None:
    taken_in(source, drafts, SHELTER)
    swap(drafts, "night-shelter.yaml", '"023 9248 0000"', '"023 9248"')
    with pytest.raises(BadRows) as bad:
        confirm(drafts, source, ["night-shelter"], by="Ann", at=AT)
    line = next(place for place, text in enumerate((drafts / "night-shelter.yaml").open(), 1) if '"023 9248"' in text)
    assert str(bad.value).startswith(f"drafts/night-shelter.yaml:{line}: 023 9248 is not a UK number")
    assert not (source / TOWN / "sources.yaml").exists()
    assert draft_ids(drafts) == ["night-shelter"]


@each_row("wanted", ["night-sheltr", "../services/frank", "sources", ""])
def test_a_draft_that_is_not_there_is_named(
    source: Path, tmp_path_factory: pytest.TempPathFactory, wanted: str
) -> None:
    drafts = tmp_path_factory.mktemp("some")
    taken_in(source, drafts, SHELTER)
    with pytest.raises(UnknownDraft, match="There is no draft called"):
        confirm(drafts, source, [wanted], by="Ann", at=AT)


def test_a_service_that_is_live_is_not_written_over(source: Path, drafts: Path) -> None:
    taken_in(source, drafts, SHELTER)
    (source / "services" / "night-shelter.yaml").write_text(
        (drafts / "night-shelter.yaml").read_text().replace("[feed", "[page] #"), encoding="utf-8"
    )
    with pytest.raises(DraftRefused, match="night-shelter is in the directory already"):
        confirm(drafts, source, ["night-shelter"], by="Ann", at=AT)
