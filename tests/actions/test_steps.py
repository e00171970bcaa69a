"""Each danger is told the steps of that danger, and of no other."""

from __future__ import annotations

import pytest

from actions.replies.first_aid import STEPS
from directory.store import Directory
from tests.conversing import Conversation, entity
from tests.rows import each_row

# Where no page of its own was found, and the sources say the same for both.
AS = {"collapse": "cannot-wake", "overdose": "cannot-wake"}


@each_row(("kind", "situation"), STEPS.items())
def test_a_danger_has_the_steps_of_its_own_name(kind: str, situation: str) -> None:
    assert situation == AS.get(kind, kind)


@pytest.mark.usefixtures("actions_directory")
@each_row(("kind", "situation"), [row for row in STEPS.items() if row[0] != "overheating"])
def test_the_reply_to_a_danger_has_its_steps_behind_999(kind: str, situation: str, town_directory: Directory) -> None:
    reply = Conversation().hear("emergency", "", [entity("danger", kind)])
    words = "\n".join(message.get("text", "") for message in reply)
    first, *_ = town_directory.steps(situation).steps
    assert 0 <= words.find("999") < words.find(first)
