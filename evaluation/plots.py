"""The plots. The same figures give the same bytes: no date, no random ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator, PercentFormatter

from evaluation.comparison import OURS, Compared
from evaluation.probabilities import Calibration, Curves, Point
from evaluation.shares import Share

# Okabe and Ito's colours, which people with any colour vision can tell apart; markers and lines differ as well.
BLUE, ORANGE, GREEN, BLACK, GREY = "#0072B2", "#D55E00", "#009E73", "#000000", "#767676"
STYLE = {
    "svg.hashsalt": "signpost",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#DDDDDD",
    "legend.frameon": False,
}
MOST_ALARMS, MOST_MISSED = 0.2, 0.8
PANELS = (("right", "routes right"), ("missed", "emergencies missed"), ("alarms", "false alarms"))


def curve(found: Curves, path: Path) -> None:
    """Missed emergencies against false alarms, with and without rules."""
    with _figure(path, 7.5, 5.2) as figure:
        axes = figure.add_subplot()
        _line(axes, found.whole, BLUE, "-", "rules and classifier")
        _line(axes, found.classifier, ORANGE, "--", "classifier alone")
        for point, colour, marker, label in _points(found):
            _point(axes, point, colour, marker, label)
        axes.set(xlim=(0, MOST_ALARMS), ylim=(0, MOST_MISSED))
        axes.xaxis.set_major_locator(MultipleLocator(0.05))
        axes.set(xlabel="false alarms, of calm messages", ylabel="missed, of emergencies")
        _percent(axes)
        axes.legend(loc="upper right")


def reliability(intents: Calibration, emergencies: Calibration, path: Path) -> None:
    """What came true of what the classifier claimed, for its first intent and for an emergency."""
    with _figure(path, 9.5, 4.8) as figure:
        _reliability(figure.add_subplot(1, 2, 1), intents, "its first intent")
        _reliability(figure.add_subplot(1, 2, 2), emergencies, "an emergency")


def comparison(rows: Sequence[Compared], path: Path) -> None:
    """Every way of reading as a dot with its interval, in three panels."""
    with _figure(path, 11, 1.6 + 0.42 * len(rows)) as figure:
        for number, (name, title) in enumerate(PANELS, start=1):
            axes = figure.add_subplot(1, len(PANELS), number)
            for place, row in enumerate(rows):
                share = getattr(row, name)
                if share is not None and share.whole:
                    _bar(axes, place, share, BLUE if row.name.startswith(OURS) else ORANGE)
            axes.set_title(title, fontsize=11)
            axes.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
            axes.set_xlim(left=0 if name != "right" else None)
            axes.set_yticks(range(len(rows)), [row.name for row in rows] if number == 1 else [""] * len(rows))
            axes.set_ylim(len(rows) - 0.5, -0.5)


def heat(counts: Sequence[Sequence[int]], rows: Sequence[str], columns: Sequence[str], path: Path) -> None:
    """The confusion of routes; a cell is as dark as its share of its row."""
    shares = [[number / (sum(line) or 1) for number in line] for line in counts]
    with _figure(path, 9, 8.2) as figure:
        axes = figure.add_subplot()
        axes.grid(visible=False)
        axes.imshow(shares, cmap="Blues", vmin=0, vmax=1, aspect="auto")
        for y, line in enumerate(counts):
            for x, number in enumerate(line):
                if number:
                    colour = "white" if shares[y][x] > 0.6 else BLACK
                    axes.text(x, y, str(number), ha="center", va="center", fontsize=9, color=colour)
        axes.set_xticks(range(len(columns)), columns, rotation=50, ha="right")
        axes.set_yticks(range(len(rows)), rows)
        axes.set(xlabel="given", ylabel="best")


@contextmanager
def _figure(path: Path, width: float, height: float) -> Iterator[Figure]:
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        yield figure
        no_date = {"Date": None, "Creator": None} if path.suffix == ".svg" else None
        figure.savefig(path, metadata=no_date)


def _points(found: Curves) -> list[tuple[Point, str, str, str]]:
    return [
        (found.chosen, BLACK, "o", f"as set (alone {found.chosen.threshold:.2f})"),
        (found.sure, GREEN, "s", "sure rules alone"),
        (found.hints, GREEN, "^", "rules and hints alone"),
    ]


def _line(axes: Axes, points: Sequence[Point], colour: str, style: str, label: str) -> None:
    ordered = [point for point in points if point.alarms.whole and point.missed.whole]
    alarms = [point.alarms.value for point in ordered]
    lows, highs = zip(*(point.missed.interval for point in ordered), strict=True) if ordered else ((), ())
    axes.plot(alarms, [point.missed.value for point in ordered], style, color=colour, label=label)
    axes.fill_between(alarms, lows, highs, color=colour, alpha=0.15, linewidth=0)


def _point(axes: Axes, point: Point, colour: str, marker: str, label: str) -> None:
    if not (point.alarms.whole and point.missed.whole):
        return
    axes.errorbar(
        [point.alarms.value],
        [point.missed.value],
        xerr=_reach(point.alarms),
        yerr=_reach(point.missed),
        fmt=marker,
        color=colour,
        markersize=8,
        capsize=3,
        label=label,
    )


def _bar(axes: Axes, place: int, share: Share, colour: str) -> None:
    # Dots at none and at all stand on the border, and are not to be cut in half by it.
    reach = _reach(share)
    axes.errorbar([share.value], [place], xerr=reach, fmt="o", color=colour, markersize=6, capsize=3, clip_on=False)


def _reliability(axes: Axes, found: Calibration, what: str) -> None:
    axes.plot([0, 1], [0, 1], ":", color=GREY)
    for one in found.bins:
        axes.errorbar([one.mean], [one.true.value], yerr=_reach(one.true), fmt="o", color=BLUE, markersize=6, capsize=3)
        where = (one.mean, one.true.value)
        axes.annotate(str(one.true.whole), where, xytext=(7, -11), textcoords="offset points", fontsize=8)
    axes.set(xlim=(0, 1.05), ylim=(0, 1.05), xlabel="probability given", ylabel="came true")
    axes.set_title(f"{what}: error {found.error:.1%}", fontsize=11)
    _percent(axes)


def _reach(share: Share) -> list[list[float]]:
    low, high = share.interval
    return [[max(0.0, share.value - low)], [max(0.0, high - share.value)]]


def _percent(axes: Axes) -> None:
    axes.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
