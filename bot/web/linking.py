"""Numbers and addresses in a reply as links, which are read from left to right wherever they stand."""

from __future__ import annotations

import re
from urllib.parse import quote

from markupsafe import Markup, escape

# As replies print them: three digits, or digits in groups.
PHONE = r"\d{3,5}(?: \d{2,6}){1,3}|(?:999|112|101|111|105|159|18000)"
# After "text", also short codes in one piece; a word to be sent stands between, or the service's name and a colon.
KEYWORD = r"(?:the word )?(?P<keyword>[A-Z]+|(?<=the word )[a-z]+)"
TEXT = rf"\b[Tt]ext(?: {KEYWORD} to | to | [^.:\d\n]{{1,60}}: |: | )(?P<text>{PHONE}|\d{{4,6}})"
# Relay UK's number and the one for scam texts are in no group either; "999 BSL" is an app's name.
REST = rf"(?P<phone>{PHONE})(?! BSL)|(?P<code>7726)"
# Without the full stop of its sentence.
WEB = r'(?P<web>https://[^\s<>"]*[^\s<>".,;:!?)])'
MAIL = r"(?P<mail>[\w.-]+@[\w-]+(?:\.[\w-]+)+)"
# What is a letter or a digit is that for JavaScript's patterns too, where the script links by the same one.
NUMBER = re.compile(rf"(?<![\w.])(?:{MAIL}|{TEXT}|{REST}|{WEB})(?!\w)", re.ASCII)


def lines(words: str, *, links: bool = True) -> Markup:
    """Each line of the words as a block of its own, linked."""
    block = Markup('<span class="line">{}</span>')
    return Markup("\n").join(block.format(linked(line, links=links)) for line in words.split("\n"))


def linked(words: str, *, links: bool = True) -> Markup:
    """The words as safe HTML: a number to call is a `tel:` link, one to text an `sms:` link, a page opens anew, and an
    address to write to is a `mailto:` link.

    Where nothing can be opened they are just clear to see.
    """
    return Markup(NUMBER.sub(_link if links else _clear, str(escape(words))))


def _shown(found: re.Match[str]) -> str:
    return found["text"] or found["phone"] or found["code"] or found["web"] or found["mail"]


def _clear(found: re.Match[str]) -> str:
    shown, kind = _shown(found), next((kind for kind in ("web", "mail") if found[kind]), "number")
    return f'{found[0].removesuffix(shown)}<strong dir="ltr" class="{kind}">{shown}</strong>'


def _link(found: re.Match[str]) -> str:
    if found["web"]:
        return f'<a dir="ltr" href="{found["web"]}" target="_blank" rel="noopener noreferrer">{found["web"]}</a>'
    if found["mail"]:
        return f'<a dir="ltr" href="mailto:{found["mail"]}">{found["mail"]}</a>'
    number = _shown(found)
    digits = number.replace(" ", "")
    if found["phone"]:
        return f'<a dir="ltr" href="tel:{digits}">{number}</a>'
    body = f"?body={quote(found['keyword'])}" if found["keyword"] else ""
    return found[0].removesuffix(number) + f'<a dir="ltr" href="sms:{digits}{body}">{number}</a>'
