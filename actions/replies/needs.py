"""Needs and questions that several replies treat alike."""

from __future__ import annotations

from actions.intents import INTENTS

ABUSE = "domestic_abuse"
# Somebody is used by others.
USED = frozenset({"safeguarding_child", "safeguarding_adult"})
# What others do: there the police come to mind, and "secret" is about whom one tells.
ABOUT_OTHERS = frozenset({"report", "police", "slavery", ABUSE, *USED})
# Drugs, of whoever writes or of somebody close, and nobody does harm.
OF_USE = frozenset({"family", "treatment", "advice", "health", "law"})
# Who will know.
OF_SECRETS = frozenset({"privacy", "ask_anonymous"})
# What comes where nothing was understood, or nothing that this bot is for.
NOT_UNDERSTOOD = frozenset({"nlu_fallback", "out_of_scope"})
# Routes whose replies are about one service.
OF_A_SERVICE = frozenset({"service_info", "privacy"})


def is_serious(need: str | None) -> bool:
    """After it a few words can mean that it is happening now."""
    row = INTENTS.get(need or "")
    return row is not None and row.serious


def is_calm(need: str | None) -> bool:
    """There is one, and it is not serious."""
    row = INTENTS.get(need or "")
    return row is not None and not row.serious
