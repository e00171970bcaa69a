"""The report: one page that somebody who never saw the code can read, and its plots."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evaluation import listings, plots, tables
from evaluation.cases import ROUTES
from evaluation.curves import Point
from evaluation.explained import Explained, read_explained
from evaluation.figures import NO_ROUTE, by_route, by_tag, confusion, false_alarms, missed, second_choices
from evaluation.measured import OWN_SETS, Measured, Run
from evaluation.words import (
    ABOUT_COMPARISON,
    ABOUT_CURVE,
    ABOUT_RELIABILITY,
    ABOUT_SETS,
    BASE_KEPT,
    BASE_MISSING,
    BASE_NEVER,
    DIET_EPOCHS,
    DIET_FEWER,
    DIET_LEFT_OUT,
    END,
    HEAD,
    OPEN_SETS,
    SET_NAMES,
)

PAGE = "evaluation.md"
FOLDER = "evaluation"
# Epochs of DIET in the pipeline that a project of `rasa init` starts with.
OF_RASA_INIT = 100


def write(run: Run, folder: Path) -> Path:
    """Writes the page and its plots and returns the page's path. Older plots in its folder go."""
    plotted = folder / FOLDER
    plotted.mkdir(parents=True, exist_ok=True)
    for old in plotted.glob("*.svg"):
        old.unlink()
    for measured in run.sets:
        if measured.answers.messages:
            _plot(measured, plotted)
    page = folder / PAGE
    page.write_text(page_of(run, read_explained()), encoding="utf-8")
    return page


