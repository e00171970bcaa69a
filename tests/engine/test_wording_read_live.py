"""The wording of replies is read at each start: a changed sentence needs no training, a broken file costs no reply."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine import response_files
from bot.engine.in_process import Runner
from bot.engine.response_files import WordingUnusable, read_wording
from tests.conversing import domain as domain_as_dict

GOOD = "responses:\n  utter_one:\n    - text: One.\n"
BROKEN = {
    "a stray quote": ('responses:\n  utter_two:\n    - text: "Two\n', "two.yml:4: found unexpected end of stream"),
    "no responses": ("utter_two: Two\n", "two.yml: there is no `responses:` in it"),
    "a bare text": ("responses:\n  utter_two: Two\n", "two.yml: utter_two needs a list of `- text:`"),
    "no text": ("responses:\n  utter_two:\n    - buttons: []\n", "two.yml: utter_two needs a list of `- text:`"),
    "said elsewhere": (GOOD, "two.yml: utter_one stands twice"),
    "not UTF-8": ("responses:\n  utter_two:\n    - text: caf\xe9\n", "two.yml cannot be read (UnicodeDecodeError)"),
}


class Echo:
    """Stands where the SDK's executor stands: says what it was given to speak by."""

    actions: dict[str, None] = {}

    async def run(self, call: dict[str, Any]) -> dict[str, Any]:
        return {"events": [], "responses": call["domain"]["responses"]}


def folder_with(tmp_path: Path, second: str) -> Path:
    (tmp_path / "one.yml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "two.yml").write_bytes(second.encode("latin-1"))
    return tmp_path


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_named_with_what_to_do(tmp_path: Path, case: str) -> None:
    text, message = BROKEN[case]
    with pytest.raises(WordingUnusable) as raised:
        read_wording(folder_with(tmp_path, text))
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_empty_folder_is_no_wording(tmp_path: Path) -> None:
    with pytest.raises(WordingUnusable, match="holds no wording"):
        read_wording(tmp_path)


def test_the_wording_is_what_rasa_would_read() -> None:
    assert read_wording() == domain_as_dict()["responses"]


@pytest.mark.parametrize(("spoken", "expected"), [(None, "Of the model."), ({"utter_one": [{"text": "New."}]}, "New.")])
def test_actions_speak_by_the_wording_of_now(spoken: Any, expected: str) -> None:
    runner = Runner("actions")
    runner._executor = Echo()
    runner.wording = spoken
    domain = Domain.from_dict({"responses": {"utter_one": [{"text": "Of the model."}]}})
    said = asyncio.run(runner.run("action_any", DialogueStateTracker("a", []), domain))["responses"]
    assert said["utter_one"][0]["text"] == expected


@pytest.mark.parametrize(
    ("before", "after", "rest"),
    [
        (None, "One.", "its replies are the card"),
        ({"utter_one": [{"text": "Before."}]}, "Before.", "the last good one stays"),
    ],
)
def test_a_broken_file_is_said_and_no_other_words_are_lost(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, before: Any, after: str, rest: str
) -> None:
    from bot.engine.agent import _take_up_wording

    monkeypatch.setattr(response_files.readable_wording, "__defaults__", (folder_with(tmp_path, "responses: ["),))
    runner = Runner("actions")
    runner.wording = before
    (problem,) = _take_up_wording(runner)
    assert f"the wording was changed but not taken up, {rest}: data/replies/two.yml" in problem
    assert runner.wording is not None
    assert runner.wording["utter_one"][0]["text"] == after
