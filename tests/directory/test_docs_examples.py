"""Every whole service in docs/directory.md is one that can be built."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from ruamel.yaml import YAML

from directory.build import build
from directory.hours_in_words import describe_hours
from directory.paths import PACKAGE
from directory.store import Directory
from tests.directory.town import write
from tests.rows import each_row

PAGE = (PACKAGE.parent / "docs" / "directory.md").read_text(encoding="utf-8")
EXAMPLES = {re.match(r"id: (\S+)", text)[1]: text for text in re.findall(r"```yaml\n(id: .*?)```", PAGE, re.S)}  # type: ignore[index]
SOURCE = """
shelter_page: {address: "https://example.org/shelter", date: "2026-11-20", assured_date: 2026-11-20, tier: official}
"""
AT = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


def built_with_examples(source: Path, target: Path) -> Directory:
    write(source, "sources.yaml", (source / "sources.yaml").read_text(encoding="utf-8") + SOURCE.lstrip())
    for name, text in EXAMPLES.items():
        write(source, f"services/{name}.yaml", text)
    return build(source, target, at=AT)


@each_row("name", list(EXAMPLES))
def test_an_example_is_whole_yaml(name: str) -> None:
    assert YAML(typ="safe").load(EXAMPLES[name])["id"] == name


def test_all_examples_can_be_built(source: Path, target: Path) -> None:
    assert {"night-shelter", "drop-in"} <= built_with_examples(source, target).service_ids()


def test_their_hours_are_what_the_page_says_of_them(source: Path, target: Path) -> None:
    drop_in = built_with_examples(source, target).service("drop-in")
    assert describe_hours(drop_in) == "24 hours a day"
    assert describe_hours(drop_in, "address") == "Friday, 6pm to 2am"
    assert describe_hours(drop_in, "chat") == ("Monday, 9am to 8pm; Tuesday to Thursday, 9am to 5pm, not bank holidays")
