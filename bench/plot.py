"""A plot of cases as SVG: a bar up to each side's median, and a line on to its 95th percentile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from bench.pairs import SideBySide, SideTimes

WIDTH = 760
# Where the bars begin and end, between the words and the figures.
LEFT, RIGHT = 240, 560
LINE, GAP, TOP = 24, 40, 16
# Okabe and Ito's blue and a grey, told apart by everybody.
BAR, REACH, WORDS = "#0072B2", "#767676", "#1a1a1a"


def svg(cases: Sequence[SideBySide]) -> str:
    """The same figures give the same bytes. Every case has a scale of its own, which begins at nothing."""
    parts = list(_parts(cases))
    height = TOP + sum(GAP + LINE * len(case.sides) for case in cases) + GAP
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'font-family="sans-serif" font-size="14" fill="{WORDS}">'
    )
    title = "<title>Milliseconds a turn: a bar up to the median, a line to the 95th percentile</title>"
    back = f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    return "\n".join([head, title, back, *parts, "</svg>", ""])


def _parts(cases: Sequence[SideBySide]) -> Iterator[str]:
    y = TOP
    for case in cases:
        yield _text(12, y + 18, case.title, weight="bold")
        y += LINE
        longest = max(side.p95_ms for side in case.sides)
        for side in case.sides:
            yield from _side(side, y, longest)
            y += LINE
        y += GAP - LINE
    yield _text(12, y + 18, "bar: median; line: to the 95th percentile; each question has a scale of its own")


def _side(side: SideTimes, y: int, longest: float) -> Iterator[str]:
    median, p95 = (round(LEFT + (RIGHT - LEFT) * value / longest, 1) for value in (side.median_ms, side.p95_ms))
    middle = y + LINE / 2
    yield _text(24, y + 17, side.label)
    yield f'<rect x="{LEFT}" y="{y + 5}" width="{round(median - LEFT, 1)}" height="14" fill="{BAR}"/>'
    yield f'<path d="M{median} {middle}H{p95}M{p95} {middle - 5}v10" stroke="{REACH}" stroke-width="2" fill="none"/>'
    yield _text(RIGHT + 12, y + 17, f"{side.median_ms:.1f} ms, 95 %: {side.p95_ms:.1f}")


def _text(x: float, y: float, words: str, *, weight: str = "normal") -> str:
    return f'<text x="{x}" y="{y}" font-weight="{weight}">{escape(words)}</text>'
