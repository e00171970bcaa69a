"""Whether somebody may be in despair: rows of words, so quick that everybody can be asked before anybody is refused."""

from bot.understanding.despair.signs import in_despair

__all__ = ["in_despair"]
