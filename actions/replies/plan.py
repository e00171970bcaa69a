"""What an action decides to say, before a word of it is put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Route = Literal[
    "emergency", "crisis", "advice", "treatment", "family", "report", "safeguarding", "slavery", "fraud", "council",
    "police", "service_info", "privacy", "about_bot", "decline", "smalltalk", "fallback",
]  # fmt: skip
ROUTES: tuple[Route, ...] = get_args(Route)
# What replies are written in, but for a few sentences (data/replies/languages.yml).
ENGLISH = "en"


@dataclass(frozen=True)
class Plan:
    """The responses to say, in order, and the route they are said on.

    `values` fill placeholders that are not contacts of the directory, such as `steps`. `service` is the id that stands
    for the word `service` in `{service.card}` and the like. `topic` is remembered for follow-ups; None keeps the
    last. A value that begins with @ is the name of a response whose text is the value; one that is a service's id fills
    its details, as in `{elsewhere.card}`. `also` is the answer to the
    second thing that the message said; `counts_999` makes 999 one of the services of a calm reply.
    """

    route: Route
    responses: tuple[str, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    service: str | None = None
    topic: str | None = None
    danger: str | None = None
    missed: int = 0
    forget: bool = False
    also: Plan | None = None
    counts_999: bool = False
