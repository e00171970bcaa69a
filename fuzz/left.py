"""What the server wrote, line by line: only lines that are known, and nowhere anything that was sent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

MARK = re.compile(rb"qz[0-9a-f]{8}qz", re.IGNORECASE)
GATEWAY = "(?:kannel|twilio|android|rapidpro|gammu)"
# All that may stand in the log of a server that nothing is wrong with. None has room for what somebody sent.
PRINTED = (
    r"|Building the directory \.\.\.|The model is current\.|Starting, some seconds \.\.\.|Ready\.",
    r"Starting \d+ workers on the ports \d+ to \d+, some seconds \.\.\.",
    r"  (?:The page|The kiosk|REST|Texts|Open data|Health): +\S+|Ctrl-C stops it\.",
)
LOGGED = (
    r"(?:rest\.channel|metrics): a call was refused \((?:no|a wrong) token\)",
    rf"sms\.webhook: {GATEWAY}: a request was refused \([a-z ]+\)",
    rf"sms\.webhook: {GATEWAY}: too much is on its way, the gateway was told to come again",
    rf"sms\.answering: {GATEWAY}: a text from a sender that is no phone number was not answered",
    rf"sms\.answering: {GATEWAY}: (?:the same text came too often|more texts than the rate allows)",
    r"sms\.gateways\.gammu: gammu: a file in the inbox cannot be read and was removed",
    r"sms\.gateways\.gammu_outbox: gammu: texts wait to be sent: does gammu-smsd run, and has the modem a network\?",
    r"web\.chat: a (?:message was beyond a limit|conversation was asked for that is none of ours) \([a-z_]+\)",
    r"web\.cors: a page was refused that came by a name of this server which is not in SIGNPOST_HOSTS",
    r"(?:serving|web\.kiosk\.site): SIGNPOST_KIOSK_[A-Z]+ is not set: the kiosk tells nobody [a-z ]+; if you have .*",
    r"engine\.safety_net: no answer within [\d.]+ s: the last-resort card was given",
    r"wire\.connections: \d+ connections wait: the one that waits longest is closed for each new one",
    r"wire\.connections: a large request was refused: others hold \d+ bytes",
)
KNOWN = re.compile("|".join((*PRINTED, *(rf"[\dT:+-]+ (?:INFO|WARNING|ERROR) bot\.{line}" for line in LOGGED))))


def unknown_lines(log: str) -> list[str]:
    """Lines that nobody foresaw, each once, with their numbers made alike."""
    found = [line for line in log.splitlines() if not KNOWN.fullmatch(line)]
    return list(dict.fromkeys(re.sub(r"^[\dT:+-]+ ", "", line) for line in found))


def marks_in(folder: Path, *, spared: Iterable[Path] = ()) -> list[str]:
    """Each file below it that holds something of what was sent, in its name or inside, and of which request."""
    spared = tuple(spared)
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or any(path.is_relative_to(other) for other in spared):
            continue
        marks = {mark.decode() for mark in MARK.findall(path.read_bytes() + bytes(path))}
        found += [f"{path.name} holds {mark}" for mark in sorted(marks)[:5]]
    return found
