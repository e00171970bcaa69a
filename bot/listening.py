"""Why the server cannot listen, and what to do about it, in one line."""

from __future__ import annotations

import errno


def cannot_listen(host: str, port: int, why: OSError) -> str:
    """The line for whoever starts it."""
    if why.errno == errno.EADDRINUSE:
        return f"port {port} is already in use: stop what uses it, or choose another with SIGNPOST_PORT=5006"
    if why.errno == errno.EACCES:
        return f"port {port} may not be used by this user: choose another with SIGNPOST_PORT=5006"
    return f"{host!r} is no address of this machine to listen on: set SIGNPOST_HOST to one, or leave it out"
