"""The headers that every answer of the server carries: nothing is kept, framed, sent on or fetched from elsewhere."""

from __future__ import annotations

from sanic.request import Request
from sanic.response import HTTPResponse

POLICY = "Content-Security-Policy"
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
