"""A directory that is made up is one that the project builds."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest

from bench import services
from directory.build import build
from directory.store import open_directory

NOW = datetime(2026, 11, 28, tzinfo=UTC)


def test_every_made_up_service_has_a_name_of_its_own() -> None:
    ids = {service["id"] for service in services.made_up(services.LARGEST)}
    assert len(ids) == services.LARGEST >= 100_000 - services.own()


def test_it_is_the_same_each_time() -> None:
    assert list(services.made_up(50)) == list(services.made_up(50)) == list(islice(services.made_up(500), 50))


@pytest.mark.parametrize("many", [-1, services.LARGEST + 1])
def test_more_than_there_are_names_cannot_be_made_up(many: int) -> None:
    with pytest.raises(ValueError, match="cannot be made up"):
        services.made_up(many)


def test_from_yaml_and_without_it_the_same_is_built(tmp_path: Path) -> None:
    many = services.own() + 40
    slow = build(services.source_folder(tmp_path / "source", many), tmp_path / "slow.sqlite", at=NOW)
    services.built(tmp_path / "quick.sqlite", many, at=NOW)
    quick = open_directory(tmp_path / "quick.sqlite")
    assert len(quick.service_ids()) == many
    assert slow.service_ids() == quick.service_ids()
    assert [slow.service(one) for one in slow.service_ids()] == [quick.service(one) for one in quick.service_ids()]
    assert slow.search("Ashbank Drop-in") == quick.search("Ashbank Drop-in")
    assert quick.search("Ashbank Drop-in")[0].service_id == "ashbank-drop-in"
    slow.close()
    quick.close()


def test_its_numbers_are_nobodys() -> None:
    """Ofcom's numbers for drama in London."""
    numbers = {service["phones"][0]["number"] for service in services.made_up(3000)}
    assert len(numbers) == services.DRAMA_NUMBERS
    assert all(number.startswith("020 7946 0") for number in numbers)
