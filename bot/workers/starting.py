"""How a server of several workers begins, and how its supervisor is spoken to."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

import click

from bot.settings import Settings, cannot_listen
from bot.state.state import Unsafe
from bot.wire.running import BACKLOG
from bot.workers.handover import sockets_on
from bot.workers.supervisor import LONGEST_START

SUPERVISOR = "bot.workers.supervisor"
LONGEST_ANSWER = 200


def become_supervisor(settings: Settings) -> NoReturn:
    """This process has imported much to come here: it begins anew as one that has not. Raises ClickException."""
    try:
        asyncio.run(settings.state.made().check())
    except Unsafe as error:
        raise click.ClickException(str(error)) from error
    workers = settings.workers
    ports = [settings.port + number for number in range(workers.many)]
    try:
        sockets = sockets_on(settings.host, ports, BACKLOG)
    except OSError as error:
        raise click.ClickException(cannot_listen(settings.host, ports[0], error)) from error
    click.echo(f"Starting {workers.many} workers on the ports {ports[0]} to {ports[-1]}, some seconds ...", err=True)
    for one in sockets:
        os.set_inheritable(one.fileno(), True)
    command = [sys.executable, "-W", "ignore", "-m", SUPERVISOR, str(workers.drain), str(workers.socket)]
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [*command, *(str(one.fileno()) for one in sockets)])


def ask_to_reload(control: Path) -> str:
    """What came of it, "well" where it went well."""
    with socket.socket(socket.AF_UNIX) as asked:
        asked.settimeout(2 * LONGEST_START)
        try:
            asked.connect(str(control))
            asked.sendall(b"reload\n")
            return asked.recv(LONGEST_ANSWER).decode("utf-8", "replace").strip() or "the server has ended meanwhile"
        except OSError as error:
            return f"no server of several workers is reached at {control} ({error.strerror or 'it took too long'})"
