"""A new service is found by the need that it answers, by its YAML alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions.intents import INTENTS
from bot.checking.topics import unknown_needs
from bot.engine.reply import signpost_of
from directory.store import Directory
from tests.actions.copies import copied, of_havant, spoken_from
from tests.conversing import Conversation, Reply, entity
from tests.directory.town import swap, write
from tests.rows import each_row

CIRCLE = """
id: {id}
name: {id}
spoken_name: {id}
status: active
organization:
  name: {id}
needs:
{needs}
service_areas:
  areas: [havant]
  state: confirmed
  sources: [frank_code]
phones:
  - id: phone
    number: "023 9200 0000"
    state: confirmed
    sources: [frank_code]
    assured_date: 2021-05-19
"""


def with_circle(folder: Path, *needs: str) -> Path:
    source = copied(folder)
    rows = "\n".join(f"  - {{{need}}}" for need in needs)
    write(source, "services/circle.yaml", CIRCLE.format(id="circle", needs=rows))
    return source


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    needs = (
        "need: family, order: 5, in_reply: true",
        "need: treatment, order: 5",
        "need: treatment, order: 5, substances: [alcohol]",
        "need: any, order: 5, age: young",
    )
    with spoken_from(with_circle(tmp_path_factory.mktemp("circle"), *needs)) as directory:
        yield directory


def services(reply: Reply) -> tuple[str, ...]:
    return signpost_of(reply).services


def test_it_is_named_in_the_reply_to_the_need_where_it_asks_for_that(directory: Directory) -> None:
    reply = Conversation().hear("family")
    assert "This may help too.\nCircle: call 023 9200 0000" in "\n".join(row.get("text", "") for row in reply)
    assert services(reply)[-1] == "circle"


def test_it_is_not_named_to_who_is_elsewhere(directory: Directory) -> None:
    assert "circle" not in services(Conversation().hear("family", entities=[entity("place", "southampton")]))


WHO = {
    "an adult": [],
    "who drinks": [entity("substance", "alcohol")],
    "who is young": [entity("own_age", "15")],
}


@each_row("who", list(WHO))
def test_it_is_the_next_to_be_offered_by_its_order(directory: Directory, who: str) -> None:
    talk = Conversation()
    talk.hear("treatment", entities=WHO[who])
    assert services(talk.hear("someone_else", "somebody else")) == ("circle",)


def test_without_a_row_it_is_offered_to_nobody(directory: Directory) -> None:
    talk = Conversation()
    talk.hear("report")
    assert "circle" not in services(talk.hear("someone_else", "somebody else"))


def test_another_hub_takes_the_place_of_ours_without_a_line_of_python(tmp_path: Path) -> None:
    source = with_circle(tmp_path, "need: treatment, asked: true")
    swap(source, "services/circle.yaml", "needs:", "roles: [hub]\nneeds:")
    swap(source, of_havant("inclusion-havant"), "roles: [hub]\n", "")
    swap(source, of_havant("inclusion-havant"), "  - {need: treatment, asked: true}\n", "")
    with spoken_from(source):
        assert services(Conversation().hear("ask_open", "are they open")) == ("circle",)


def test_each_need_of_the_directory_is_one_that_people_come_with() -> None:
    assert [*unknown_needs({row.name for row in INTENTS.values() if row.kind == "need"})] == []
    assert len(list(unknown_needs(set()))) > 10


def test_each_cue_by_which_a_service_is_described_is_one_that_is_looked_for(town_directory: Directory) -> None:
    from actions.replies.services import DESCRIBING

    assert set(town_directory.needs.described) == set(DESCRIBING)
