"""The pages beside the data say what is in it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.understanding.encoder.finetuning.data_hash import data_hash
from tests.conversing import labelled_conversations, read_yaml

NLU, CONVERSATIONS = ROOT / "data" / "nlu", ROOT / "data" / "conversations"


# The conversations are read once.
pytestmark = pytest.mark.xdist_group("messages")


def number(text: str) -> int:
    return int(text.replace(",", ""))


def test_the_messages_page_has_each_file_with_its_number_of_messages() -> None:
    page = (NLU / "README.md").read_text()
    said = {name: number(count) for name, count in re.findall(r"^\| `(\w+\.yml)` \| ([\d,]+) \|", page, re.MULTILINE)}
    held: Counter[str] = Counter()
    for path in NLU.glob("*.yml"):
        for block in read_yaml("data", "nlu", path.name)["nlu"]:
            held[path.name] += sum(line.startswith("- ") for line in block["examples"].splitlines())
    assert said == dict(held)
    assert f"{held.total():,} messages" in page


def test_the_conversations_page_has_each_file_and_their_numbers() -> None:
    page = (CONVERSATIONS / "README.md").read_text()
    table = "\n".join(line for line in page.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`(\w+\.yml)`", table)) == {path.name for path in CONVERSATIONS.glob("*.yml")}
    conversations = labelled_conversations()
    turns = sum(len(conversation.turns) for conversation in conversations)
    assert f"{len(conversations):,} conversations, {turns:,} turns" in page


def test_the_model_card_is_that_of_the_encoder_that_lies_here() -> None:
    digest = (ROOT / "bot" / "understanding" / "encoder" / "model.sha256").read_text().strip()
    card = (ROOT / "docs" / "model-card.md").read_text()
    assert digest in card
    # What was there when it was made or last looked at: new messages ask whether it should learn them too.
    first = re.search(r"[\d,]+ messages", (NLU / "README.md").read_text())
    turns = re.search(r"[\d,]+ turns", (CONVERSATIONS / "README.md").read_text())
    assert first
    assert turns
    row = f"| data in the project | {first[0]} and {turns[0]} |"
    assert row in card, f"docs/model-card.md: its row is {row}"
    size = (ROOT / "bot" / "understanding" / "encoder" / "model.onnx").stat().st_size / 1e6
    assert f"{size:.1f} MB" in card


def test_the_model_card_says_what_data_lay_there_and_what_came_later() -> None:
    card = (ROOT / "docs" / "model-card.md").read_text()
    row = re.search(r"^\| came later \| (.+) \|$", card, re.MULTILINE)
    assert row
    later = re.findall(r"`(\w+/\w+\.yml)`", row[1])
    assert all((ROOT / "data" / file).is_file() for file in later)
    digest = data_hash(frozenset(later))
    what = "name each file that changed or came since under `came later`, then its hash is"
    assert digest in card, f"docs/model-card.md: {what} {digest}"


def test_the_hash_of_the_data_is_another_where_a_word_a_meaning_or_a_turn_is(tmp_path: Path) -> None:
    def hash_of(intent: str, text: str, turn: str) -> str:
        messages = f"nlu:\n- intent: {intent}\n  examples: |\n    - {text}\n"
        for folder, content in (("nlu", messages), ("conversations", turn)):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / "one.yml").write_text(content)
        return data_hash(data=tmp_path)

    hashes = {hash_of("law", "a", "b"), hash_of("law", "c", "b"), hash_of("advice", "a", "b"), hash_of("law", "a", "d")}
    assert len(hashes) == 4
    before = hash_of("law", "a", "b")
    (tmp_path / "nlu" / "one.yml").rename(tmp_path / "nlu" / "two.yml")
    assert data_hash(data=tmp_path) == before
    assert data_hash({"nlu/two.yml"}, data=tmp_path) != before
