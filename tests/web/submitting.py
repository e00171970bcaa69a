"""Forms of the page, submitted without a script."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from tests.running import FORM, Answer
from tests.standing import Standing

CONVERSATION = re.compile(r'name="conversation" value="([0-9a-f]{48,})"')
STARTING = ["/emergency", "/treatment", "/family", "/advice", "/report"]


def submit(app: Standing, path: str, headers: dict[str, str] | None = None, **fields: str) -> Answer:
    return app.call("POST", path, urlencode(fields).encode(), {**FORM, **(headers or {})})


def send(app: Standing, **fields: str) -> str:
    answer = submit(app, "/", **fields)
    assert answer.status == 200
    return answer.body.decode()


def conversation_in(page: str) -> str:
    found = CONVERSATION.search(page)
    assert found
    return found[1]
