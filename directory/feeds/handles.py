"""Phone numbers in sentences: each becomes the handle of its contact, as our own files have them."""

from __future__ import annotations

import re
from collections.abc import Collection

from directory.feeds.cleaning import sentences
from directory.feeds.contacts import Contacts
from directory.feeds.raw import Note
from directory.hsds.uk import LABELS
from directory.numbers import numbers_in

# What our own export ends its descriptions with.
REACH = re.compile(rf"({'|'.join(LABELS.values())}): ([\d\s()+-]+?)( with the word [^.]+)?( \(not confirmed\))?\.")


def with_handles(text: str, contacts: Contacts, note: Note, codes: Collection[str]) -> str | None:
    """The text without numbers of nobody; None where nothing is left.

    Where a service has no phone but in its description, as the profile wants it, those become its phones.
    """
    adopt = not contacts.has_phone
    kept = [_sentence(sentence, contacts, note, codes, adopt=adopt) for sentence in sentences(text)]
    return " ".join(filter(None, kept)) or None


def _sentence(sentence: str, contacts: Contacts, note: Note, codes: Collection[str], *, adopt: bool) -> str | None:
    reach = REACH.fullmatch(sentence)
    if reach and contacts.handle_of(reach[2]):
        return None
    for number in list(numbers_in(sentence, codes)):
        if adopt and contacts.handle_of(number) is None and contacts.add_numbers(number):
            note(f"the number {number} was found in a sentence")
        handle = contacts.handle_of(number)
        if handle is None:
            note(f"a sentence with {number} was left out: that is none of its phones")
            return None
        sentence = sentence.replace(number, "{" + handle + "}")
    return sentence