def page_of(run: Run, explained: Explained) -> str:
    """The page as Markdown. The same run gives the same text. `explained` says why emergencies were missed, by id."""
    with_messages = [one for one in run.sets if one.answers.messages]
    parts = [
        _head(run),
        tables.side_by_side([SET_NAMES.get(one.name, one.name) for one in run.sets], [one.figures for one in run.sets]),
        *_comparisons(run, with_messages),
        *_curves(run, with_messages),
        *_reliabilities(with_messages),
        *(part for one in run.sets for part in _details(one, explained)),
        END,
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _plot(measured: Measured, folder: Path) -> None:
    plots.curve(measured, folder / f"{measured.name}-curve.svg")
    plots.reliability(measured, folder / f"{measured.name}-reliability.svg")
    plots.comparison(measured.rows, folder / f"{measured.name}-comparison.svg")
    counts, rows, columns = _confusion(measured)
    plots.heat(counts, rows, columns, folder / f"{measured.name}-routes.svg")


def _head(run: Run) -> str:
    own = any(one.name in OWN_SETS for one in run.sets)
    return HEAD.format(
        sets=_what_was_answered(run),
        about_sets=ABOUT_SETS if own else "",
        messages=run.training_messages,
        fingerprint=run.fingerprint,
    )


def _what_was_answered(run: Run) -> str:
    return "\n".join(
        f"- **{SET_NAMES.get(one.name, one.name)}**: {len(one.answers.messages)} messages and "
        f"{len(one.answers.dialogues)} conversations (state `{one.answers.fingerprint}`)"
        for one in run.sets
    )


def _comparisons(run: Run, sets: Sequence[Measured]) -> list[str]:
    if not sets:
        return []
    parts = [ABOUT_COMPARISON.format(diet=_about_diet(run.diet_epochs))]
    for one in sets:
        alt = f"Dots with intervals for each way of reading, on {_name(one)}; the figures stand in the table below."
        parts += [f"### {_title(one)}", _image(one, "comparison", alt), tables.comparison(one.rows)]
        if not run.base_encoder:
            parts.append(BASE_MISSING + (BASE_KEPT if any(row.note for row in one.rows) else BASE_NEVER))
    return parts


def _about_diet(epochs: int) -> str:
    if not epochs:
        return DIET_LEFT_OUT
    return DIET_EPOCHS.format(epochs=epochs) + (DIET_FEWER if epochs < OF_RASA_INIT else "")


def _curves(run: Run, sets: Sequence[Measured]) -> list[str]:
    if not sets:
        return []
    parts = [ABOUT_CURVE.format(**{name: run.gate[name] for name in ("alone", "hinted", "quietened")})]
    for one in sets:
        found = one.curves
        alt = (
            f"Missed emergencies against false alarms on {_name(one)}. With rules and classifier as set, "
            f"{_point(found.chosen)}; sure rules alone, {_point(found.sure)}."
        )
        rows = [_curve_row(point) for point in found.whole if round(100 * (point.threshold or 0)) % 10 == 0]
        head = ["`alone`", "missed", "share (95 % interval)", "false alarms", "share (95 % interval)"]
        rules = f"Sure rules alone: {_point(found.sure)}. Sure rules and hints alone: {_point(found.hints)}."
        parts += [f"### {_title(one)}", _image(one, "curve", alt), tables.table(head, rows, numbers_from=0), rules]
    return parts


def _curve_row(point: Point) -> list[str]:
    sides = (cell for share in (point.missed, point.alarms) for cell in (tables.of(share), tables.percent(share)))
    return [f"{point.threshold:.1f}", *sides]


def _reliabilities(sets: Sequence[Measured]) -> list[str]:
    if not sets:
        return []
    parts = [ABOUT_RELIABILITY]
    for one in sets:
        said = (
            f"On {_name(one)} the expected calibration error is {one.intents.error:.1%} for the first intent and "
            f"{one.emergencies.error:.1%} for an emergency."
        )
        parts += [f"### {_title(one)}", _image(one, "reliability", said), said]
    return parts


def _details(one: Measured, explained: Explained) -> list[str]:
    """Also of a set of conversations alone: an emergency is missed there as well."""
    tabled = _by_message(one) if one.answers.messages else []
    return [f"## {_title(one)} in detail", *tabled, *_missed_and_alarmed(one, explained)]


def _by_message(one: Measured) -> list[str]:
    messages = one.answers.messages
    counts, rows, columns = _confusion(one)
    second = second_choices(one.answers.said())
    alt = f"The table below as a picture: best route against given route on {_name(one)}."
    return [
        "### By the best route",
        tables.shares("route", by_route(messages)),
        "### By kind of message",
        "A message can be of several kinds. Kinds with fewer than five messages are left out.",
        tables.shares("kind", by_tag(messages), tables.KINDS),
        "### Which route was taken for which",
        _image(one, "routes", alt),
        f"Off the diagonal also stand {second} replies on a second route that is accepted too.",
        tables.matrix(counts, rows, columns),
    ]


def _missed_and_alarmed(one: Measured, explained: Explained) -> list[str]:
    turns = list(one.answers.named())
    words = one.name in OPEN_SETS
    hidden = "" if words else "\n\nTheir words are left out here, so that nobody tunes on them."
    return [
        f"### Emergencies missed, in messages and conversations{hidden}",
        listings.misses(missed(turns), explained, words=words),
        f"### False alarms, in messages and conversations{hidden}",
        listings.alarms(false_alarms(turns), words=words),
    ]


def _confusion(one: Measured) -> tuple[list[list[int]], list[str], list[str]]:
    found = confusion(one.answers.said())
    order = [*ROUTES, "*", NO_ROUTE]
    rows = [name for name in order if any(best == name for best, _ in found)]
    columns = [name for name in order if any(given == name for _, given in found)]
    return [[found.get((best, given), 0) for given in columns] for best in rows], rows, columns


def _point(point: Point) -> str:
    return f"{tables.of(point.missed)} emergencies missed and {tables.of(point.alarms)} calm messages alarmed"


def _image(one: Measured, what: str, alt: str) -> str:
    return f"![{alt}]({FOLDER}/{one.name}-{what}.svg)"


def _name(one: Measured) -> str:
    return f"the {SET_NAMES.get(one.name, one.name)}"


def _title(one: Measured) -> str:
    name = SET_NAMES.get(one.name, one.name)
    return name[:1].upper() + name[1:]
