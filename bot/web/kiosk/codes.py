"""Codes that a phone scans to call or to text a number, or to open a page."""

from __future__ import annotations

import io
from collections.abc import Mapping

import segno

from bot.web.contacts import Number

# Modules of white around the code, as its standard asks for.
QUIET = 4
# Of four levels the second: a sixth of the code may be scratched or glare.
CORRECTION = "m"


def as_svg(number: Number, wording: Mapping[str, str]) -> bytes:
    """Black on white whatever is behind it, without a size of its own, with a name that can be read aloud."""
    what = "text_keyword" if number.keyword else number.kind
    svg = io.BytesIO()
    segno.make(number.link, error=CORRECTION, micro=False).save(
        svg,
        kind="svg",
        border=QUIET,
        dark="#000",
        light="#fff",
        omitsize=True,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        title=wording[what].format(number=number.number, keyword=number.keyword, web=number.shown),
    )
    return svg.getvalue()
