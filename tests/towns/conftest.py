"""Each of the other towns, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.towns.towns import FOREIGN, Town, built, source_with_all, spoken_from


@pytest.fixture(scope="session")
def all_towns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source folder with the made-up town too. Not to be changed."""
    return source_with_all(tmp_path_factory.mktemp("towns"))


@pytest.fixture(scope="session")
def built_towns(all_towns: Path) -> Mapping[str, Town]:
    """Both by their ids."""
    return {name: built(all_towns, name) for name in FOREIGN}


@pytest.fixture(params=list(FOREIGN))
def town(request: pytest.FixtureRequest, built_towns: Mapping[str, Town]) -> Iterator[Town]:
    with spoken_from(built_towns[request.param]) as found:
        yield found


@pytest.fixture
def glenmoor(built_towns: Mapping[str, Town]) -> Iterator[Town]:
    with spoken_from(built_towns["glenmoor"]) as found:
        yield found


@pytest.fixture
def portsmouth(built_towns: Mapping[str, Town]) -> Iterator[Town]:
    with spoken_from(built_towns["portsmouth"]) as found:
        yield found
