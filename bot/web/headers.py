"""The headers that every answer of the server carries: nothing is kept, framed, sent on or fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from sanic.request import Request
from sanic.response import HTTPResponse

POLICY = "Content-Security-Policy"
NOBODY = "'none'"
FRAMES = "X-Frame-Options"
SAFE = {
    "Cache-Control": "no-store",
    POLICY: "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    FRAMES: "DENY",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}


async def make_safe(request: Request, response: HTTPResponse) -> None:
    """A response middleware: adds what the answer does not carry yet, to errors as well."""
    for name, value in SAFE.items():
        # X-Frame-Options knows no list of sites; a policy that names some speaks in its place.
        if name == FRAMES and "frame-ancestors 'none'" not in response.headers.get(POLICY, "frame-ancestors 'none'"):
            continue
        response.headers.setdefault(name, value)


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
