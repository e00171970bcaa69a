"""The same seed sends the same, over every door."""

from __future__ import annotations

import importlib
from random import Random

from fuzz.asked import CONVERSATION, MARK, mark_of
from fuzz.doors import DOORS, WORDS
from fuzz.drawing import batch
from fuzz.plan import shot

ID = "ab" * 36
# Signatures hold the time.
UNSIGNED = [number for number in range(120) if b"X-Signature" not in shot(7, number, ID).raw]


def test_a_number_is_the_same_request_each_time() -> None:
    before = [shot(7, number, ID) for number in UNSIGNED]
    batch.cache_clear()
    # Hypothesis would take words out of it.
    importlib.import_module("bot.web.wording")
    assert [shot(7, number, ID) for number in UNSIGNED] == before


def test_another_seed_sends_other_requests() -> None:
    assert len({shot(seed, 1, ID).raw for seed in range(50)}) > 40


def test_what_takes_the_place_of_the_mark_and_the_conversation_is_as_long() -> None:
    assert len(mark_of(20_000)) == len(MARK)
    assert len(CONVERSATION) == 72


def test_nothing_goes_out_with_a_place_that_was_not_filled() -> None:
    sent = b"".join(shot(7, number, ID).raw for number in range(1, 400))
    assert CONVERSATION.encode() not in sent
    assert MARK.encode() not in sent


def test_every_door_is_knocked_at() -> None:
    random = Random(1)
    paths = {door(random, WORDS[0]).path for door in DOORS for _ in range(60)}
    drawn = {asked.path for place in range(8) for asked in batch(1, place)}
    expected = {
        "/", "/leave", "/clear", "/healthz", "/kiosk", "/widget.js", "/webhooks/rest/webhook",
        *(f"/webhooks/web/{name}" for name in ("start", "message", "leave")),
        *(f"/webhooks/sms/{name}" for name in ("kannel", "twilio", "android", "rapidpro")),
    }  # fmt: skip
    assert expected - paths == set()
    assert expected - drawn == set()
