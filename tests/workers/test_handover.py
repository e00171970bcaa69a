"""A generation takes what its supervisor hands over, also from one that has run since an earlier version."""

from __future__ import annotations

import json
import os

import pytest

from bot.workers.handover import VARIABLE, Handover


def test_what_is_handed_over_is_taken_and_seen_by_nobody_below(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe, spare = os.pipe(), os.memfd_create("spare")
    given = Handover((pipe[0],), pipe[1], pipe[1], os.getpid(), spare)
    for descriptor in given.descriptors():
        os.set_inheritable(descriptor, True)
    monkeypatch.setenv(VARIABLE, given.as_variable()[VARIABLE])
    assert Handover.taken() == given
    assert not any(map(os.get_inheritable, (*pipe, spare)))
    assert VARIABLE not in os.environ
    for descriptor in (*pipe, spare):
        os.close(descriptor)


def test_a_supervisor_of_an_earlier_version_hands_over_no_spare_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = os.pipe()
    monkeypatch.setenv(VARIABLE, json.dumps([[pipe[0]], pipe[1], pipe[1], 1]))
    taken = Handover.taken()
    assert (taken.spare, taken.supervisor) == (None, 1)
    for descriptor in pipe:
        os.close(descriptor)
