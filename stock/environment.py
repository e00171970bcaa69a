"""Where stock Rasa's Python is, once `scripts/setup-stock` has made it."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".build" / "stock-venv"
READING = Path(__file__).with_name("read_messages.py")
# With these Rasa reports to nobody, and neither it nor TensorFlow prints what is for their own developers.
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}


class StockMissing(Exception):
    """The environment is not there; the message is one line that says what to do."""


def python(environment: Path = ENVIRONMENT) -> str:
    """The interpreter to start stock Rasa with. Raises StockMissing."""
    found = environment / "bin" / "python"
    if not found.exists():
        raise StockMissing("stock Rasa has an environment of its own, which is not there: run `scripts/setup-stock`")
    return str(found)
