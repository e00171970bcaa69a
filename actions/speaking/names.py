"""Services whose bare name is an everyday word."""

from __future__ import annotations

import re

from actions.speaking.turn import Turn


def plain_name(turn: Turn) -> str | None:
    """A service whose bare name is an everyday word (Release, Shout, AA): it counts once a service is asked for.

    "na" in front is a no, so initials in small letters count from the second word on.
    """
    heard = re.findall(r"[a-z]+", turn.text.lower())
    words, later = set(heard), set(heard[1:])
    for service_id in turn.directory.service_ids():
        name = turn.directory.service(service_id).spoken_name.split()
        initials = "".join(word[0] for word in name).lower() if name[-1] == "Anonymous" else ""
        if (len(name) == 1 and name[0].lower() in words) or initials in later or initials.upper() in turn.text.split():
            return service_id
    return None
