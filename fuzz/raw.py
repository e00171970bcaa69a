"""Whole connections in raw bytes: pipelines, requests that are cut, bytes that were never a request."""

from __future__ import annotations

from random import Random

from fuzz import grammar
from fuzz.asked import Asked
from fuzz.doors import whole
from fuzz.shot import Shot

# A TLS greeting, the preface of HTTP/2, what a proxy or another protocol would say first.
GREETINGS = (
    bytes.fromhex("16030100c8010000c40303") + bytes(range(60)),
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00",
    b"PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n",
    b"\r\n\r\nGET / HTTP/1.1\r\n\r\n",
    b"SSH-2.0-x\r\n\r\n",
    b"GET /\r\n\r\n",
    b"\x00" * 3000 + b"\r\n\r\n",
    b"EHLO a\r\n\r\n",
    b"\r\n" * 500,
    b"*1\r\n$4\r\nPING\r\n\r\n",
    bytes(range(256)) + b"\r\n\r\n",
    b"GET / HTTP/1.1\n\n\r\n\r\n",
)


def shot(random: Random, number: int, mark: str, conversation: str) -> Shot:
    """One of all these, as chance has it."""
    makes = (wrong, wrong, wrong, wrong, pipeline, behind, cut, cut, flipped, noise, apart)
    found = random.choice(makes)(random, mark, conversation)
    return Shot(number, mark, found.how, found.pieces, found.methods, found.leaves)


def _asked(random: Random, mark: str, conversation: str) -> Asked:
    return whole(random).filled(mark, conversation)


def wrong(random: Random, mark: str, conversation: str) -> Shot:
    draft = grammar.put_wrong(_asked(random, mark, conversation), random)
    return Shot(0, mark, " and ".join(draft.done), (draft.raw(),))


def pipeline(random: Random, mark: str, conversation: str) -> Shot:
    """Up to a dozen sound requests in one go; each has to be answered."""
    asked = [_asked(random, mark, conversation) for _ in range(random.randint(2, 12))]
    return Shot(0, mark, "pipeline", (b"".join(each.raw() for each in asked),), tuple(each.method for each in asked))


def behind(random: Random, mark: str, conversation: str) -> Shot:
    """A wrong one between two that are sound."""
    middle = grammar.put_wrong(_asked(random, mark, conversation), random)
    sound = [_asked(random, mark, conversation).raw() for _ in range(2)]
    return Shot(0, mark, f"pipeline with {' and '.join(middle.done)}", (sound[0] + middle.raw() + sound[1],))


def cut(random: Random, mark: str, conversation: str) -> Shot:
    """Ends in the middle. Most close the connection then, some wait."""
    raw = _asked(random, mark, conversation).raw()
    return Shot(0, mark, "cut", (raw[: random.randrange(1, len(raw))],), leaves=random.random() < 0.8)


def flipped(random: Random, mark: str, conversation: str) -> Shot:
    """Bytes changed, put in, taken out or doubled, wherever they are."""
    raw = bytearray(_asked(random, mark, conversation).raw())
    for _ in range(random.choice((1, 1, 2, 5, 30))):
        at, byte = random.randrange(len(raw)), random.randrange(256)
        raw[at : at + random.choice((0, 1, 1, 2))] = random.choice(
            (bytes([byte]), bytes([byte]), b"", bytes(raw[at : at + 9]) * 2)
        )
    return Shot(0, mark, "bytes changed", (bytes(raw),))


def noise(random: Random, mark: str, conversation: str) -> Shot:
    """Another protocol, or none."""
    made = random.choice((*GREETINGS, random.randbytes(random.randint(1, 400)) + b"\r\n\r\n"))
    return Shot(0, mark, "noise", (made + mark.encode(),))


def apart(random: Random, mark: str, conversation: str) -> Shot:
    """Sound, in a few pieces that arrive one by one."""
    asked = _asked(random, mark, conversation)
    raw = asked.raw()
    places = sorted(random.sample(range(1, len(raw)), 3))
    pieces = tuple(raw[begins:ends] for begins, ends in zip([0, *places], [*places, len(raw)], strict=True))
    return Shot(0, mark, "in pieces", pieces, (asked.method,))
