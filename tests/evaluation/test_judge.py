"""The judge, on replies made by hand; where the scorer for running bots lies beside the project, it judges them too."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from bot.settings import ROOT
from evaluation.cases import Expected
from evaluation.figures import TRAPS
from evaluation.judge import read_reply, why_wrong
from tests.rows import each_row

SCORER = ROOT.parent / "shared" / "eval" / "score.py"

Row = dict[str, Any]
Messages = list[Row]
Judge = Callable[[Row, Messages], bool]


def _ours(expect: Row, messages: Messages) -> bool:
    routes = tuple(expect.get("routes") or ["*"])
    expected = Expected(routes, tuple(expect.get("services") or ()), tuple(expect.get("forbid") or ()))
    return why_wrong(expected, read_reply(messages)) is None


def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("scorer", SCORER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _theirs(expect: Row, messages: Messages) -> bool:
    scorer = _scorer()
    return scorer.judge(expect, *scorer.read(messages)) is None


JUDGES = {"ours": _ours, **({"theirs": _theirs} if SCORER.exists() else {})}


def _reply(route: str | None, services: list[str], *texts: str) -> Messages:
    return [*({"text": text} for text in texts), {"custom": {"signpost": {"route": route, "services": services}}}]


ADVICE = {"routes": ["advice", "treatment"], "services": ["frank", "nhs-111"], "forbid": ["emergency", "crimestoppers"]}
URGENT = {"routes": ["emergency"], "services": ["emergency-999"], "forbid": []}
ANYTHING: Row = {"routes": [], "services": [], "forbid": []}
NOT_CRISIS = {"routes": ["*"], "forbid": ["crisis"]}
FAR = "x" * 78
TABLE = [
    ("best route, right service", ADVICE, _reply("advice", ["frank"], "Hi"), True),
    ("second route, second service last", ADVICE, _reply("treatment", ["release", "nhs-111"], "Hi"), True),
    ("wrong route", ADVICE, _reply("family", ["frank"], "Hi"), False),
    ("no service that helps", ADVICE, _reply("advice", ["release"], "Hi"), False),
    ("no service at all", ADVICE, _reply("advice", [], "Hi"), False),
    ("forbidden service first", ADVICE, _reply("advice", ["crimestoppers", "frank"], "Hi"), False),
    ("forbidden service later", ADVICE, _reply("advice", ["frank", "crimestoppers"], "Hi"), True),
    ("four services", ADVICE, _reply("advice", ["frank", "a", "b", "c"], "Hi"), True),
    ("five services", ADVICE, _reply("advice", ["frank", "a", "b", "c", "d"], "Hi"), False),
    ("nothing to read", ADVICE, _reply("advice", ["frank"]), False),
    ("white space to read", ADVICE, _reply("advice", ["frank"], " \n "), False),
    ("no signpost", ADVICE, [{"text": "Hi"}], False),
    ("no messages", ADVICE, [], False),
    ("a route that is none", ANYTHING, _reply("advise", [], "Hi"), False),
    ("any route", ANYTHING, _reply("council", [], "Hi"), True),
    ("any route but this", NOT_CRISIS, _reply("crisis", [], "Hi"), False),
    ("the last signpost counts", ADVICE, [*_reply("family", [], "Hi"), *_reply("advice", ["frank"])], True),
    ("an empty signpost does not", ADVICE, [*_reply("advice", ["frank"], "Hi"), {"custom": {"signpost": {}}}], True),
    ("null services", ANYTHING, [{"text": "Hi", "custom": {"signpost": {"route": "police", "services": None}}}], True),
    ("999 at once", URGENT, _reply("emergency", ["emergency-999"], "Call 999 now."), True),
    ("999 in the second text", URGENT, _reply("emergency", ["emergency-999"], "Now.", "Call 999."), True),
    ("999 not first", URGENT, _reply("emergency", ["frank", "emergency-999"], "Call 999."), False),
    ("999 in no service", {"routes": ["emergency"]}, _reply("emergency", [], "Call 999."), False),
    ("999 just too late", URGENT, _reply("emergency", ["emergency-999"], f"{FAR} 999"), False),
    ("999 just in time", URGENT, _reply("emergency", ["emergency-999"], f"{FAR[:76]} 999"), True),
    ("999 as the end of a number", URGENT, _reply("emergency", ["emergency-999"], "Ring 0800 111 999"), False),
    ("999 in the middle of a number", URGENT, _reply("emergency", ["emergency-999"], "Ring 09991"), False),
    ("a false alarm", ADVICE, _reply("emergency", ["emergency-999"], "Call 999."), False),
    ("an emergency with any route", ANYTHING, _reply("emergency", ["frank"], "Call 999."), False),
]  # fmt: skip


@each_row("judge", JUDGES.values(), ids=list(JUDGES))
@each_row(("expect", "messages", "passes"), [row[1:] for row in TABLE], ids=[row[0].replace(" ", "-") for row in TABLE])
def test_a_reply_is_judged_so(judge: Judge, expect: Row, messages: Messages, passes: bool) -> None:
    assert judge(expect, messages) is passes


def test_every_judge_says_the_same_of_every_reply_to_every_case() -> None:
    for (_, expect, *_), (_, _, messages, _) in product(TABLE, TABLE):
        assert len({judge(expect, messages) for judge in JUDGES.values()}) == 1


def test_the_tags_of_traps_are_those_of_every_judge() -> None:
    traps = {"grp_a_false_alarm", "negation", "past", "hypothetical", "idiom", "false_trigger"}
    assert traps == TRAPS
    if SCORER.exists():
        assert _scorer().TRAPS == TRAPS


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("wrong route", "route family, not advice or treatment"),
        ("no service that helps", "names release, not frank or nhs-111"),
        ("no service at all", "names no service, not frank or nhs-111"),
        ("five services", "it names 5 services, too many to choose from"),
        ("999 just too late", "an emergency without 999 in its first 80 characters"),
    ],
)
def test_the_reason_can_be_read(name: str, reason: str) -> None:
    expect, messages = next(row[1:3] for row in TABLE if row[0] == name)
    expected = Expected(tuple(expect["routes"]), tuple(expect["services"]), tuple(expect["forbid"]))
    assert why_wrong(expected, read_reply(messages)) == reason


@pytest.mark.parametrize(
    ("route", "words", "opens"),
    [
        ("advice", "If someone may die, call 999 now.\nFRANK knows.", True),
        ("advice", "FRANK knows.\nIf someone may die, call 999 now.", False),
        ("emergency", "If someone may die, call 999 now.", False),
    ],
)
def test_a_calm_reply_in_doubt_opens_with_999(route: str, words: str, opens: bool) -> None:
    assert read_reply(_reply(route, [], words)).opens_with_999 is opens
