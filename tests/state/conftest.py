"""A Valkey as it is shipped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.state.engines import Valkey, running


@pytest.fixture
def valkey() -> Iterator[Valkey]:
    with running(Valkey) as found:
        yield found
