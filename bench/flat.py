"""Whether a turn stays as quick where there is more of everything: four questions, each with two sides or three."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bench import ours, services
from bench.load import one_turn
from bench.pairs import Side, SideBySide, alternately
from bench.starts import FIRST, RunningBot, running
from bench.tables import table
from bot.engine.expiring import MOST_CONVERSATIONS

logger = logging.getLogger(__name__)

SIZES = (1_000, 100_000)
EARLY, LATE = 5, 200
# How many conversations are led so far.
LED = 4
AT_ONCE = 8
# A directory of 100,000 services is read for a minute.
LONGEST_START = 1200.0
SHORT = "need help!"
STORY = (
    "I want to stop drinking. I have been drinking every evening since I lost my job, first a can or two and then a "
    "bottle of wine, and my family has noticed. I have tried to cut down by myself and it works for some days. "
)
LONG = (STORY * 20)[:4000]


def measured(folder: Path, names: Sequence[str], turns: int) -> list[SideBySide]:
    """Those questions, beside one server that all of them share. Raises BenchFailed."""
    with _server(folder, "plain") as plain:
        return [QUESTIONS[name](plain, folder, turns) for name in names]


def report(cases: Sequence[SideBySide]) -> str:
    """One table for all."""
    rows = [
        (
            case.title if place == 0 else "",
            side.label,
            *(f"{value:.1f}" for value in (side.median_ms, side.p95_ms, side.processor_ms)),
            *("" if place == 0 else f"{ratio:.2f}" for ratio in ratios),
        )
        for case in cases
        for place, (side, *ratios) in enumerate(zip(case.sides, case.ratios(), case.processor_ratios(), strict=True))
    ]
    head = ("", "", "median ms", "p95 ms", "processor ms", "median, of the first", "processor")
    return table(head, rows, words=2)


def _held(plain: RunningBot, folder: Path, turns: int) -> SideBySide:
    """The same conversation goes on where it is the only one, and where it is one of as many as are held at most."""
    with _server(folder, "many") as many:
        logger.info("Beginning %s conversations, some minutes ...", MOST_CONVERSATIONS)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for _ in pool.map(lambda number: _say(many, _somebody(number), 0), range(MOST_CONVERSATIONS - 1)):
                pass
        sides = [_going_on("1", plain), _going_on(f"{MOST_CONVERSATIONS:,}", many)]
        return alternately("conversations held", sides, turns=turns)


def _conversation(plain: RunningBot, folder: Path, turns: int) -> SideBySide:
    """Each message is the first of a conversation, the fifth of another, and one of the two hundredth and on."""
    logger.info("Leading %s conversations to turn %s ...", LED, LATE)
    late = [_led(plain, LATE - 1) for _ in range(LED)]
    sides = [
        _side("turn 1", plain, _somebody),
        _side(f"turn {EARLY}", plain, lambda number: _led(plain, EARLY - 1)),
        _side(f"turn {LATE} and on", plain, lambda number: late[number % LED]),
    ]
    return alternately("turn of a conversation", sides, turns=turns)


def _length(plain: RunningBot, folder: Path, turns: int) -> SideBySide:
    """About the same need in few words and in as many as are read."""
    sides = [Side(f"{len(text):,}", _saying(plain, text), plain.processor_seconds, _somebody) for text in (SHORT, LONG)]
    return alternately("characters of a message", sides, turns=turns)


def _services(plain: RunningBot, folder: Path, turns: int) -> SideBySide:
    """New conversations with the project's own directory, and with larger ones."""
    with ExitStack() as stack:
        bots = [(services.own(), plain)]
        for size in SIZES:
            logger.info("Making up a directory of %s services ...", size)
            name = f"with-{size}"
            (folder / name).mkdir()
            services.built(folder / name / "directory.sqlite", size, at=datetime.now(UTC))
            bots.append((size, stack.enter_context(_server(folder, name, has_directory=True))))
        for size, bot in bots:
            logger.info("%s services: first answer after %.1f s, %.0f MB", size, bot.start.answer, bot.memory_mb())
        sides = [_side(f"{size:,}", bot, _somebody) for size, bot in bots]
        return alternately("services in the directory", sides, turns=turns)


Question = Callable[[RunningBot, Path, int], SideBySide]
QUESTIONS: dict[str, Question] = {
    "length": _length,
    "conversation": _conversation,
    "services": _services,
    "held": _held,
}


@contextmanager
def _server(folder: Path, name: str, *, has_directory: bool = False) -> Iterator[RunningBot]:
    """Our bot in a folder of its own. Where that has a directory already, there is no source to build another from."""
    home = folder / name
    home.mkdir(exist_ok=True)
    settings = {}
    if has_directory:
        (home / "no-source").mkdir()
        settings["SIGNPOST_DIRECTORY_SOURCE"] = str(home / "no-source")
    with running(ours.candidate(home, **settings), within=LONGEST_START) as found:
        yield found


def _side(label: str, bot: RunningBot, sender: Callable[[int], str]) -> Side:
    return Side(label, lambda number, who: _say(bot, who, number), bot.processor_seconds, sender)


def _going_on(label: str, bot: RunningBot) -> Side:
    return _side(label, bot, lambda number: FIRST)


def _saying(bot: RunningBot, text: str) -> Callable[[int, str], float]:
    return lambda number, who: one_turn(bot.bot, who, text)


def _say(bot: RunningBot, sender: str, number: int) -> float:
    messages = bot.bot.messages
    return one_turn(bot.bot, sender, messages[number % len(messages)])


def _somebody(number: int) -> str:
    return uuid.uuid4().hex


def _led(bot: RunningBot, turns: int) -> str:
    """A conversation that has had so many turns."""
    sender = _somebody(0)
    for number in range(turns):
        _say(bot, sender, number)
    return sender
