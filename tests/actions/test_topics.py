"""Topics that are data: what their fields do, and a line with file, line and what to do for each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.topics.files import TopicsUnusable, rasa_domain, rasa_rules, read_topics, section_of, topics
from actions.topics.shape import Topic
from tests.conversing import Conversation, entity

HOUSING = """version: "3.1"

topics:
  housing:
    route: council
    does: Someone without a home is sent to the council
    messages: housing.yml
    replies:
      - for: young
        say: utter_housing_young
      - heard: needles
        say: [utter_housing, utter_council_needles]
      - say: utter_housing

responses:
  utter_housing:
    - text: Ask the council.
"""
# What stands there, what is written instead, and what is said of it.
BROKEN = {
    "no route": ("    route: council\n", "", "4: housing has no `route:`, add it: the kind of help that it is"),
    "an unknown route": ("route: council", "route: home", "5: route: there is no home, use one of: emergency, crisis"),
    "an unknown field": (
        "    messages:",
        "    mesages: a.yml\n    messages:",
        "7: unknown field mesages, did you mean messages?",
    ),
    "no messages": ("    messages: housing.yml\n", "", "4: housing has no `messages:`, add it: the file of data/nlu"),
    "a path": ("messages: housing", "messages: data/nlu/housing", "7: messages: name the file of data/nlu, such as"),
    "no sentence": ("does: Someone", "does: someone", "6: does: write a sentence on what the bot does"),
    "a bad name": ("  housing:\n", "  Housing:\n", "4: Housing is no name of a topic, use small letters"),
    "an unknown field of a reply": ("for: young", "four: young", "9: unknown field four, did you mean for?"),
    "for nobody": ("for: young", "for: parents", "9: for: there is no parents, use one of: young, unknown, child"),
    "a reply that is none": ("say: utter_housing_young", "say: Hello", "10: say: Hello is no name of a reply"),
    "nothing said": ("        say: utter_housing_young\n", "", "9: this reply has no `say:`, add it"),
    "no last reply": (
        "      - say: utter_housing\n",
        "",
        "11: the last reply has `heard:`, add one without conditions",
    ),
    "a reply in the way": ("      - for: young\n        say", "      - say", "9: what stands below is never said"),
    "no list": ("    replies:\n", "    replies: none\n    part_of:\n", "8: a list belongs here"),
    "twice the same": ("    route: council\n", "    route: council\n    route: police\n", "6: route stands here twice"),
    "a stray quote": ("does: Someone", 'does: "Someone', "found unexpected end of stream"),
    "only a word": ("replies:", "serious: yes please\n    replies:", "8: serious: write true or false"),
}


def folder_with(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "data" / "replies"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def housing(tmp_path: Path) -> Topic:
    [found], problems = read_topics(folder_with(tmp_path, housing=HOUSING))
    assert problems == []
    return found


@pytest.mark.parametrize("case", BROKEN)
def test_a_mistake_is_one_line_with_its_place_and_what_to_do(tmp_path: Path, case: str) -> None:
    was, now, what = BROKEN[case]
    assert was in HOUSING
    found, problems = read_topics(folder_with(tmp_path, housing=HOUSING.replace(was, now, 1)))
    assert found == []
    assert any(what in str(problem) for problem in problems), problems
    assert all(
        str(problem).startswith("data/replies/housing.yml:") and "\n" not in str(problem) for problem in problems
    )


def test_all_mistakes_are_said_at_once(tmp_path: Path) -> None:
    broken = HOUSING.replace("route: council", "route: home").replace("for: young", "for: parents")
    _, problems = read_topics(folder_with(tmp_path, housing=broken))
    assert str(TopicsUnusable(problems)).count("\n") == 1


def test_a_topic_stands_once(tmp_path: Path) -> None:
    found, [problem] = read_topics(folder_with(tmp_path, a=HOUSING, b=HOUSING))
    assert len(found) == 1
    assert str(problem) == "data/replies/b.yml:4: the topic housing stands in data/replies/a.yml too, take one out"


def test_a_broken_reply_below_does_no_harm_to_a_topic(tmp_path: Path) -> None:
    found, problems = read_topics(folder_with(tmp_path, housing=HOUSING.replace("Ask the", '"Ask the')))
    assert ([topic.name for topic in found], problems) == (["housing"], [])


def test_a_file_without_topics_has_none() -> None:
    assert section_of("responses:\n  utter_one: []\n") == ""


def test_it_brings_its_intent_its_action_and_its_rule(housing: Topic) -> None:
    assert rasa_domain([housing]) == {"intents": ["housing"], "actions": ["action_housing"]}
    assert rasa_rules([housing]) == [
        {
            "rule": "Someone without a home is sent to the council",
            "steps": [{"intent": "housing"}, {"action": "action_housing"}],
        }
    ]


def test_more_than_half_of_all_needs_are_data() -> None:
    from actions.intents import of_kind

    assert len(topics()) > len(of_kind("need")) / 2


def said(intent: str, text: str = "", *entities: dict[str, object]) -> str:
    """The first message of the reply."""
    return str(Conversation().hear(intent, text, entities)[0]["text"])


@pytest.mark.usefixtures("actions_directory")
def test_what_was_said_while_a_need_is_open_still_counts() -> None:
    talk = Conversation()
    talk.hear("council", "needles in the park")
    talk.hear("advice")
    assert str(talk.hear("council", "by the swings")[0]["text"]).startswith("Do not touch needles.")


@pytest.mark.usefixtures("actions_directory")
def test_a_reply_can_be_for_the_young_or_about_a_child() -> None:
    usual = said("family")
    for_the_young = said("family", "", entity("own_age", "15"))
    assert len({usual, for_the_young, said("family", "", entity("other_age", "14"))}) == 3
    assert said("family", "", entity("other_age", "6")) == usual


@pytest.mark.usefixtures("actions_directory")
def test_the_first_reply_that_fits_is_said() -> None:
    both = said("family", "she died. naloxone came too late")
    assert both == said("family", "she died") != said("family", "naloxone")
