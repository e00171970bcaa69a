"""What ends an open emergency, and what takes weak signs back."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.situation import Situation
from bot.understanding.ending import is_over, is_taken_back, news
from bot.understanding.grounds import Grounds
from bot.understanding.red_flags.danger import Danger
from bot.understanding.red_flags.detector import Assessment
from bot.understanding.thresholds import Thresholds
from tests.rows import each_row

AT = Thresholds()
NONE = Assessment(None)
SURE = Assessment(Danger("cannot-wake", "wont-wake", sure=True))
HINT = Assessment(Danger("unknown", "uneasy", sure=False))
CLEAR = Assessment(None, all_clear=True)
NEVER = Assessment(None, all_clear=True, never_was=True)
DENIED = Assessment(None, quietened=True)
AWAY = Assessment(None, away=True)
WELL = Assessment(None, they_are_well=True)
OPEN = Situation(topic="emergency", route="emergency", emergency="open")
FEARED = Situation(topic="family", route="emergency", emergency="doubtful")

Said = tuple[Assessment, float, dict[str, float], bool]
# What the rules see, how likely danger is, which acts are likely, and whether it is over.
NEWS: dict[str, Said] = {
    "crews here shes sat up": (NONE, 0.05, {"update_over": 0.7}, True),
    "he was having us on, hes legged it": (NONE, 0.6, {"update_over": 0.7}, True),
    "peeled them off, the man says watch her chest": (NONE, 0.52, {"update_over": 0.51}, False),
    "dragged em on the grass, both been sick": (NONE, 0.32, {"update_over": 0.26}, False),
    "no, not police, theyd hurt him": (NONE, 0.0, {"refuse": 0.6, "update_over": 0.3}, False),
    "nobody is hurt": (CLEAR, 0.8, {}, True),
    "he was just messing": (NEVER, 0.12, {"update_over": 0.07}, True),
    "no fit now, he was only fitting before": (DENIED, 0.3, {"update_over": 0.1}, True),
    "she was sick but didnt wake up when she was sick": (DENIED, 0.53, {"update_better": 0.1}, False),
    "hes sat up, shes not breathing": (SURE, 0.5, {"update_over": 0.55}, False),
}
WEAK: dict[str, Said] = {
    "two girls in green have him on a drip": (NONE, 0.31, {"update_over": 0.92}, True),
    "both gone off with the paramedics": (HINT, 0.07, {"update_over": 0.95}, True),
    "five jelly babies and hes back in the room": (NONE, 0.28, {"update_over": 0.7}, False),
    "no fits no nothing, just cant sit": (NONE, 0.26, {"deny": 0.9}, True),
    "no its just a nosebleed": (HINT, 0.26, {"deny": 0.9}, False),
    "no hes not moving": (SURE, 0.9, {"deny": 0.9}, False),
    "no he cant get up": (NONE, 0.6, {"deny": 0.9}, False),
    "leave it. i was only making conversation": (NONE, 0.3, {"refuse": 0.3, "deny": 0.07}, False),
    "nobody needs an ambulance dear": (CLEAR, 0.5, {}, True),
    "hes not here now": (AWAY, 0.5, {}, True),
    "no love shes fine, doing the crossword": (WELL, 0.37, {}, True),
    "shes fine but cold and floppy": (WELL, 0.6, {}, False),
    "hes gone out now, theres blood": (Assessment(HINT.danger, away=True), 0.5, {}, False),
}


BREATHES = Assessment(None, only_breathes=True)
ASLEEP, FITTING = (
    Situation(topic="emergency", route="emergency", emergency="open", danger=kind) for kind in ("cannot-wake", "fit")
)


def test_that_somebody_breathes_is_no_news_where_they_do_not_wake() -> None:
    better = {"update_better": 0.9}
    assert not is_over(grounds(ASLEEP, BREATHES, 0.1, better), AT)
    assert is_over(grounds(ASLEEP, NONE, 0.1, better), AT)
    assert is_over(grounds(FITTING, BREATHES, 0.1, better), AT)


def grounds(
    before: Situation,
    assessment: Assessment,
    danger: float,
    act: dict[str, float],
    need: dict[str, float] | None = None,
) -> Grounds:
    return Grounds({"need": {"emergency": danger, **(need or {})}, "act": act, "ask": {}}, before, assessment, 5)


@each_row(("seen", "danger", "act", "ends"), NEWS.values(), ids=NEWS)
def test_news_ends_an_emergency_where_it_outweighs_danger_and_refusal(
    seen: Assessment, danger: float, act: dict[str, float], ends: bool
) -> None:
    assert is_over(grounds(OPEN, seen, danger, act), AT) is ends


@each_row(("seen", "danger", "act", "ends"), WEAK.values(), ids=WEAK)
def test_weak_signs_are_taken_back_by_plain_news_or_a_no(
    seen: Assessment, danger: float, act: dict[str, float], ends: bool
) -> None:
    assert is_taken_back(grounds(FEARED, seen, danger, act), AT) is ends


def test_weak_signs_are_taken_back_by_another_need_that_is_plain() -> None:
    plain, unclear = {"crisis": AT.elsewhere}, {"crisis": AT.elsewhere - 0.01}
    assert is_taken_back(grounds(FEARED, NONE, 0.13, {}, plain), AT)
    assert not is_taken_back(grounds(FEARED, NONE, 0.13, {}, unclear), AT)
    assert not is_taken_back(grounds(FEARED, NONE, AT.leave, {}, plain), AT)
    assert not is_taken_back(grounds(FEARED, NONE, 0.13, {}, {"health": 0.9}), AT)


def test_once_it_is_better_a_half_heard_piece_of_news_hides_nothing() -> None:
    better = replace(OPEN, emergency="better")
    assert is_over(grounds(OPEN, NONE, 0.1, {"update_better": 0.25}), AT)
    assert not is_over(grounds(better, NONE, 0.1, {"update_better": 0.25}), AT)
    assert is_over(grounds(better, NONE, 0.1, {"update_over": 0.6}), AT)


def test_who_swallowed_something_is_not_well_yet() -> None:
    swallowed = replace(FEARED, danger="swallowed")
    assert not is_taken_back(grounds(swallowed, WELL, 0.2, {}), AT)
    given = {"update_over": 0.95}
    assert not is_over(grounds(replace(OPEN, danger="swallowed"), WELL, 0.1, given), AT)
    assert is_over(grounds(replace(OPEN, danger="swallowed"), replace(WELL, medics_there=True), 0.1, given), AT)


def test_who_is_well_by_their_own_word_is_better_for_now() -> None:
    assert news(grounds(OPEN, Assessment(None, i_am_well=True), 0.1, {"update_over": 0.8})) == "update_better"


def test_what_never_was_is_over_however_little_it_sounds_like_news() -> None:
    assert news(grounds(OPEN, NEVER, 0.1, {"update_better": 0.2})) == "update_over"
    assert news(grounds(OPEN, CLEAR, 0.1, {"update_better": 0.2})) == "update_better"


def test_after_a_hint_of_suicide_despair_is_no_other_need() -> None:
    on_the_roof = replace(FEARED, danger="suicide-act")
    assert not is_taken_back(grounds(on_the_roof, NONE, 0.05, {}, {"crisis": 0.9}), AT)
    assert is_taken_back(grounds(on_the_roof, NONE, 0.05, {}, {"council": 0.9}), AT)
    assert is_taken_back(grounds(on_the_roof, NONE, 0.05, {"update_over": 0.95}), AT)


def test_better_is_only_over_where_that_stands_out() -> None:
    assert news(grounds(OPEN, NONE, 0.0, {"update_over": 0.45, "update_better": 0.4})) == "update_better"
    assert news(grounds(OPEN, NONE, 0.0, {"update_over": 0.6, "update_better": 0.3})) == "update_over"
