"""The topic that docs/topics.md has the reader write is one: its files say what they should."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from actions.topics.files import read_topics
from actions.topics.shape import CONDITIONS, TOPIC, WRITTEN
from bot.checking import messages, placeholders, responses, wording_rules
from bot.checking.known import Known
from bot.checking.spoken import read_responses
from bot.checking.topics import Vocabulary, misfits
from bot.settings import ROOT
from directory.store import Directory
from tests.rows import each_row

PAGE = (ROOT / "docs" / "topics.md").read_text(encoding="utf-8")
TOPICS, MESSAGES = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def replies(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "replies"
    folder.mkdir(parents=True)
    (folder / "lonely.yml").write_text(TOPICS, encoding="utf-8")
    return folder


def test_its_topic_is_whole_and_its_replies_hold_every_rule(replies: Path, town_directory: Directory) -> None:
    topics, problems = read_topics(replies.parents[1])
    spoken, unreadable = read_responses(replies)
    known = Known.of(town_directory, at=datetime.now(UTC))
    assert [topic.name for topic in topics] == ["lonely"]
    found = [*problems, *unreadable]
    found += misfits(topics, Vocabulary.of([row.name for row in spoken], ["lonely"], town_directory))
    for response in spoken:
        found += [problem for rule in responses.RULES for problem in rule(response, known)]
        for text in response.texts:
            found += [problem for rule in wording_rules.RULES for problem in rule(text, known)]
            found += placeholders.unfilled(text, town_directory)
    assert list(map(str, found)) == []


def test_its_messages_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "lonely.yml").write_text(MESSAGES, encoding="utf-8")
    found, problems = messages.read_messages(tmp_path)
    assert problems == []
    assert {said.intent for said in found} == {"lonely"}


def test_it_says_how_many_messages_are_needed() -> None:
    [said] = map(int, re.findall(r"\*\*some (\d+) different messages\*\*", PAGE))
    found, _ = messages.read_messages()
    assert abs(messages.least("council", messages.sizes_of(found)) - said) <= 20


@each_row("field", sorted({*TOPIC, *WRITTEN, *CONDITIONS} - {"replies"}))
def test_every_field_is_explained(field: str) -> None:
    assert re.search(rf"`{field}[`:]", PAGE), field
