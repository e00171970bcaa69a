"""Whether people's messages are enough to learn a topic from, and the page beside them says what is there."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from actions.intents import EMERGENCY, INTENTS
from actions.topics.marked import BadYaml, Marked, marked
from actions.topics.shape import Topic
from bot.checking.spoken import in_project
from bot.checking.yaml_folder import of_all_files
from bot.settings import ROOT
from directory.errors import Problem, nearest

FOLDER = ROOT / "data" / "nlu"
PAGE = FOLDER / "README.md"
EXAMPLE = "- "
# The least number of different messages, for a need and for what leans on the turn before.
OF_A_NEED = 150
OF_A_FOLLOW_UP = 60
# The largest need to the smallest. Emergencies are written in every shape that danger takes, so they may be more.
EMERGENCIES_TO_SMALLEST = 15
LARGEST_TO_SMALLEST = 5
ROW = re.compile(r"\| `(?P<file>\w+\.yml)` \| (?P<count>[\d,]+) \|")
TOTAL = re.compile(r"(?P<count>[\d,]+) messages, written")


@dataclass(frozen=True)
class Typed:
    """One message, and where it stands."""

    file: str
    line: int
    intent: str
    text: str

    @property
    def as_typed(self) -> str:
        """Without capitals and runs of spaces."""
        return " ".join(self.text.casefold().split())


def read_messages(folder: Path = FOLDER) -> tuple[list[Typed], list[Problem]]:
    """All of data/nlu, and what of it cannot be read."""
    return of_all_files(folder, _in_file)


def _in_file(path: Path) -> Iterator[Typed]:
    file = in_project(path)
    whole = marked(path.read_text(encoding="utf-8", errors="replace"), file)
    section = whole.fields().get("nlu") if whole else None
    if section is None:
        raise BadYaml(Problem(file, 1, "there is no `nlu:` in it, compare it with its neighbours"))
    for block in section.rows():
        fields = block.fields()
        missing = [name for name in ("intent", "examples") if name not in fields]
        if missing:
            raise BadYaml(block.problem(f"this block has no `{missing[0]}:`, add it"))
        yield from _in_block(file, str(fields["intent"].plain()), fields["examples"])


def _in_block(file: str, intent: str, examples: Marked) -> Iterator[Typed]:
    for place, line in enumerate(str(examples.plain()).split("\n")):
        if line.startswith(EXAMPLE):
            yield Typed(file, examples.line_of(place), intent, line.removeprefix(EXAMPLE).strip())


def least(intent: str, sizes: Mapping[str, int]) -> int:
    """So many different messages an intent needs at least, where the others have so many."""
    if INTENTS[intent].kind != "need":
        return OF_A_FOLLOW_UP
    largest = max((many for name, many in sizes.items() if name in INTENTS and _is_calm_need(name)), default=0)
    shares = (sizes.get(EMERGENCY, 0) / EMERGENCIES_TO_SMALLEST, largest / LARGEST_TO_SMALLEST)
    return max(OF_A_NEED, *map(math.ceil, shares))


def _is_calm_need(name: str) -> bool:
    return INTENTS[name].kind == "need" and name != EMERGENCY


def sizes_of(messages: Iterable[Typed]) -> dict[str, int]:
    """How many different messages each intent has."""
    return dict(Counter(intent for intent, _ in {(said.intent, said.as_typed) for said in messages}))


def too_few(messages: Collection[Typed]) -> Iterator[Problem]:
    """Each intent that has too few, at its first message."""
    by_intent: defaultdict[str, list[Typed]] = defaultdict(list)
    for said in messages:
        by_intent[said.intent].append(said)
    sizes = sizes_of(messages)
    for intent, rows in by_intent.items():
        first = rows[0]
        if intent not in INTENTS:
            like = nearest(intent, sorted(INTENTS))
            hint = f"did you mean {like}?" if like else "give it a topic in data/replies (docs/topics.md)"
            yield Problem(first.file, first.line, f"there is no intent {intent}, {hint}")
            continue
        many, enough = sizes[intent], least(intent, sizes)
        if many < enough:
            more = f"needs {enough} at least, write {enough - many} more"
            what = f"{intent} has {many} different messages and {more}"
            yield Problem(first.file, first.line, what)


def repeated(messages: Iterable[Typed]) -> Iterator[Problem]:
    """Each that stood before, in its intent or in another."""
    seen: dict[str, Typed] = {}
    for said in messages:
        first = seen.setdefault(said.as_typed, said)
        if first is not said:
            where = f"{first.file}:{first.line}"
            yield Problem(said.file, said.line, f"this message of {said.intent} stands in {where} too, take one out")


def missing(topics: Iterable[Topic], messages: Collection[Typed]) -> Iterator[Problem]:
    """Topics whose messages do not stand where they say."""
    held = {(said.file, said.intent) for said in messages}
    sizes = sizes_of(messages)
    for topic in topics:
        file = f"data/nlu/{topic.messages}"
        if (file, topic.name) not in held:
            what = f"{topic.name} has no messages in {file}, write what people say: {least(topic.name, sizes)} at least"
            yield Problem(topic.file, topic.line, what)


def page_is_wrong(messages: Iterable[Typed], page: Path = PAGE) -> Iterator[Problem]:
    """Where the page beside them gives other numbers."""
    file = in_project(page)
    held = Counter(Path(said.file).name for said in messages)
    lines = page.read_text(encoding="utf-8").split("\n")
    last = 1
    for number, line in enumerate(lines, start=1):
        if total := TOTAL.search(line):
            yield from _count(file, number, "all files", total["count"], held.total())
        if row := ROW.match(line):
            last = number
            yield from _count(file, number, row["file"], row["count"], held.pop(row["file"], 0))
    for name, many in sorted(held.items()):
        yield Problem(file, last, f"{name} is not in this table, add: | `{name}` | {many:,} | what they say |")


def _count(file: str, line: int, what: str, said: str, many: int) -> Iterator[Problem]:
    if said != f"{many:,}":
        yield Problem(file, line, f"{what}: the page says {said} messages, write {many:,}")
