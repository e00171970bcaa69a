"""Each cue with its examples, row by row, and the phrases that they are written in."""

from __future__ import annotations

import re

from actions.replies import cues
from actions.topics.files import topics
from bot.settings import ROOT
from tests.rows import each_row

NEAR = ("havant", "hampshire", "portsmouth", "leigh", "england")
HAVANT = cues.TownWords(("havant", "hampshire"), NEAR, ("inclusion",))
ROWS = cues.rows()
FOR = [(name, text) for name, row in ROWS.items() for text in row["for"]]
AGAINST = [(name, text) for name, row in ROWS.items() for text in row["against"]]
PHRASES = [(name, phrase) for name, row in ROWS.items() for phrase in cues.phrases(row)]
CODE = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "actions").rglob("*.py"))
OF_TOPICS = {cue for topic in topics().values() for written in topic.cases for cue in written.cues}


@each_row(("cue", "text"), FOR)
def test_a_cue_is_heard(cue: str, text: str) -> None:
    assert cues.said(cue, text, HAVANT)


@each_row(("cue", "text"), AGAINST)
def test_other_words_are_no_cue(cue: str, text: str) -> None:
    assert not cues.said(cue, text, HAVANT)


@each_row("cue", ROWS)
def test_a_cue_says_what_it_is_about_and_has_messages_on_both_sides(cue: str) -> None:
    assert re.fullmatch(r"[A-Z0-9].+[.]", ROWS[cue]["about"])
    assert ROWS[cue]["for"]
    assert ROWS[cue]["against"]


@each_row("cue", ROWS)
def test_a_cue_is_asked_for_by_code_or_by_a_topic(cue: str) -> None:
    assert f'"{cue}"' in CODE or cue in OF_TOPICS


def test_where_no_phrase_can_say_it_a_sentence_says_what_is_found() -> None:
    text = cues.CUES.read_text(encoding="utf-8")
    lists = [name for name, row in ROWS.items() if "patterns" in row]
    assert len(re.findall(r'^  patterns:\n    # [A-Z"].+\n', text, re.MULTILINE)) == len(lists)


@each_row(("cue", "phrase"), PHRASES)
def test_a_phrase_is_written_as_the_file_says(cue: str, phrase: str) -> None:
    bare = re.sub(r"\[[^][()]+\]|\([^][()]+\)|~\d|\.\.\.", "", phrase)
    assert not re.search(r"[\[\]()~.?\\{}+^$]", bare)
    re.compile(cues.expression(phrase))


def test_each_town_has_its_own_words() -> None:
    elsewhere = cues.TownWords(("glenmoor",), ("glenmoor",), ())
    assert cues.said("hub_place", "the glenmoor one", elsewhere)
    assert cues.said("far_away", "im up in havant", elsewhere)
    assert not cues.said("hub_place", "the havant one", elsewhere)
    assert not cues.said("script_lost", "already with inclusion", elsewhere)
    assert cues.said("script_lost", "already with the team", elsewhere)


@each_row(
    ("phrase", "said", "other"),
    [
        ("old|young man", ["old man", "a young man"], ["old", "older man"]),
        ("(old bill|feds) came", ["old bill came", "feds came"], ["bill came"]),
        ("in [a|the] car", ["in car", "in the car"], ["in my car"]),
        ("call them [now|later]", ["call them", "call them now"], ["call"]),
        ("stop*", ["stop", "stopping"], ["nonstop"]),
        ("get ~2 off", ["get off", "get me right off"], ["get me right up and off"]),
        ("in # min*", ["in 5 minutes"], ["in five minutes"]),
        ("still at _", ["still at home"], ["still at"]),
        ("sign ... od", ["sign of an od"], ["od sign"]),
        ("👍", ["ok👍👍"], ["👎"]),
    ],
)
def test_a_phrase_finds_what_it_stands_for_and_nothing_near_it(phrase: str, said: list[str], other: list[str]) -> None:
    found = re.compile(cues.whole(cues.expression(phrase)))
    assert [text for text in said if not found.search(text)] == []
    assert [text for text in other if found.search(text)] == []
