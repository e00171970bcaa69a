"""Gammu SMSD's files: one text in each, in the form of a gammu backup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.sms.message import Inbound
from bot.sms.pieces import piece_of

GATEWAY = "gammu"
SECTION, LAST_LINE = "[SMSBackup", "MessageReference"
WAP_PUSH = "05040B84"
# Where the notice of a picture says who sent it; the notice itself comes from a machine.
PICTURE_FROM = re.compile(rb"(\+?\d{7,15})/TYPE=PLMN")
# What a text is made for before it gets its number; no phone has it.
NOBODY = "000"
# Each part of a made text. Some of Gammu's lines end in CR LF, some in LF.
MADE_PART = re.compile(r"^\[SMSBackup", re.MULTILINE)
NUMBER = re.compile(rf'^Number = "{NOBODY}"(?=\r?$)', re.MULTILINE)
NUMBER_UNICODE = re.compile(rf"^NumberUnicode = {NOBODY.encode('utf-16-be').hex()}(?=\r?$)", re.MULTILINE)
# The reference by which a phone joins parts, in one byte or two.
JOINED = re.compile(r"^(UDH = (?:050003|06080400))[0-9A-F]{2}", re.MULTILINE)
Fields = dict[str, str]


class Unreadable(Exception):
    """A file that is not whole, or not Gammu's. Holds nothing of it."""


def text_in(content: bytes) -> Inbound | None:
    """What a file of the inbox holds, whatever the number of its parts; None where it asks for no answer.

    Raises Unreadable, also for one that is still being written. It has no id: the serial in a file's name is another
    one when the daemon hands the same text over again.
    """
    parts = _sections(content.decode("utf-8", "replace"))
    if not parts or any(LAST_LINE not in part for part in parts):
        raise Unreadable
    try:
        sender, said = _unicode(parts[0].get("NumberUnicode", "")), b"".join(map(_bytes, parts))
    except ValueError:
        raise Unreadable from None
    sent_at = parts[0].get("DateTime", "")
    if any(part.get("PDU") == "Status_Report" for part in parts):
        return None
    if all(part.get("Coding") == "8bit" for part in parts):
        return _without_words(parts[0].get("UDH", ""), sender, said, sent_at)
    text = said.decode("utf-16-be", "replace")
    return Inbound(GATEWAY, "", sender, text, sent_at, piece_of=_piece_of(parts))


def _piece_of(parts: Sequence[Fields]) -> str:
    """Which text it belongs to, where not all of that is here.

    After its time the daemon hands over what stands before a lost part, and then each part behind it by itself, a
    minute apart.
    """
    try:
        piece = piece_of(bytes.fromhex(parts[0].get("UDH", "")))
    except ValueError:
        return ""
    return piece.text if piece and len(parts) < piece.many else ""


def _without_words(udh: str, sender: str, said: bytes, sent_at: str) -> Inbound | None:
    """A picture, a business card and the like. Those on a machine's way (WAP push) that name nobody are dropped."""
    if WAP_PUSH in udh:
        from_whom = PICTURE_FROM.search(said)
        if from_whom is None:
            return None
        sender = from_whom[1].decode()
    return Inbound(GATEWAY, "", sender, "", sent_at, wordless=True)


def _sections(content: str) -> list[Fields]:
    """By line feeds alone: the words stand in comments too, and may hold other ends of lines.

    What follows the last line feed is not whole.
    """
    found: list[Fields] = []
    for line in content.split("\n")[:-1]:
        name, is_field, value = line.partition(" = ")
        if line.startswith(SECTION):
            found.append({})
        elif found and is_field and not line.startswith(";"):
            found[-1][name] = value.strip('\r"')
    return found


def _bytes(part: Fields) -> bytes:
    return bytes.fromhex("".join(part[name] for name in sorted(part) if re.fullmatch(r"Text\d+", name)))


def _unicode(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def addressed(content: str, number: str, reference: int) -> str:
    """A made text with its number; raises Unreadable where it is not as gammu-smsd-inject makes it for NOBODY.

    `reference` has to be another one for each text: gammu-smsd-inject gives all those of one second the same, and a
    phone would join parts of different texts.
    """
    sections = len(MADE_PART.findall(content))
    found, plain = NUMBER.subn(f'Number = "{number}"', content)
    found, unicode = NUMBER_UNICODE.subn(f"NumberUnicode = {number.encode('utf-16-be').hex().upper()}", found)
    if not sections == plain == unicode > 0:
        raise Unreadable
    return JOINED.sub(rf"\g<1>{reference % 256:02X}", found)
