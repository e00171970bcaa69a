"""A process that has imported what others wrote and a server needs, and forks a server from itself for each request.

`python -m tests.imported DESCRIPTOR`, begun by `tests/forked.py`. To import that takes half of a start, and is the same
each time. Nothing of ours is imported here: each server reads its settings and takes up all of ours as one that was
started anew.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import logging
import os
import runpy
import select
import socket
import sys
from dataclasses import dataclass, field

# In the order in which a start comes to them. One that is missing here is imported by each server.
OTHERS = (
    "click",
    "structlog",
    "sqlite_utils",
    "ruamel.yaml",
    "jsonschema",
    "yaml",
    "holidays",
    "phonenumbers",
    "cryptography.hazmat.primitives.ciphers.aead",
    "sanic",
    "twilio.request_validator",
    "twilio.twiml.messaging_response",
    "prometheus_client",
    "segno",
    "rapidfuzz",
    "aiohttp",
    "rasa.core.agent",
    "rasa.core.policies.rule_policy",
    "rasa.graph_components.validators.default_recipe_validator",
    "rasa_sdk.executor",
    "sklearn.linear_model",
    "spacy.lang.en",
    "onnxruntime",
    "tokenizers",
    "regex",
    "lingua",
    "pykwalify.core",
)
OURS = ("evaluation", "bot", "actions", "directory")
LARGEST = 1_000_000
A_LOOK = 0.05


@dataclass(frozen=True)
class Wanted:
    """`told` is where the server says its number first, and how it ended in the end."""

    output: int
    told: int
    words: list[str]
    folder: str
    environment: dict[str, str]


@dataclass
class Forks:
    """Those that run, each with where its end is told."""

    asked: socket.socket
    running: dict[int, int] = field(default_factory=dict)

    def run(self) -> Wanted | None:
        """Returns in each server with what is wanted of it, and here with nothing once nobody can ask any more."""
        while True:
            ready, _, _ = select.select([self.asked], [], [], A_LOOK if self.running else None)
            if ready:
                wanted = self._wanted()
                if wanted is None:
                    return None
                pid = os.fork()
                if pid == 0:
                    return self._begun(wanted)
                os.close(wanted.output)
                self.running[pid] = wanted.told
            self._tell_of_ends()

    def _wanted(self) -> Wanted | None:
        said, descriptors, _, _ = socket.recv_fds(self.asked, LARGEST, 2)
        if not said:
            return None
        output, told = descriptors
        return Wanted(output, told, **json.loads(said))

    def _begun(self, wanted: Wanted) -> Wanted:
        """In the server: it has nothing of its parent's, and is the first of a session."""
        os.setsid()
        self.asked.close()
        for other in self.running.values():
            os.close(other)
        os.write(wanted.told, f"{os.getpid()}\n".encode())
        os.close(wanted.told)
        return wanted

    def _tell_of_ends(self) -> None:
        while self.running:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            told = self.running.pop(pid)
            # Whoever began it may have lost it.
            with contextlib.suppress(OSError):
                os.write(told, f"{os.waitstatus_to_exitcode(status)}\n".encode())
            os.close(told)


def become(wanted: Wanted) -> None:
    """The program that a new interpreter would be: `python -W ignore -m WORDS`, in its folder and its environment."""
    os.dup2(wanted.output, 1)
    os.dup2(wanted.output, 2)
    os.close(wanted.output)
    os.chdir(wanted.folder)
    os.environ.clear()
    os.environ.update(wanted.environment)
    importlib.import_module("numpy").random.seed()
    module, *sys.argv[1:] = wanted.words
    sys.path[0] = wanted.folder
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def main() -> None:
    """Until whoever began it is gone."""
    # What they warn of is for their own developers; some switch it on while they are imported.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    for name in OTHERS:
        importlib.import_module(name)
    logging.captureWarnings(False)
    found = [name for name in sys.modules if name.partition(".")[0] in OURS]
    if found:
        sys.exit(f"imported before a server begins: {found}")
    # None of it is ever garbage; to look through it again and again is no server's to do.
    gc.collect()
    gc.freeze()
    wanted = Forks(socket.socket(fileno=int(sys.argv[1]))).run()
    if wanted:
        become(wanted)


if __name__ == "__main__":
    main()
