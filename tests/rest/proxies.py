"""Debian's nginx and HAProxy with the fewest words that pass requests on, as somebody in a hurry would write them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from string import Template

import pytest

from rig.ports import free_port, listens
from tests.waiting import PATIENCE, until

NGINX = Template("""
daemon off;
pid $home/pid;
error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path $home/body;
  proxy_temp_path $home/proxy;
  fastcgi_temp_path $home/fastcgi;
  uwsgi_temp_path $home/uwsgi;
  scgi_temp_path $home/scgi;
  server { listen 127.0.0.1:$port; location / { $more proxy_pass http://127.0.0.1:$bot; } }
}
""")
HAPROXY = Template("""
defaults
  mode http
  timeout connect 300s
  timeout client 300s
  timeout server 300s
frontend people
  bind 127.0.0.1:$port
  default_backend bot
backend bot
  server bot 127.0.0.1:$bot
""")


@contextmanager
def nginx(home: Path, bot: int, more: str = "") -> Iterator[int]:
    """The port of a proxy in front of the port `bot`, until the block ends. `more` stands before its proxy_pass."""
    with _running("nginx", ["-p", str(home), "-c"], NGINX, home, bot, more) as port:
        yield port


@contextmanager
def haproxy(home: Path, bot: int) -> Iterator[int]:
    """The same with HAProxy."""
    with _running("haproxy", ["-db", "-f"], HAPROXY, home, bot, "") as port:
        yield port


@contextmanager
def _running(program: str, words: list[str], config: Template, home: Path, bot: int, more: str) -> Iterator[int]:
    # Debian has them where only root looks.
    found = shutil.which(program) or shutil.which(program, path="/usr/sbin")
    if not found:
        pytest.skip(f"needs `{program}` (Debian's package {program})")
    port, path = free_port(), home / f"{program}.conf"
    path.write_text(config.substitute(home=home, port=port, bot=bot, more=more))
    process = subprocess.Popen([found, *words, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: process.poll() is not None or listens(port))
        assert process.poll() is None, f"{program} has ended"
        yield port
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
