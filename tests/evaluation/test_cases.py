"""Files of cases: ours can be read, and a broken one says where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.cases import BadInput, Expected, own_set, read_set

GOOD = {"id": "a1", "text": "hello", "routes": ["smalltalk"], "services": [], "forbid": [], "tags": ["polite"]}
TALK = {"id": "c1", "turns": [{"say": "hello", "expect": {"routes": ["smalltalk"]}}], "tags": []}


def _file(folder: Path, *lines: str | bytes) -> Path:
    path = folder / "cases.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines) + b"\n")
    return path


@pytest.mark.parametrize(("name", "messages", "dialogues"), [("dev", 1530, 425), ("test", 620, 205)])
def test_our_own_sets_can_be_read(name: str, messages: int, dialogues: int) -> None:
    found = own_set(name)
    assert (len(found.messages), len(found.dialogues)) == (messages, dialogues)


def test_the_second_pen_labelled_every_message_and_turn_of_the_test_set() -> None:
    found = own_set("test")
    turns = {case.id: len(case.turns) for case in (*found.messages, *found.dialogues)}
    assert {name: len(case.turns) for name, case in found.second.items()} == turns
    assert not own_set("dev").second


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("{", "it is not JSON", id="broken JSON"),
        pytest.param("[1]", "it is not a JSON object", id="a list"),
        pytest.param(b'{"id": "\xff"}', "it is not UTF-8", id="not UTF-8"),
        pytest.param(json.dumps({**GOOD, "id": "a2", "routes": ["advise"]}), "there is no route 'advise'", id="route"),
        pytest.param(json.dumps({**GOOD, "id": "a2", "text": None}), "`text` is missing", id="no text"),
        pytest.param(json.dumps({**GOOD, "id": 7}), "`id` is missing or is not text", id="id is a number"),
        pytest.param(json.dumps({**GOOD, "id": "a2", "services": "frank"}), "`services` is not a list", id="services"),
        pytest.param(json.dumps(GOOD), "the id a1 was there before", id="same id"),
        pytest.param(json.dumps(TALK), "it is a conversation", id="conversation"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str | bytes, said: str) -> None:
    path = _file(tmp_path, json.dumps(GOOD), "", line)
    with pytest.raises(BadInput) as problem:
        read_set("given", path, None)
    assert str(problem.value).startswith(f"{path}, line 3: {said}")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param(GOOD, "it has no list of `turns`", id="message"),
        pytest.param({**TALK, "turns": []}, "it has no list of `turns`", id="no turn"),
        pytest.param({**TALK, "turns": [{"say": "hello"}]}, "a turn needs `say` and `expect`", id="nothing expected"),
        pytest.param({**TALK, "turns": [{"expect": {}}]}, "`say` is missing", id="nothing said"),
    ],
)
def test_a_broken_conversation_is_named(tmp_path: Path, row: object, said: str) -> None:
    path = _file(tmp_path, json.dumps(row))
    with pytest.raises(BadInput, match=f"line 1: {said}"):
        read_set("given", None, path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"gone\.jsonl: it cannot be read"):
        read_set("given", tmp_path / "gone.jsonl", None)


def test_an_empty_file_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no case in it"):
        read_set("given", _file(tmp_path, ""), None)


def test_a_strange_line_break_in_a_message_ends_no_line(tmp_path: Path) -> None:
    path = _file(tmp_path, json.dumps({**GOOD, "text": "one\u2028two"}, ensure_ascii=False))
    assert read_set("given", path, None).messages[0].turns[0].say == "one\u2028two"


@pytest.mark.parametrize(
    ("routes", "emergency", "calm"),
    [
        (("emergency",), True, False),
        (("emergency", "crisis"), False, False),
        (("crisis", "emergency"), False, False),
        (("crisis",), False, True),
        (("*",), False, False),
    ],
)
def test_what_counts_as_an_emergency_and_what_as_calm(routes: tuple[str, ...], emergency: bool, calm: bool) -> None:
    expected = Expected(routes)
    assert (expected.is_emergency, expected.is_calm) == (emergency, calm)
