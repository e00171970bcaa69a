"""What is made of probabilities, red flags and the situation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.conversation.reading import Reading
from actions.conversation.situation import Situation
from bot.understanding.red_flags.detector import Assessment
from tests.understanding.heard import AT, CALM, DENIED, DOUBTFUL, HINT, OPEN, START, SURE, TREATMENT, chances, heard


@pytest.mark.parametrize(
    ("likely", "before", "intent"),
    [
        (AT.amid, TREATMENT, "emergency"),
        (AT.amid - 0.01, TREATMENT, "treatment"),
        (AT.doubtful, DOUBTFUL, "emergency"),
        (AT.doubtful - 0.01, DOUBTFUL, "treatment"),
        (AT.open, OPEN, "emergency"),
    ],
    ids=["in a calm conversation", "hardly", "after weak signs", "calm after weak signs", "while one is open"],
)
def test_what_is_enough_depends_on_what_came_before(likely: float, before: Situation, intent: str) -> None:
    assert heard(chances({"emergency": likely, "treatment": 0.45}), before=before).intent == intent


@pytest.mark.parametrize(
    ("likely", "assessment", "before", "instead"),
    [
        (AT.faint, CALM, START, "treatment"),
        (AT.firm, CALM, START, None),
        (AT.firm - 0.01, HINT, START, "same"),
        (AT.firm_sure - 0.01, SURE, START, "treatment"),
        (AT.firm_sure, SURE, START, None),
        (AT.firm_again, CALM, DOUBTFUL, None),
        (AT.firm_again - 0.01, CALM, DOUBTFUL, "same"),
    ],
    ids=["weak", "firm", "a hint", "not believed", "believed", "again", "again but weak"],
)
def test_weak_signs_say_what_it_is_if_it_is_none(
    likely: float, assessment: Assessment, before: Situation, instead: str | None
) -> None:
    rest = {"treatment": 0.02} if instead == "same" or likely > 0.5 else {"treatment": 0.85}
    decision = heard(chances({"emergency": likely, **rest}), assessment=assessment, before=before)
    assert (decision.intent, decision.reading.instead) == ("emergency", instead)


@pytest.mark.parametrize(
    ("likely", "assessment", "intent"),
    [
        (AT.alone, CALM, "emergency"),
        (AT.alone - 0.01, CALM, "treatment"),
        (AT.hinted, HINT, "emergency"),
        (0.0, SURE, "emergency"),
        (AT.quietened - 0.01, Assessment(None, quietened=True), "treatment"),
        (AT.quietened, Assessment(None, quietened=True), "emergency"),
    ],
    ids=[
        "alone",
        "not alone",
        "hinted",
        "sure",
        "quietened",
        "quietened but likely",
    ],
)
def test_an_emergency_needs_the_less_the_more_the_rules_see(likely: float, assessment: Assessment, intent: str) -> None:
    need = {"emergency": likely, "treatment": 0.45}
    assert heard(chances(need), assessment=assessment).intent == intent


@pytest.mark.parametrize("assessment", [HINT, CALM], ids=["hint", "doubt"])
def test_a_doubt_opens_the_reply_with_999(assessment: Assessment) -> None:
    likely = 0.0 if assessment is HINT else AT.doubt
    assert heard(chances({"emergency": likely, "treatment": 0.8}), assessment=assessment).doubt


@pytest.mark.parametrize(
    ("likely", "assessment", "ends"),
    [
        (AT.leave + 0.01, CALM, True),
        (AT.leave, CALM, False),
        (AT.leave_denied + 0.01, DENIED, True),
        (AT.leave_denied, DENIED, False),
        (AT.leave_sure + 0.01, SURE, True),
        (AT.leave_sure, SURE, False),
    ],
    ids=["news", "unclear", "denied", "denied alone", "surer news", "news beside a sign"],
)
def test_good_news_ends_an_open_emergency_the_sooner_the_less_the_rules_see(
    likely: float, assessment: Assessment, ends: bool
) -> None:
    found = heard(chances(act={"update_over": likely, "unsure": 0.3}), before=OPEN, assessment=assessment)
    assert (found.reading.act == "update_over") is ends


def test_a_need_told_with_good_news_is_kept_from_less_on() -> None:
    need = {"same": 0.6, "treatment": AT.beside}
    told = heard(chances(need, act={"update_over": 0.8}), before=OPEN).reading
    assert (told.need, told.act) == ("treatment", "update_over")


def test_help_that_is_still_on_its_way_ends_nothing() -> None:
    news = chances(act={"update_over": 0.95})
    found = heard(news, before=OPEN, assessment=Assessment(None, coming=True))
    assert (found.intent, found.reading.act) == ("emergency", "update_called")
    assert heard(news, before=START, assessment=Assessment(None, coming=True)).intent != "emergency"


def test_good_news_beside_likely_danger_ends_nothing() -> None:
    given = chances({"emergency": 0.8}, act={"update_over": 0.7})
    assert heard(given, before=OPEN, assessment=SURE).intent == "emergency"


def test_a_need_split_over_a_group_is_not_outvoted() -> None:
    need = {"safeguarding_child": 0.25, "safeguarding_adult": 0.2, "report": 0.3}
    assert heard(chances(need)).intent == "safeguarding_child"


@pytest.mark.parametrize(
    ("likely", "before", "intent"),
    [
        (AT.refuse, START, "decline"),
        (AT.refuse - 0.01, START, "advice"),
        (AT.refuse_amid, TREATMENT, "decline"),
        (AT.refuse_amid - 0.01, TREATMENT, "treatment"),
        (AT.refuse, replace(TREATMENT, route="decline"), "decline"),
    ],
    ids=["first", "hardly", "about something else", "hardly, about something else", "once more"],
)
def test_nobody_is_refused_on_a_guess(likely: float, before: Situation, intent: str) -> None:
    other = "same" if before.topic else "advice"
    need = {"decline": likely, other: 0.7 * (1 - likely)}
    assert heard(chances(need), before=before).intent == intent


def test_two_things_in_one_message_are_both_kept() -> None:
    reading = heard(chances({"council": 0.9}, act={"thanks": 0.9}), before=TREATMENT).reading
    assert reading == Reading("council", None, "thanks")


def test_more_of_the_same_keeps_the_need_that_is_open() -> None:
    assert heard(chances({"same": 0.9}), before=TREATMENT).intent == "treatment"
    assert heard(chances({"same": 0.9, "family": 0.06}), before=START).intent != "same"


def test_a_service_by_name_decides_where_little_else_is_said() -> None:
    assert heard(chances({"advice": 0.3}), named=True, words=2).intent == "service_info"
    assert heard(chances({"family": 0.9}), named=True, words=9).intent == "family"


def test_news_that_ends_nothing_is_not_guessed() -> None:
    swallowed = replace(OPEN, danger="swallowed")
    well = Assessment(None, they_are_well=True)
    found = heard(chances(act={"update_over": 0.94}), before=swallowed, assessment=well)
    assert found.reading.act not in ("update_over", "update_better")


def test_too_little_is_not_understood() -> None:
    assert heard(chances({"family": 0.1})).intent == "nlu_fallback"


@pytest.mark.parametrize(
    ("assessment", "likely", "good_news", "intent"),
    [
        (Assessment(None, all_clear=True), 0.8, 0.0, "treatment"),
        (Assessment(None, all_clear=True), 0.95, 0.0, "emergency"),
        (Assessment(None, not_called=True), 0.1, 0.9, "emergency"),
        (Assessment(None, back=True), 0.1, 0.9, "emergency"),
        (CALM, 0.5, 0.9, "treatment"),
        (replace(HINT, medics_there=True), 0.4, 0.7, "treatment"),
        (replace(HINT, medics_there=True), 0.8, 0.7, "emergency"),
        (replace(SURE, medics_there=True), 0.9, 0.7, "emergency"),
        (HINT, 0.4, 0.7, "emergency"),
    ],
    ids=[
        "said to be none",
        "said to be none, and plainly one",
        "nobody was called",
        "it is back",
        "good news",
        "medics are there",
        "medics are there, and danger is likelier",
        "medics are there beside a sign",
        "good news beside a hint",
    ],
)
def test_what_is_said_outright_ends_an_emergency_or_keeps_it_open(
    assessment: Assessment, likely: float, good_news: float, intent: str
) -> None:
    given = chances({"emergency": likely, "treatment": 1 - likely}, act={"update_over": good_news})
    found = heard(given, before=OPEN, assessment=assessment)
    assert (found.intent == "emergency") is (intent == "emergency")


@pytest.mark.parametrize(
    ("assessment", "opens"), [(Assessment(HINT.danger, back=True), True), (Assessment(None, back=True), False)]
)
def test_after_its_end_again_opens_it_beside_a_sign_alone(assessment: Assessment, opens: bool) -> None:
    over = replace(OPEN, emergency="over")
    found = heard(chances({"emergency": 0.02, "treatment": 0.9}), before=over, assessment=assessment)
    assert (found.intent == "emergency") is opens


def test_where_the_open_need_was_hardly_spoken_of_more_of_the_same_is_about_the_other() -> None:
    misread = Situation(topic="report", route="report", leaning={"family": 0.5, "report": 0.1})
    more = chances({"same": 0.6, "family": 0.2})
    assert heard(more, before=misread).reading == Reading("family")
    assert heard(more, before=replace(misread, emergency="open", topic="emergency")).reading.need != "family"
    assert heard(more, before=replace(misread, leaning={"report": 0.4})).reading == Reading("same")


FROM_PEOPLE = Situation(topic="domestic_abuse", route="emergency", emergency="doubtful", danger="attacked")


@pytest.mark.parametrize(
    ("asked", "assessment", "before", "intent"),
    [
        ({"cant_talk": 0.98}, CALM, FROM_PEOPLE, "emergency"),
        ({}, Assessment(None, they_are_near=True), FROM_PEOPLE, "emergency"),
        ({"cant_talk": 0.98}, CALM, DOUBTFUL, "cant_talk"),
        ({"cant_talk": 0.98}, CALM, TREATMENT, "cant_talk"),
        ({"cant_talk": 0.98}, Assessment(None, away=True), FROM_PEOPLE, "cant_talk"),
    ],
    ids=["shh", "hes here", "after an illness", "in a calm talk", "they have gone"],
)
def test_a_hush_after_danger_from_people_goes_on_about_it(
    asked: dict[str, float], assessment: Assessment, before: Situation, intent: str
) -> None:
    assert heard(chances(ask=asked), before=before, assessment=assessment).intent == intent
