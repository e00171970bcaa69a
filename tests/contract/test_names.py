"""One name for one thing: messages, rules, replies and actions of an intent are found under the same name.

What is grouped under another name is listed here with the reason. A new name in data/nlu or data/stories asks for a new
model, so theirs stand as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from actions.intents import INTENTS, groups
from actions.replies.planners import planner_of
from actions.topics.files import topics
from bot.settings import ROOT
from tests.conversing import executor, read_yaml, responses, rules
from tests.rows import each_row

SUBJECTS = set(INTENTS) | set(groups()) | {"emergency", "fallback"}
# Only a turn before gives them their meaning, so they are read and written side by side.
FOLLOW_UPS = "follow_ups"
# The largest subject, a file a kind of danger: `emergency_breathing.yml`.
BY_KIND = "emergency_"
# Not about a subject: what replies of any subject are put together from, or end in.
PIECES = {"cards", "languages", "last_resort", "once"}
# Intents whose replies stand with those of another subject.
REPLIED_IN = {
    # They show the same buttons, which stand once in a file.
    **dict.fromkeys(("greet", "thanks", "goodbye"), "about_bot"),
    "out_of_scope": "fallback",
}
# Planning functions that answer several intents; the rest are named as the intent.
ANSWERED_TOGETHER = {
    # One question with a different detail in it.
    **dict.fromkeys(("ask_open", "ask_cost", "ask_where", "ask_referral", "what_happens"), "detail_asked"),
    # Each says whom it is for, and the need is said anew.
    **dict.fromkeys(("for_me", "for_other", "age_young"), "who_for"),
    # What is said of a child or an adult hangs on more than the intent.
    **dict.fromkeys(("safeguarding_child", "safeguarding_adult"), "safeguarding"),
    "ask_anonymous": "privacy",
    "refuse": "someone_else",
    "update_worse": "emergency",
    "nlu_fallback": "fallback",
}
# Modules of actions that are not named as a subject, and what each holds: functions of a few lines, read side by side.
MODULES = {
    "written": set(topics()),
    "corrections": {"start_again", "not_that", "who_for"},
    "ways": {"cant_talk", "no_phone"},
}


def stems(*folder: str) -> list[str]:
    return sorted(path.stem for path in ROOT.joinpath("data", *folder).glob("*.yml"))


def messages_in(file: str) -> set[str]:
    return {row["intent"] for row in read_yaml("data", "nlu", f"{file}.yml")["nlu"]}


def replies_in(file: str) -> list[str]:
    return list(read_yaml("data", "replies", f"{file}.yml")["responses"])


def subject_of(intent: str) -> str:
    """The name under which its messages stand."""
    [file] = {
        BY_KIND.rstrip("_") if stem.startswith(BY_KIND) else stem
        for stem in stems("nlu")
        if intent in messages_in(stem)
    }
    return file


@each_row("file", stems("nlu"))
def test_a_file_of_messages_is_named_as_what_it_holds(file: str) -> None:
    held = messages_in(file)
    if file == FOLLOW_UPS:
        assert {INTENTS[intent].kind for intent in held} == {"question", "act"}
        return
    subject = BY_KIND.rstrip("_") if file.startswith(BY_KIND) else file
    assert subject in SUBJECTS
    assert held <= {subject, *groups().get(subject, ())}


@each_row("file", stems("replies"))
def test_a_file_of_replies_is_named_as_what_they_answer(file: str) -> None:
    assert file in SUBJECTS | {FOLLOW_UPS} | PIECES


@each_row("intent", [name for name, row in INTENTS.items() if row.kind == "need"])
def test_the_replies_to_a_need_stand_under_the_name_of_its_messages(intent: str) -> None:
    file = REPLIED_IN.get(intent, subject_of(intent))
    said = [name for name in replies_in(file) if name.startswith(f"utter_{intent}")]
    assert said


def test_what_is_listed_as_standing_elsewhere_does() -> None:
    for intent, file in REPLIED_IN.items():
        assert f"utter_{intent}" in replies_in(file)


@each_row("intent", INTENTS)
def test_an_intent_its_rule_and_its_function_have_one_name(intent: str) -> None:
    executor()
    name = ANSWERED_TOGETHER.get(intent, intent)
    assert planner_of(intent).__name__ == name
    assert rules()[intent] == [f"action_{name}"]


def functions_by_module() -> Iterator[tuple[str, set[str]]]:
    executor()
    planners = {planner_of(intent) for intent in INTENTS}
    for module in sorted({planner.__module__ for planner in planners}):
        yield module.rpartition(".")[2], {each.__name__ for each in planners if each.__module__ == module}


def test_a_module_of_actions_is_named_as_what_it_holds() -> None:
    found = dict(functions_by_module())
    assert set(MODULES) <= set(found)
    for module, functions in found.items():
        assert functions == MODULES[module] if module in MODULES else module in SUBJECTS, module


def test_no_reply_stands_in_two_files() -> None:
    names = [name for file in stems("replies") for name in replies_in(file)]
    assert len(names) == len(set(names)) == len(responses())
