"""The directory that this project ships keeps its promises."""

from __future__ import annotations

from datetime import UTC, datetime

from directory.freshness import printable
from directory.store import Directory
from tests.rows import each_row

PROMISED = """
    emergency-999 police-101 crimestoppers fearless frank inclusion-havant nhs-111 samaritans shout childline nspcc
    safecall modern-slavery-helpline report-fraud hants-children hants-adults havant-council british-transport-police
    drugfam adfam narcotics-anonymous cocaine-anonymous alcoholics-anonymous al-anon release young-people-hampshire
    domestic-abuse-helpline electricity-105 gas-emergency
""".split()
NEVER_BY_DATE = ["emergency-999", "police-101", "nhs-111", "frank", "samaritans", "childline", "crimestoppers"]
TOPICS = ["county-lines", "cuckooing", "modern-slavery", "cannabis-factory", "card-skimming", "phishing", "overdose"]


@each_row("service_id", PROMISED)
def test_every_promised_service_is_in_it(own: Directory, service_id: str) -> None:
    assert own.service(service_id).spoken_name


@each_row("topic", TOPICS)
def test_every_promised_topic_has_signs(own: Directory, topic: str) -> None:
    assert own.signs(topic).signs


def test_the_card_of_last_resort_is_whole(own: Directory) -> None:
    assert [number for _, _, number in own.last_resort] == ["999", "101", "0300 123 6600", "0800 555 111"]


@each_row("service_id", NEVER_BY_DATE)
def test_some_numbers_are_printed_without_a_word_for_ever(own: Directory, service_id: str) -> None:
    phone = own.service(service_id).contact("phone")
    assert phone is not None
    found = printable(phone, at=datetime(2060, 1, 1, tzinfo=UTC))
    assert found is not None
    assert found.caution is None


def test_the_old_frank_number_is_known_and_never_printed(own: Directory) -> None:
    old = next(contact for contact in own.service("frank").contacts if contact.value == "0800 77 66 00")
    assert (old.state, old.superseded_by) == ("superseded", "phone")
    assert printable(old, at=datetime.now(UTC)) is None


def test_only_the_hub_is_printed_unconfirmed(own: Directory) -> None:
    at = datetime.now(UTC)
    services = [own.service(service_id) for service_id in own.service_ids()]
    found = [(service.id, printable(contact, at=at)) for service in services for contact in service.contacts]
    assert {name for name, shown in found if shown and shown.caution == "unconfirmed"} == {"inclusion-havant"}


def test_steps_are_few_and_short(own: Directory) -> None:
    for situation in own.situations():
        steps = own.steps(situation).steps
        assert len(steps) <= 3, situation
        assert all(len(step) <= 120 for step in steps), situation
