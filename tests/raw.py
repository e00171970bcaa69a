"""Bytes to a server as they are, for what no client would send."""

from __future__ import annotations

import socket

# For a server that never answers. All else ends by its event.
LONGEST = 120.0


def sent(port: int, *pieces: bytes) -> bytes:
    """What comes back until the server closes; a connection that it breaks off ends the answer too."""
    with socket.create_connection(("127.0.0.1", port), timeout=LONGEST) as connection:
        for piece in pieces:
            connection.sendall(piece)
        return rest(connection)


def rest(connection: socket.socket) -> bytes:
    """What still comes on this connection until the server closes it."""
    found = bytearray()
    while True:
        try:
            piece = connection.recv(65536)
        except ConnectionError:
            return bytes(found)
        if not piece:
            return bytes(found)
        found += piece


def statuses(answers: bytes) -> list[int]:
    """The status of each answer, one after the other."""
    found = []
    while answers:
        head, _, behind = answers.partition(b"\r\n\r\n")
        first, *lines = head.split(b"\r\n")
        found.append(int(first.split()[1]))
        lengths = [line for line in lines if line.lower().startswith(b"content-length:")]
        answers = behind[int(lengths[0].split(b":")[1]) if lengths else 0 :]
    return found
