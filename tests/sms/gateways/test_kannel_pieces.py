"""Pieces of a long text that lacks one come each by themselves, and are answered once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote_from_bytes, urlencode

import pytest

from bot.sms.gateways.kannel_pieces import piece_in
from bot.sms.pieces import Piece
from tests.engine.agents import Listening
from tests.rows import each_row
from tests.sms.texting import ANN, BOB, SECRET
from tests.standing import Standing

WORDS = ("i think my brother is on a lo", "t of things and ", "i dont know what to do")


def piece(app: Standing, place: int, *, sender: str = ANN, text: str = "", number: int = 7) -> bytes:
    """One of three, as Kannel hands it over."""
    said = {"secret": SECRET, "from": sender, "text": text or WORDS[place - 1], "id": f"{sender}{place}", "at": "1"}
    header = quote_from_bytes(bytes([5, 0, 3, number, 3, place]))
    answer = app.call("GET", f"/webhooks/sms/kannel?{urlencode(said)}&udh={header}")
    assert answer.status == 200
    return answer.body


def at_once(app: Standing, *places: int, sender: str = ANN, number: int = 7) -> list[bytes]:
    with ThreadPoolExecutor(len(places)) as pool:
        return list(pool.map(lambda place: piece(app, place, sender=sender, number=number), places))


# As they come together, which of them is the first is chance.
@pytest.mark.parametrize("number", [7, 0xC3])
@pytest.mark.parametrize(
    ("places", "heard"),
    [((3, 1), f"{WORDS[0]} {WORDS[2]}"), ((2, 1, 3), "".join(WORDS)), ((3,), WORDS[2])],
    ids=["one is missing", "all", "the last alone"],
)
def test_what_there_is_of_a_text_is_heard_as_one(
    app: Standing, agent: Listening, places: tuple[int, ...], heard: str, number: int
) -> None:
    assert sorted(at_once(app, *places, number=number)) == [b""] * (len(places) - 1) + [b"Hello."]
    assert agent.heard == [heard]


def test_asked_again_each_piece_gets_what_it_got(app: Standing, agent: Listening) -> None:
    assert at_once(app, 1, 2, 3) == at_once(app, 1, 2, 3)
    assert len(agent.heard) == 1


def test_a_late_piece_is_answered_only_where_it_is_of_life_and_death(app: Standing, agent: Listening) -> None:
    at_once(app, 1, 3)
    assert piece(app, 2) == b""
    assert piece(app, 4, text="and now he is not breathing") == b"Hello."
    assert agent.heard[1:] == ["and now he is not breathing"]


def test_pieces_of_two_people_are_two_texts(app: Standing, agent: Listening) -> None:
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda sender: piece(app, 1, sender=sender), (ANN, BOB)))
    assert answers == [b"Hello."] * 2


@each_row(
    ("header", "expected"),
    [
        ("%05%00%03%07%02%01", Piece("0702", 1, 2)),
        ("%06%08%04%C3%A9%02%02", Piece("c3a902", 2, 2)),
        ("%0B%05%04%15%8A%00%00%00%03%FF%02%01", Piece("ff02", 1, 2)),
        ("%06%05%04%15%8A%00%00", None),
        ("%05%00%03%07", None),
        ("%05", None),
        ("", None),
    ],
)
def test_which_piece_it_is_stands_in_its_header(header: str, expected: Piece | None) -> None:
    assert piece_in(f"text=hello&udh={header}") == expected
