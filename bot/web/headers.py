"""What a page of ours may do, as the browser is told."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from bot.headers import POLICY

NOBODY = "'none'"


def page_policy(exit_url: str, origins: Iterable[str]) -> dict[str, str]:
    """What a page of ours may do: our script, style, pictures and addresses, and leaving to the page at `exit_url`.

    The scheme alone is named for the forms that end there: Chrome holds every hop of a form's redirect against the
    policy, and where a site that is not ours sends people next is not ours to know. A blocked one would leave the chat
    on the screen. The script may ask that site alone whether it is there. `origins` may show the page in a frame.
    """
    site = urlsplit(exit_url)
    forms, asked = (f" {site.scheme}:", f" {site.scheme}://{site.netloc}") if site.netloc else ("", "")
    return {
        POLICY: "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        f"connect-src 'self'{asked}; form-action 'self'{forms}; "
        f"frame-ancestors {' '.join(sorted(origins)) or NOBODY}; base-uri 'none'"
    }
