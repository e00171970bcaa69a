"""Pieces of a long text that lacks one: after its time Kannel hands each of them over by itself, all at once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from urllib.parse import parse_qsl

from bot.engine.expiring import ExpiringMap
from bot.sms.message import Inbound
from bot.sms.pieces import Piece, piece_of

A_MOMENT = 1.0
AN_HOUR = 60 * 60.0
MOST_PIECES = 20_000


def piece_in(query: str) -> Piece | None:
    """From the query of the get-url, which has the header as it came (%u); None for a whole text."""
    # Whatever byte stands in it is one letter of it.
    header = dict(parse_qsl(query, encoding="latin-1")).get("udh", "")
    return piece_of(header.encode("latin-1", "replace"))


class Strays:
    """Puts together what there is of a text, so that it is answered once. The words are held for a second."""

    def __init__(self, *, moment: float = A_MOMENT) -> None:
        self._moment = moment
        self._gathering: dict[tuple[str, str], dict[int, str]] = {}
        # By Kannel's id: answered with another, also where Kannel asks again.
        self._others: ExpiringMap[bool] = ExpiringMap(seconds=AN_HOUR, limit=MOST_PIECES)

    async def together(self, inbound: Inbound, piece: Piece) -> Inbound | None:
        """All that came of it, for the piece that comes first; None for the others."""
        key = (inbound.sender, piece.text)
        if self._others.get(inbound.message_id):
            return None
        if key in self._gathering:
            self._gathering[key][piece.place] = inbound.text
            self._others.set(inbound.message_id, True)
            return None
        found = self._gathering[key] = {piece.place: inbound.text}
        try:
            await asyncio.sleep(self._moment)
        finally:
            del self._gathering[key]
        return replace(inbound, text=_joined(found), piece_of=piece.text)


def _joined(found: dict[int, str]) -> str:
    """In order; a space stands for what is missing, since a piece may begin within a word."""
    texts = [found[place] if place - 1 in found else f" {found[place]}" for place in sorted(found)]
    return "".join(texts).strip()
