"""A town in another nation keeps that nation's calendar, services and law: nothing is England's by code."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from directory.hours import LONDON
from directory.shape import LAW
from directory.source import read_folder
from tests.conversing import Conversation, entity
from tests.directory.town import swap
from tests.rows import each_row
from tests.running import text as what_is_read
from tests.towns.towns import Town, built, spoken_from

ST_ANDREWS_DAY, EASTER_MONDAY, SECOND_OF_JANUARY = "2026-11-30", "2027-03-29", "2029-01-02"
DAYS = [
    ("glenmoor", ST_ANDREWS_DAY, "closed"),
    ("glenmoor", EASTER_MONDAY, "open"),
    ("glenmoor", SECOND_OF_JANUARY, "closed"),
    ("portsmouth", ST_ANDREWS_DAY, "open"),
    ("portsmouth", EASTER_MONDAY, "closed"),
    ("portsmouth", SECOND_OF_JANUARY, "open"),
]
ASKED = {"glenmoor": "glenmoor-council", "portsmouth": "portsmouth-children"}


@each_row(("name", "day", "state"), DAYS, ids=[f"{name} {day}" for name, day, _ in DAYS])
def test_bank_holidays_are_the_nations(built_towns: Mapping[str, Town], name: str, day: str, state: str) -> None:
    noon = datetime.fromisoformat(f"{day} 12:00").replace(tzinfo=LONDON)
    assert built_towns[name].directory.opening(ASKED[name], at=noon).state == state


def heard(intent: str, said: str = "", *entities: dict[str, object]) -> str:
    return what_is_read(Conversation().hear(intent, said, entities))


def test_a_line_about_the_law_that_nobody_reviewed_there_is_left_out(glenmoor: Town) -> None:
    reply = heard("law")
    assert "Ask here about drugs and the law" in reply
    assert "duty solicitor" not in reply
    assert "no crime to have drugs in your body" not in heard("spiked")


def test_england_has_both(portsmouth: Town) -> None:
    assert "ask for the duty solicitor" in heard("law")
    assert "It is no crime to have drugs in your body. Driving is another matter." in heard("spiked")
    assert set(portsmouth.directory.town.nation.law) == set(LAW)


def test_a_nation_says_its_own(all_towns: Path, tmp_path: Path) -> None:
    source = shutil.copytree(all_towns, tmp_path / "source")
    line = "law: {duty_solicitor: {text: A solicitor is free there., sources: [scot_101]}}"
    swap(source, "nations/scotland/nation.yaml", "bank_holidays: SCT", f"bank_holidays: SCT\n{line}")
    with spoken_from(built(source, "glenmoor")):
        assert "A solicitor is free there." in heard("law")


def test_what_serves_elsewhere_alone_is_left_out_and_said_to_be_missing(glenmoor: Town) -> None:
    assert glenmoor.directory.town.left_out == ("report-fraud",)
    assert "report-fraud" not in glenmoor.directory.service_ids()
    assert [document.data["id"] for document in read_folder(glenmoor.source, "havant").left_out] == []


def test_who_is_there_instead_has_the_same_id(glenmoor: Town) -> None:
    assert glenmoor.directory.service("nhs-111").spoken_name == "NHS 24"
    assert "Lochshire Domestic Abuse Line" in heard("domestic_abuse")
    assert "NHS 24: call 111" in heard("health")


def test_fraud_is_for_the_police_there(glenmoor: Town) -> None:
    reply = heard("fraud")
    assert "Then tell the police.\nThe police: call 101." in reply
    assert "Action Fraud" not in reply


LOCAL = {
    "treatment": "glenmoor-recovery",
    "council": "glenmoor-council",
    "safeguarding_child": "glenmoor-children",
    "safeguarding_adult": "glenmoor-adults",
}


@each_row("need", list(LOCAL))
def test_the_towns_own_services_are_named_by_their_parts(glenmoor: Town, need: str) -> None:
    signpost = Conversation().hear(need)[-1]["custom"]["signpost"]
    assert LOCAL[need] in signpost["services"]


def test_the_young_are_told_of_their_own_service_and_its_county(glenmoor: Town) -> None:
    assert "There is a service in Lochshire for young people." in heard("treatment", "", entity("own_age", "15"))


def test_an_area_around_it_is_known_by_its_name(glenmoor: Town) -> None:
    place = glenmoor.directory.find_place("i live in strathbeg")
    assert place is not None
    assert glenmoor.directory.serves("crimestoppers", place.area) is True
    # The town is a part of it.
    assert glenmoor.directory.serves("glenmoor-council", place.area) is None
