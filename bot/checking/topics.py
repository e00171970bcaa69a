"""Whether topics that are data fit what they name: replies, cues, needs, signs, and parts of the directory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from actions.replies import cues
from actions.topics.marked import marked
from actions.topics.shape import Topic, Written
from bot.checking.spoken import in_project
from directory.errors import Problem, nearest
from directory.paths import PACKAGE
from directory.shape import ROLES
from directory.store import Directory

NEEDS = PACKAGE / "needs.yaml"
# Whoever it is for, and groups that people ask for by what they are.
WITHOUT_MESSAGES = frozenset({"any", "meetings"})


@dataclass(frozen=True)
class Vocabulary:
    """What a topic may name."""

    replies: Collection[str]
    cues: Collection[str]
    needs: Collection[str]
    signs: Collection[str]
    roles: Collection[str]

    @classmethod
    def of(cls, replies: Collection[str], needs: Collection[str], directory: Directory) -> Vocabulary:
        """What the files and the directory hold now."""
        signs = {topic for _, topic in directory.sign_topics()}
        return cls(replies, cues.rows().keys(), needs, signs, ROLES)


def misfits(topics: Iterable[Topic], known: Vocabulary) -> Iterator[Problem]:
    """Everything that is named and is not there, or is named as something else."""
    for topic in topics:
        for need in topic.part_of:
            yield from _unknown(topic, topic.line, "need", need, known.needs)
        for reply in topic.follow_ups.values():
            yield from _unknown(topic, topic.line, "reply", reply, known.replies)
        for written in topic.cases:
            yield from _in_reply(topic, written, known)
        usual = topic.cases[-1]
        if not usual.say[0].startswith(f"utter_{topic.name}"):
            what = f"the last reply of {topic.name} is called utter_{topic.name}, rename {usual.say[0]}"
            yield Problem(topic.file, usual.line, what)


def _in_reply(topic: Topic, written: Written, known: Vocabulary) -> Iterator[Problem]:
    for reply in written.say:
        yield from _unknown(topic, written.line, "reply", reply, known.replies)
    for cue in written.cues:
        yield from _unknown(topic, written.line, "cue", cue, known.cues)
    for need in filter(None, (written.topic, written.amid, *written.during)):
        yield from _unknown(topic, written.line, "need", need, known.needs)
    for kind, name, names in (("list of signs", written.signs, known.signs), ("role", written.role, known.roles)):
        if name:
            yield from _unknown(topic, written.line, kind, name, names)


def unknown_needs(needs: Collection[str]) -> Iterator[Problem]:
    """What services may say that they answer, and nobody comes with."""
    whole = marked(NEEDS.read_text(encoding="utf-8"), in_project(NEEDS))
    for row in whole.fields()["needs"].rows() if whole else ():
        if row.plain() not in {*needs, *WITHOUT_MESSAGES}:
            like = nearest(str(row.plain()), sorted(needs))
            yield row.problem(
                f"there is no topic {row.plain()}, " + (f"did you mean {like}?" if like else "take it out")
            )


WHERE = {
    "reply": "write it below `responses:`",
    "cue": "write it into actions/replies/cues.yml",
    "need": "see actions/intents.py and data/replies",
    "list of signs": "see directory/signs",
    "role": "see the roles in directory/shape.py",
}


def _unknown(topic: Topic, line: int, kind: str, name: str, known: Collection[str]) -> Iterator[Problem]:
    if name not in known:
        like = nearest(name, sorted(known))
        hint = f"did you mean {like}? Else {WHERE[kind]}" if like else WHERE[kind]
        yield Problem(topic.file, line, f"there is no {kind} {name}, {hint}")
