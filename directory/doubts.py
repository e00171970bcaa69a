"""Contacts that are valid and may be wrong all the same: what a slip of the pen leaves behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from directory.freshness import may_print
from directory.models import DIALLED, Contact
from directory.numbers import digits_of, numbers_in
from directory.store import Directory

# A short code has a list of its own.
SHORTEST = 7
Owners = Mapping[str, Collection[str]]


class Doubts:
    """Says of a contact what speaks against it; of numbers it knows whose they are."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._owners = _owners(directory)
        self._quoted = _quoted(directory)

    def of(self, contact: Contact) -> Iterator[str]:
        """A sentence for each doubt about one that is printed."""
        others = set(self._owners.get(digits_of(contact.value), ())) - {contact.service_id}
        if contact.kind in DIALLED and others:
            yield f"is a number of {', '.join(sorted(others))} too"
        if before := self._directory.before(contact):
            yield f"took the place of {before}, with the date of that one ({contact.assured_date}): is it of that page?"
        sources = [source for name in contact.sources if (source := self._directory.source(name))]
        for source in sources:
            given = {digits_of(number) for number in numbers_in(source.note or "", ())}
            if contact.kind in DIALLED and given and digits_of(contact.value) not in given:
                yield f"is not among the numbers that the note of {source.id} in sources.yaml gives"
        if self.is_unquoted(contact):
            for digits, (number, page) in self._quoted.items():
                if is_slip(digits_of(contact.value), digits):
                    yield f"is {number} but for one slip of the pen, which the note of {page} in sources.yaml gives"
        newest = max((source.assured_date for source in sources if source.assured_date), default=None)
        if contact.state == "confirmed" and not contact.assured_by and contact.assured_date != newest:
            yield f"has the date {contact.assured_date}, but the newest page that it names is of {newest}"

    def is_unquoted(self, contact: Contact) -> bool:
        """Whether nothing in the directory would show a slip of the pen in a number: who rang it would have."""
        digits = digits_of(contact.value)
        is_long = contact.kind in DIALLED and len(digits) >= SHORTEST
        return is_long and not contact.assured_by and digits not in self._quoted


def is_slip(one: str, other: str) -> bool:
    """Whether two rows of digits are the same but for one of them, or for two that stand the wrong way round.

    The last digit does not count: the lines of one house differ in it.
    """
    if len(one) != len(other):
        return False
    at = [place for place, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    is_turned = len(at) == 2 and at[1] == at[0] + 1 and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]
    return is_turned or (len(at) == 1 and at[0] < len(one) - 1)


def _quoted(directory: Directory) -> Mapping[str, tuple[str, str]]:
    """The numbers in the notes of all sources, by their digits: each as it is written, and the source."""
    return {
        digits_of(number): (number, source.id)
        for source in directory.sources()
        for number in numbers_in(source.note or "", ())
    }


def _owners(directory: Directory) -> Owners:
    owners: dict[str, set[str]] = defaultdict(set)
    for service_id in directory.service_ids():
        for contact in directory.service(service_id).contacts:
            if contact.kind in DIALLED and (may_print(contact) or contact.state == "superseded"):
                owners[digits_of(contact.value)].add(service_id)
    return owners
