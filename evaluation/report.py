"""The report: one page that somebody who never saw the code can read, and its plots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from actions.replies.plan import ROUTES
from evaluation import figures, plots, tables, talks
from evaluation.cases import OPEN_SETS, OWN_SETS
from evaluation.probabilities import Point
from evaluation.run import Measured, Run
from evaluation.shares import Share
from evaluation.tables import Explained, read_explained
from evaluation.words import WORDS

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
        tables.side_by_side(_columns(run.sets)),
        *_talks(run.sets),
        *_pens(run.sets),
        *_comparisons(run, with_messages),
        *_curves(run, with_messages),
        *_reliabilities(with_messages),
        *(part for one in run.sets for part in _details(one, explained)),
        WORDS["end"],
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _plot(measured: Measured, folder: Path) -> None:
    plots.curve(measured.curves, folder / f"{measured.name}-curve.svg")
    plots.reliability(measured.intents, measured.emergencies, folder / f"{measured.name}-reliability.svg")
    plots.comparison(measured.rows, folder / f"{measured.name}-comparison.svg")
    counts, rows, columns = _confusion(measured)
    plots.heat(counts, rows, columns, folder / f"{measured.name}-routes.svg")


def _head(run: Run) -> str:
    own = any(one.name in OWN_SETS for one in run.sets)
    return WORDS["head"].format(
        sets=_what_was_answered(run),
        about_sets=f"{WORDS['about_sets']}\n" if own else "",
        messages=run.training_messages,
        fingerprint=run.fingerprint,
    )


def _what_was_answered(run: Run) -> str:
    return "\n".join(
        f"- **{_name(one)}**: {len(one.answers.messages)} messages and "
        f"{len(one.answers.dialogues)} conversations (state `{one.answers.cases.fingerprint}`)"
        for one in run.sets
    )


def _columns(sets: Sequence[Measured]) -> dict[str, dict[str, Share]]:
    found = {}
    for one in sets:
        if one.answers.messages:
            found[f"{_name(one)}, messages"] = figures.of_messages(one.answers)
        if one.answers.dialogues:
            found[f"{_name(one)}, conversations"] = figures.of_conversations(one.answers)
    return found


def _talks(sets: Sequence[Measured]) -> list[str]:
    talked = [one for one in sets if one.answers.dialogues]
    if not talked:
        return []
    counted = {_name(one): talks.causes(one.answers.dialogues) for one in talked}
    parts = [WORDS["about_talks"], tables.counts(counted, talks.CAUSES), WORDS["about_words"], _replies(sets)]
    ablated = [one for one in talked if one.ablated]
    if ablated:
        parts.append(WORDS["about_ablations"])
    for one in ablated:
        parts += [f"#### {_title(one)}", tables.ablations({"as it is": one.answers, **one.ablated})]
    return parts


def _replies(sets: Sequence[Measured]) -> str:
    rows = []
    for one in sets:
        for kind, found in (("messages", one.answers.messages), ("conversations", one.answers.dialogues)):
            if found:
                shares = [tables.both(share) for share in (talks.repeated(found), talks.too_long(found))]
                rows.append([f"{_name(one)}, {kind}", *map(str, talks.lengths(found)), *shares])
    return tables.table(["", "words in a reply, median", "90th percentile", talks.REPEATED, talks.TOO_LONG], rows)


def _pens(sets: Sequence[Measured]) -> list[str]:
    labelled = [(one, figures.agreement(one.answers.cases)) for one in sets]
    parts = [WORDS["about_pens"]] if any(found for _, found in labelled) else []
    for one, found in labelled:
        if found:
            rows = [[name, *map(tables.both, pair)] for name, pair in found.items()]
            parts.append(tables.table([_name(one), "messages", "turns of conversations"], rows))
    return parts


def _comparisons(run: Run, sets: Sequence[Measured]) -> list[str]:
    if not sets:
        return []
    parts = [WORDS["about_comparison"].format(diet=_about_diet(run.diet_epochs))]
    for one in sets:
        alt = f"Dots with intervals for each way of reading, on the {_name(one)}; the figures stand in the table below."
        parts += [f"### {_title(one)}", _image(one, "comparison", alt), tables.comparison(one.rows)]
    return parts


def _about_diet(epochs: int) -> str:
    if not epochs:
        return str(WORDS["diet_left_out"])
    return WORDS["diet_epochs"].format(epochs=epochs) + (f" {WORDS['diet_fewer']}" if epochs < OF_RASA_INIT else "")


def _curves(run: Run, sets: Sequence[Measured]) -> list[str]:
    if not sets:
        return []
    parts = [WORDS["about_curve"].format(**asdict(run.gate))]
    for one in sets:
        found = one.curves
        alt = (
            f"Missed emergencies against false alarms on the {_name(one)}. With rules and classifier as set, "
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
    parts = [WORDS["about_reliability"]]
    for one in sets:
        said = (
            f"On the {_name(one)} the expected calibration error is {one.intents.error:.1%} for the first intent and "
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
    second = figures.second_choices(one.answers.said())
    alt = f"The table below as a picture: best route against given route on the {_name(one)}."
    return [
        "### By the best route",
        tables.shares("route", figures.by_route(messages)),
        "### By kind of message",
        "A message can be of several kinds. Kinds with fewer than five messages are left out.",
        tables.shares("kind", figures.by_tag(messages), WORDS["kinds"]),
        "### Which route was taken for which",
        _image(one, "routes", alt),
        f"Off the diagonal also stand {second} replies on a second route that is accepted too.",
        tables.matrix(counts, rows, columns),
    ]


def _missed_and_alarmed(one: Measured, explained: Explained) -> list[str]:
    turns = list(one.answers.named())
    shown = one.name in OPEN_SETS
    hidden = "" if shown else "\n\nTheir words are left out here, so that nobody tunes on them."
    return [
        f"### Emergencies missed, in messages and conversations{hidden}",
        tables.misses(figures.missed(turns), explained, words=shown),
        f"### False alarms, in messages and conversations{hidden}",
        tables.alarms(figures.false_alarms(turns), words=shown),
    ]


def _confusion(one: Measured) -> tuple[list[list[int]], list[str], list[str]]:
    found = figures.confusion(one.answers.said())
    order = [*ROUTES, "*", figures.NO_ROUTE]
    rows = [name for name in order if any(best == name for best, _ in found)]
    columns = [name for name in order if any(given == name for _, given in found)]
    return [[found.get((best, given), 0) for given in columns] for best in rows], rows, columns


def _point(point: Point) -> str:
    return f"{tables.of(point.missed)} emergencies missed and {tables.of(point.alarms)} calm messages alarmed"


def _image(one: Measured, what: str, alt: str) -> str:
    return f"![{alt}]({FOLDER}/{one.name}-{what}.svg)"


def _name(one: Measured) -> str:
    return str(WORDS["sets"].get(one.name, one.name))


def _title(one: Measured) -> str:
    return _name(one)[:1].upper() + _name(one)[1:]
