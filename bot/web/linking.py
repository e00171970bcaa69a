"""Numbers in a reply as links that a phone can use."""

from __future__ import annotations

import re
from urllib.parse import quote

from markupsafe import Markup, escape

# As replies print them: three digits, or digits in groups.
PHONE = r"\d{3,5}(?: \d{2,6}){1,3}|(?:999|112|101|111|105|159)"
# After "text", also short codes in one piece; a word to be sent stands between, or the service's name and a colon.
TEXT = rf"\b[Tt]ext(?: (?P<keyword>[A-Z]+) to | to | [^.:\d\n]{{1,60}}: |: | )(?P<text>{PHONE}|\d{{4,6}})"
# What is a letter or a digit is that for JavaScript's patterns too, where the script links by the same one.
NUMBER = re.compile(rf"(?<![\w.])(?:{TEXT}|(?P<phone>{PHONE}))(?!\w)", re.ASCII)


def lines(words: str) -> Markup:
    """Each line of the words as a block of its own, linked."""
    return Markup("\n").join(Markup('<span class="line">{}</span>').format(linked(line)) for line in words.split("\n"))


def linked(words: str) -> Markup:
    """The words as safe HTML, each number to call a `tel:` link and each number to text an `sms:` link."""
    return Markup(NUMBER.sub(_link, str(escape(words))))


def _link(found: re.Match[str]) -> str:
    number = found["text"] or found["phone"]
    digits = number.replace(" ", "")
    if found["phone"]:
        return f'<a href="tel:{digits}">{number}</a>'
    body = f"?body={quote(found['keyword'])}" if found["keyword"] else ""
    return found[0].removesuffix(number) + f'<a href="sms:{digits}{body}">{number}</a>'
