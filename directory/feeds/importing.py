"""A whole feed into drafts: nothing that is there is touched, and each thing that a person should know is one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from directory.build import checked
from directory.feeds.cleaning import clean, shortened
from directory.feeds.drafting import NoService, ServiceDraft, draft_of
from directory.feeds.feed import Feed
from directory.feeds.known import KnownServices, free_id, known_in, source_id
from directory.feeds.writing import SOURCES, refused, write_draft, write_source
from directory.hsds.export import Json


def import_feed(feed: Feed, source: Path, drafts: Path, *, at: datetime) -> Iterator[str]:
    """Writes the drafts, and yields a line for each service. `at` is now.

    Raises BadRows where the directory itself is not in order, and DraftRefused where nothing can be written.
    """
    today = at.date()
    called = source_id(feed.address, today)
    known = known_in(checked(source, at=at), source=called, today=today)
    yield from feed.problems
    with refused(drafts):
        drafts.mkdir(parents=True, exist_ok=True)
    there = {path.stem for path in drafts.glob("*.yaml")}
    # A draft of that id would be the file of sources.
    taken = {SOURCES.removesuffix(".yaml")}
    for place, raw in enumerate(feed.services, start=1):
        try:
            draft = draft_of(raw, known)
        except NoService as why:
            yield f"entry {place}: {why}, left out"
            continue
        if (there_already := _there(raw, draft, known, there, taken)) is not None:
            yield there_already
            continue
        draft.service_id = draft.data["id"] = free_id(draft.service_id, taken | known.services.keys())
        taken.add(draft.service_id)
        write_source(drafts, called, feed.address, today)
        write_draft(drafts, draft, feed.address, today)
        yield from _lines(draft)


def _there(raw: Json, draft: ServiceDraft, known: KnownServices, there: Iterable[str], taken: set[str]) -> str | None:
    """The line for what is left as it is: a service of ours, or a draft from another time."""
    wanted, name = draft.service_id, draft.data["name"]
    live = known.live(clean(raw.get("id")), name, wanted)
    if live:
        return f"{wanted}: is in the directory as {live}, left as it is"
    if wanted in there and wanted not in taken:
        return f"{wanted}: there is a draft of this id, left as it is: take the file away to import it again"
    return None


def _lines(draft: ServiceDraft) -> Iterator[str]:
    counted = [(len(draft.data.get(group, [])), group) for group in ("phones", "links", "emails", "locations")]
    has = ", ".join(f"{number} {group if number > 1 else group[:-1]}" for number, group in counted if number)
    yield f"{draft.service_id}: a draft of {shortened(draft.data['name'], 60)}, with {has or 'no way to reach it'}"
    yield from (f"{draft.service_id}: {note}" for note in draft.notes)
