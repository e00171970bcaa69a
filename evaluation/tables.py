"""Pieces of Markdown that the report is put together from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from ruamel.yaml import YAML

from evaluation.answers import Answers, Named
from evaluation.comparison import Compared
from evaluation.figures import ALARMS, RECOGNISED, TURNS, WHOLE, of_conversations
from evaluation.shares import Share
from evaluation.talks import STUCK, causes, repeated
from evaluation.words import WORDS

EXPLAINED = Path(__file__).parent / "explained.yml"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, numbers_from: int = 1) -> str:
    """A Markdown table; columns from `numbers_from` on stand to the right."""
    marks = ["---:" if number >= numbers_from else "---" for number in range(len(head))]
    lines = [head, marks, *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def percent(share: Share | None) -> str:
    """The share with its interval, short enough for a cell."""
    if share is None or not share.whole:
        return "–"
    low, high = share.interval
    return f"{share.value:.1%} ({low:.1%}–{high:.1%})"


def of(share: Share | None) -> str:
    """The share as its two counts, which say how much was measured; a dash where nothing was."""
    return "–" if share is None else f"{share.part} of {share.whole}"


def shares(what: str, found: Mapping[str, Share], words: Mapping[str, str] | None = None) -> str:
    """A row for each name, in the order in which they come."""
    rows = [(_named(name, words), of(share), percent(share)) for name, share in found.items()]
    return table([what, "right", "share (95 % interval)"], rows)


def side_by_side(columns: Mapping[str, Mapping[str, Share]]) -> str:
    """Columns of figures by name; a dash where a column has not got one."""
    names = dict.fromkeys(name for found in columns.values() for name in found)
    rows = [[name, *(both(found.get(name)) for found in columns.values())] for name in names]
    return table(["", *columns], rows)


def both(share: Share | None) -> str:
    """The share as counts and with its interval."""
    return "–" if share is None or not share.whole else f"{of(share)}, {percent(share)}"


def counts(columns: Mapping[str, Mapping[str, int]], meanings: Mapping[str, str]) -> str:
    """Columns of counts by name, with what each name means, and their sum."""
    rows = [[name, *(str(found[name]) for found in columns.values()), meaning] for name, meaning in meanings.items()]
    sums = ["all", *(str(sum(found.values())) for found in columns.values()), ""]
    return table(["", *columns, "what it is"], [*rows, sums])


def ablations(ways: Mapping[str, Answers]) -> str:
    """Conversations answered in several ways, one a row."""
    shares = (WHOLE, TURNS, RECOGNISED, ALARMS)
    rows = []
    for name, answers in ways.items():
        found, talks = of_conversations(answers), answers.dialogues
        rows.append([name, *(both(found[one]) for one in shares), str(causes(talks)[STUCK]), of(repeated(talks))])
    return table(["", *shares, STUCK, "repeated"], rows)


def comparison(rows: Iterable[Compared]) -> str:
    """Ways of reading, one a row."""
    pair = ["it right, bot wrong", "bot right, it wrong"]
    head = ["way of reading", "routes right", "emergencies missed", "false alarms", *pair]
    return table(head, [_compared(row) for row in rows])


def matrix(counts: Sequence[Sequence[int]], rows: Sequence[str], columns: Sequence[str]) -> str:
    """Best routes down, given routes across; an empty cell is none."""
    lines = [[name, *(str(number or "") for number in line)] for name, line in zip(rows, counts, strict=True)]
    return table(["best ╲ given", *columns], lines)


def cell(text: str) -> str:
    """Text that cannot break out of its cell, or be read as Markdown or HTML."""
    plain = " ".join(text.split())
    for mark in "\\`*_[]<>|":
        plain = plain.replace(mark, {"<": "&lt;", ">": "&gt;"}.get(mark, "\\" + mark))
    return plain


def _named(name: str, words: Mapping[str, str] | None) -> str:
    meaning = (words or {}).get(name)
    return f"{meaning} (`{name}`)" if meaning else name


def _compared(row: Compared) -> list[str]:
    emergencies = [both(share) for share in (row.missed, row.alarms)]
    pair = [str(number) if number is not None else "–" for number in (row.gained, row.lost)]
    return [row.name, percent(row.right), *emergencies, *pair]


# By id: why an emergency was missed, in the words of those who looked into it.
Explained = Mapping[str, str]
# A column's heading and what stands in it for a turn.
Column = tuple[str, Callable[[Named], str]]

ID: Column = ("id", lambda one: one.id)
MESSAGE: Column = ("message", lambda one: cell(one.heard.turn.say))
GIVEN: Column = ("what was wrong", lambda one: cell(one.heard.why or "-"))
FLAG: Column = ("red flag", lambda one: _flag(one))
CHANCE: Column = ("probability of an emergency", lambda one: f"{one.heard.reading.emergency:.2f}")


def read_explained(path: Path = EXPLAINED) -> Explained:
    """A sentence by id. Rows of emergencies that are no longer missed may be among them: they wait for the next time.

    Raises ruamel's YAMLError for a broken file, and where an id stands twice.
    """
    found: dict[str, str] | None = YAML(typ="safe").load(path)
    return found or {}


def misses(turns: Sequence[Named], explained: Explained, *, words: bool) -> str:
    """Missed emergencies, each beside the sentence that explains it or a clear word that none does yet."""
    if not turns:
        return str(WORDS["none"])
    why: Column = (
        "why it was missed",
        lambda one: cell(explained[one.id]) if one.id in explained else WORDS["not_explained"],
    )
    without = sum(one.id not in explained for one in turns)
    said = WORDS["some_explained"].format(without=without, all=len(turns)) if without else WORDS["all_explained"]
    return f"{said}\n\n{_listing(turns, [GIVEN, FLAG, CHANCE, why], words=words)}"


def alarms(turns: Sequence[Named], *, words: bool) -> str:
    """A table of the false alarms, with their words where these may be shown."""
    return _listing(turns, [GIVEN, FLAG, CHANCE], words=words) if turns else str(WORDS["none"])


def _listing(turns: Sequence[Named], columns: Sequence[Column], *, words: bool) -> str:
    """Without the words where nobody should learn from them."""
    shown = [ID, *([MESSAGE] if words else []), *columns]
    rows = [[write(one) for _, write in shown] for one in turns]
    return table([head for head, _ in shown], rows, numbers_from=len(shown))


def _flag(one: Named) -> str:
    danger = one.heard.reading.danger
    return f"{danger.kind}, {'sure' if danger.sure else 'hint'} (`{danger.rule}`)" if danger else "none"
