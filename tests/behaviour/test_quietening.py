"""Words of the past, of denial, of supposing, of a story make a sign calm, and another one beside it stays live.

The same for every example of the quietening rules stands in tests/understanding/red_flags.
"""

from __future__ import annotations

from bot.understanding.red_flags.rules import load
from tests.behaviour.conftest import RouteOf
from tests.behaviour.table import hold
from tests.conversing import read_yaml
from tests.understanding.red_flags import sends_999

TABLE = read_yaml("tests", "behaviour", "quietening.yml")
PAIRS = [pair for pairs in TABLE.values() for pair in pairs]
CALM = [pair["calm"] for pair in PAIRS]
LIVE = [pair["live"] for pair in PAIRS]
# It takes other words' quietening away.
QUIETENS_NOTHING = "none"


def test_a_quietened_sign_is_calm_to_the_rules() -> None:
    hold([text for text in CALM if sends_999(text)], len(CALM), 0.95)


def test_a_live_sign_beside_it_is_heard_by_the_rules_alone() -> None:
    hold([text for text in LIVE if not sends_999(text)], len(LIVE), 0.95)


def test_the_bot_gives_no_999_reply_to_a_quietened_sign(route_of: RouteOf) -> None:
    """Less is asked than of the live ones: one 999 too many, where the classifier is sure, is the lesser harm."""
    hold([text for text in CALM if route_of(text) == "emergency"], len(CALM), 0.75)


def test_the_bot_loses_no_live_sign_beside_it(route_of: RouteOf) -> None:
    hold([f"{text}: {route_of(text)}" for text in LIVE if route_of(text) != "emergency"], len(LIVE), 1.0)


def test_every_way_of_quietening_has_pairs() -> None:
    assert set(TABLE) == {rule.get("scope", QUIETENS_NOTHING) for rule in load("quiet")["rules"]} - {QUIETENS_NOTHING}
    assert all(len(pairs) >= 3 for pairs in TABLE.values())
