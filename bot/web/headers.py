"""The headers that every answer of the server carries: nothing is kept, framed, sent on or fetched from elsewhere."""

from __future__ import annotations

from urllib.parse import urlsplit

from sanic.request import Request
from sanic.response import HTTPResponse

SAFE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


async def make_safe(request: Request, response: HTTPResponse) -> None:
    """A response middleware: adds what the answer does not carry yet, to errors as well."""
    for name, value in SAFE.items():
        response.headers.setdefault(name, value)


def page_policy(exit_url: str) -> dict[str, str]:
    """What a page of ours may do: its own style sheet, forms to us, and forms that end at the page to leave to.

    The scheme alone is named for that page: Chrome holds every hop of a form's redirect against the policy, and where
    a site that is not ours sends people next is not ours to know. A blocked one would leave the chat on the screen.
    """
    scheme = urlsplit(exit_url).scheme
    return {
        "Content-Security-Policy": f"default-src 'none'; style-src 'self'; form-action 'self' {scheme}:; "
        "frame-ancestors 'none'; base-uri 'none'"
    }
