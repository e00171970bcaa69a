"""Messages that a topic is learnt from: too few, repeated or in the wrong place is one line that says how many."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from actions.topics.files import topics
from bot.checking.messages import (
    OF_A_FOLLOW_UP,
    OF_A_NEED,
    Typed,
    least,
    missing,
    page_is_wrong,
    read_messages,
    repeated,
    too_few,
)

FILE = "data/nlu/council.yml"


def typed(intent: str, many: int, file: str = FILE) -> list[Typed]:
    return [Typed(file, line, intent, f"message {line}") for line in range(5, 5 + many)]


def said(found: object) -> list[str]:
    return list(map(str, found))  # type: ignore[call-overload]


def test_too_few_are_counted() -> None:
    assert said(too_few(typed("council", OF_A_NEED - 1))) == [
        f"{FILE}:5: council has 149 different messages and needs 150 at least, write 1 more"
    ]
    assert said(too_few(typed("council", OF_A_NEED))) == said(too_few(typed("affirm", OF_A_FOLLOW_UP))) == []


def test_a_need_may_not_drown_beside_the_largest() -> None:
    assert least("council", {"emergency": 5060, "treatment": 1605}) == 338
    assert least("council", {"emergency": 150, "treatment": 2000}) == 400
    assert least("affirm", {"emergency": 5060}) == OF_A_FOLLOW_UP


def test_the_same_message_counts_once() -> None:
    [first, *_] = rows = typed("council", OF_A_NEED)
    again = replace(rows[-1], text=first.text.upper())
    assert len(said(too_few([*rows[:-1], again]))) == 1
    assert said(repeated([*rows[:-1], again])) == [
        f"{FILE}:154: this message of council stands in {FILE}:5 too, take one out"
    ]


def test_an_intent_that_nobody_knows_is_named() -> None:
    assert said(too_few(typed("counsil", 200))) == [f"{FILE}:5: there is no intent counsil, did you mean council?"]


def test_a_topic_whose_messages_stand_elsewhere_is_named() -> None:
    council = topics()["council"]
    assert said(missing([council], typed("council", 3))) == []
    assert said(missing([council], typed("council", 3, "data/nlu/police.yml"))) == [
        f"{council.file}:{council.line}: council has no messages in {FILE}, write what people say: 150 at least"
    ]


def test_the_page_beside_them_is_counted(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("1 messages, written\n| `council.yml` | 3 | mess |\n| `gone.yml` | 7 | gone |\n")
    rows = [*typed("council", 3), *typed("police", 2, "data/nlu/police.yml")]
    assert [row.partition("README.md:")[2] for row in said(page_is_wrong(rows, page))] == [
        "1: all files: the page says 1 messages, write 5",
        "3: gone.yml: the page says 7 messages, write 0",
        "3: police.yml is not in this table, add: | `police.yml` | 2 | what they say |",
    ]


def test_a_message_has_the_line_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("nlu:\n  - intent: council\n    examples: |\n      - one\n      - two\n")
    assert [(row.line, row.text) for row in read_messages(tmp_path)[0]] == [(4, "one"), (5, "two")]
