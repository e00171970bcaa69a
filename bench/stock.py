"""A stock bot: what `rasa init` makes, and one custom action served over HTTP, as Rasa's manual has it."""

from __future__ import annotations

import logging
from pathlib import Path

from ruamel.yaml import YAML

from bench.load import Reply, RestBot
from bench.processes import BenchFailed, run_to_end
from bench.starts import Candidate, Program
from rig.ports import free_port
from stock.environment import StockMissing, python

logger = logging.getLogger(__name__)

NAME = "stock bot"
INTENT = "mood_great"
ACTION = "action_glad"
SAID = "Glad to hear that."
LONGEST_TRAINING = 900.0

ACTIONS_PY = f'''
from rasa_sdk import Action


class ActionGlad(Action):
    def name(self):
        return "{ACTION}"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="{SAID}")
        return []
'''

RULE = f"""
- rule: A good mood is met by the custom action
  steps:
  - intent: {INTENT}
  - action: {ACTION}
"""


def candidate(folder: Path) -> Candidate:
    """Builds and trains it in `folder`, an empty one; a minute or two. Its Python is stock Rasa's own."""
    build(folder)
    interpreter = needed()
    port, action_port = free_port(), free_port()
    with (folder / "endpoints.yml").open("a", encoding="utf-8") as endpoints:
        endpoints.write(f'\naction_endpoint:\n  url: "http://127.0.0.1:{action_port}/webhook"\n')
    here = {"HOME": str(folder)}
    local = {**here, "SANIC_HOST": "127.0.0.1"}
    actions = (interpreter, "-m", "rasa_sdk", "--actions", "actions", "--port", str(action_port))
    server = (interpreter, "-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(port))
    programs = [
        Program("the stock bot's action server", actions, folder, local, folder / "actions.log"),
        Program("the stock bot", server, folder, here, folder / "server.log"),
    ]
    return Candidate(RestBot(NAME, port, examples(folder), _is_from_the_action), programs)


def needed() -> str:
    """Its Python. Raises BenchFailed where there is none."""
    try:
        return python()
    except StockMissing as error:
        raise BenchFailed(str(error)) from error


def build(folder: Path) -> None:
    """`rasa init`, the custom action added, `rasa train`; all that Rasa writes stays in `folder`."""
    # Rasa and Keras keep their settings in the home folder.
    here = {"HOME": str(folder)}
    rasa = [needed(), "-m", "rasa"]
    logger.info("Making and training a stock bot with `rasa init`, about a minute ...")
    init = [*rasa, "init", "--no-prompt", "--init-dir", str(folder)]
    run_to_end("rasa init", init, folder, here, within=LONGEST_TRAINING)
    _add_action(folder)
    logger.info("Training it with its custom action ...")
    run_to_end("rasa train", [*rasa, "train"], folder, here, within=LONGEST_TRAINING)


def examples(folder: Path) -> tuple[str, ...]:
    """The messages it was trained on for the intent: it surely understands them."""
    nlu = YAML(typ="safe").load(folder / "data" / "nlu.yml")["nlu"]
    found = [row["examples"] for row in nlu if row.get("intent") == INTENT]
    lines = found[0].splitlines() if found else []
    return tuple(line.removeprefix("- ") for line in lines if line.strip())


def _add_action(folder: Path) -> None:
    """The template's one story for the intent must agree with the new rule, or Rasa refuses to train."""
    _append(folder / "actions" / "actions.py", ACTIONS_PY)
    _append(folder / "domain.yml", f"\nactions:\n  - {ACTION}\n")
    _append(folder / "data" / "rules.yml", RULE)
    stories = folder / "data" / "stories.yml"
    text = stories.read_text(encoding="utf-8")
    old = f"  - intent: {INTENT}\n  - action: utter_happy\n"
    if old not in text:
        raise BenchFailed("this version of `rasa init` makes other stories: adapt bench/stock.py to it")
    stories.write_text(text.replace(old, f"  - intent: {INTENT}\n  - action: {ACTION}\n"), encoding="utf-8")


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def _is_from_the_action(reply: Reply) -> bool:
    return [message.get("text") for message in reply] == [SAID]
