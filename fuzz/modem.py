"""The door that is no address: files in the inbox of a USB modem, whole, cut and of any bytes."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

from fuzz.asked import MARK, mark_of
from fuzz.doors import WORDS, number

# So old that one which is not whole never will be.
LONG_AGO = 3600.0


def drop(inbox: Path, random: Random, shot: int) -> None:
    """One text as the daemon writes it, or what a full disk or a stranger made of it."""
    said = random.choice(WORDS).replace(MARK, mark_of(shot))
    content = _text(number(random), said)
    way = random.randrange(4)
    if way == 1:
        content = content[: random.randrange(len(content))]
    elif way == 2:
        at = random.randrange(len(content))
        content = content[:at] + random.randbytes(9) + content[at + 9 :]
    elif way == 3:
        content = random.randbytes(300)
    path = inbox.parent / f"IN{shot:08}.smsbackup"
    path.write_bytes(content)
    os.utime(path, (path.stat().st_atime - LONG_AGO,) * 2)
    path.rename(inbox / path.name)


def _text(sender: str, said: str) -> bytes:
    wide = sender.encode("utf-16-be").hex().upper()
    words = said.encode("utf-16-be").hex().upper()
    lines = [f"Text{place:02} = {words[at : at + 200]}" for place, at in enumerate(range(0, len(words), 200))]
    rows = [
        "[SMSBackup000]",
        "PDU = Deliver",
        "DateTime = 20261124T100000Z",
        f'Number = "{sender}"',
        f"NumberUnicode = {wide}",
    ]
    return "\n".join([*rows, "Coding = Unicode_No_Compression", *lines, "MessageReference = 0", ""]).encode()
