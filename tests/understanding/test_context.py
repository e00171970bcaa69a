"""The situation as flags: one for each value that a field may have."""

from __future__ import annotations

from actions.conversation.situation import Situation
from bot.understanding.context import _FLAGS, WIDTH, context_flags
from tests.rows import each_row

SITUATIONS = [
    Situation(),
    Situation(topic="family", route="family"),
    Situation(topic="emergency", route="emergency", emergency="open", last_act="update_called", about="other"),
    Situation(topic="treatment", route="service_info", emergency="doubtful", last_act="ask_cost", about="me"),
    Situation(topic="of another version", route="fallback", services=("frank",)),
]


@each_row("before", SITUATIONS, ids=["first", "a need", "danger", "weak signs", "unknown"])
def test_a_flag_is_set_where_its_field_has_its_value(before: Situation) -> None:
    expected = [before.route is None, *(getattr(before, field) == value for field, value in _FLAGS)]
    assert context_flags(before) == [float(each) for each in expected]
    assert len(context_flags(before)) == WIDTH
