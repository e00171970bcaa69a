"""Sound requests with anything inside, as strategies of hypothesis: JSON, forms, queries, Unicode, numbers, depths."""

from __future__ import annotations

import json
from functools import cache
from typing import Any
from urllib.parse import quote

from hypothesis import strategies as st

from fuzz.asked import CONVERSATION, MARK, SECRET, TICKET, Asked
from fuzz.doors import BEARER, FORM, JSON, PAGES, STRANGE, WORDS

ANY_CHARACTER = st.characters(exclude_categories=())
TEXTS = st.one_of(
    st.sampled_from(WORDS),
    st.text(ANY_CHARACTER, max_size=120).map(lambda text: f"{MARK}{text}{MARK}"),
    st.text(st.characters(categories=("Mn", "Cf", "Co", "Cc", "So")), max_size=200).map(lambda text: text + MARK),
    st.tuples(st.sampled_from(list("a=/'\u2057\u0301🙂\x00 999")), st.integers(1, 5000)).map(
        lambda got: MARK + got[0] * got[1]
    ),
    st.sampled_from(
        ("", " ", "\r\n", "\x00", "none", "/", "//emergency", "/restart", "{{7*7}}", "%s%n", "999", "help")
    ),
)
NUMBERS = st.one_of(st.integers(), st.floats(), st.sampled_from((10**400, -(10**300), 2**63, 0, -1)))
DEEP = st.tuples(st.sampled_from(("[]", '{"a":', "[[")), st.integers(1, 20_000)).map(lambda got: got[0][0] * got[1])
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=12,
)
IDS = st.one_of(st.just(CONVERSATION), st.just(CONVERSATION), TEXTS, st.just(CONVERSATION[:-1] + "\u0660"), VALUES)
PHONES = st.one_of(
    st.integers(0, 99_999).map(lambda found: f"+4477009{found:05}"),
    TEXTS,
    st.sampled_from(("", "82228", "Barclays", "+", "+449", "\u0660" * 11, "0" * 5000, "+44 (0)7700 900 123", "null")),
)
MEDIA = st.one_of(
    st.just(JSON),
    st.just(JSON),
    st.just(FORM),
    st.tuples(
        st.just("Content-Type"),
        st.one_of(
            st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60),
            st.sampled_from(
                (
                    "text/plain",
                    "multipart/form-data",
                    "multipart/form-data; boundary=a",
                    'application/json; charset="\xff"',
                )
            ),
        ),
    ),
)
EXTRAS = st.lists(
    st.one_of(
        st.tuples(st.just("Accept"), st.sampled_from(("text/html", "*/*", "application/json, text/html;q=0", ""))),
        st.tuples(
            st.just("Origin"), st.sampled_from(("null", "http://127.0.0.1", "https://evil.example", "http://[", "\xff"))
        ),
        st.tuples(st.just("Sec-Fetch-Site"), st.sampled_from(("same-origin", "cross-site", "none", "\xe9"))),
        st.tuples(
            st.sampled_from(("X-Test", "Cookie", "Referer", "User-Agent")),
            st.text(
                st.characters(
                    min_codepoint=32,
                    max_codepoint=255,
                    exclude_characters="\x7f",
                ),
                max_size=80,
            ).map(lambda text: text + MARK),
        ),
    ),
    max_size=2,
).map(tuple)


SAID = {"conversation": IDS, "message": st.one_of(TEXTS, TEXTS, VALUES)}
PRESSED = st.one_of(st.sampled_from(("/emergency", "/crisis", "/treatment")), VALUES)


def objects(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[bytes]:
    """A JSON object with these fields, right or wrong or not there, or anything else; in one of many spellings."""
    filled = st.fixed_dictionaries({}, optional={**fields, "more": VALUES})
    exact = st.fixed_dictionaries(dict(fields))
    found = st.one_of(exact, exact, filled, VALUES)
    return st.one_of(
        st.tuples(found, st.sampled_from((_escaped, _escaped, _plain, _wide, _nested, _marked))).map(
            lambda got: got[1](got[0])
        ),
        DEEP.map(str.encode),
        st.tuples(filled, st.integers(0, 60)).map(lambda got: _escaped(got[0])[: got[1]]),
        st.binary(max_size=200).map(lambda raw: raw + MARK.encode()),
    )


def _escaped(value: Any) -> bytes:
    return json.dumps(value).encode()


def _plain(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _wide(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-16", "surrogatepass")


def _nested(value: Any) -> bytes:
    """As deep as a parser still takes, and one that walks it afterwards may not."""
    depth = 900 + len(str(value)) % 200
    return (
        _escaped(value)
        .replace(b"null", b"[" * depth + b"]" * depth)
        .replace(b"false", b'{"a":' * depth + b"1" + b"}" * depth)
    )


def _marked(value: Any) -> bytes:
    return b"\xef\xbb\xbf" + _escaped(value)


def fields(**named: st.SearchStrategy[Any]) -> st.SearchStrategy[str]:
    """A form or a query with these names, each there or not, quoted or half quoted."""
    pairs = st.fixed_dictionaries({}, optional=named).map(lambda found: list(found.items()))
    whole = st.fixed_dictionaries(dict(named)).map(lambda found: list(found.items()))
    more = st.lists(st.tuples(TEXTS, TEXTS), max_size=3)
    rows = st.tuples(st.one_of(whole, whole, pairs), more).map(lambda got: [*got[0], *got[1]])
    return st.tuples(rows, st.sampled_from(("", "&", "&&=&%", "%zz", f"&{MARK}", ";a=b", "&a=%ff%fe"))).map(
        lambda got: "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in got[0]) + got[1]
    )


def _quoted(value: Any) -> str:
    return quote(str(value), errors="replace", safe="/")


def posted(
    target: str, body: st.SearchStrategy[bytes], *headers: tuple[str, str], **more: Any
) -> st.SearchStrategy[Asked]:
    return st.tuples(body, MEDIA, EXTRAS, st.booleans()).map(
        lambda got: Asked("POST", target, (*(headers if got[3] or not headers else (got[1],)), *got[2]), got[0], **more)
    )


def _form(**named: st.SearchStrategy[Any]) -> st.SearchStrategy[bytes]:
    return st.one_of(fields(**named).map(str.encode), objects(**named))


@cache
def requests() -> st.SearchStrategy[Asked]:
    """To every door."""
    return st.one_of(*_to_the_channel(), *_to_the_page(), *_to_the_gateways(), *_to_addresses())


def _to_the_channel() -> list[st.SearchStrategy[Asked]]:
    """The web channel and REST."""
    place = st.one_of(st.sampled_from(("web", "kiosk")), VALUES)
    return [
        posted("/webhooks/web/start", objects(), JSON),
        posted("/webhooks/web/message", objects(**SAID), JSON),
        posted("/webhooks/web/message", objects(**SAID, channel=place), JSON),
        posted("/webhooks/web/message", objects(conversation=IDS, start=PRESSED), JSON),
        posted("/webhooks/web/leave", objects(conversation=IDS), JSON),
        posted("/webhooks/rest/webhook", objects(sender=st.one_of(TEXTS, VALUES), message=TEXTS), JSON, BEARER),
    ]


def _to_the_page() -> list[st.SearchStrategy[Asked]]:
    page = {**SAID, "turn": st.one_of(st.just("0"), TEXTS), "start": PRESSED, "press": PRESSED}
    return [
        posted("/", _form(**page), FORM, ("Accept", "text/html")),
        posted("/", _form(**SAID), FORM),
        posted("/leave", _form(conversation=IDS), FORM),
        posted("/clear", _form(conversation=IDS), FORM),
    ]


def _to_the_gateways() -> list[st.SearchStrategy[Asked]]:
    secret = st.sampled_from((SECRET, SECRET, MARK))
    kannel = {"secret": secret, "from": PHONES, "text": TEXTS, "id": TEXTS, "at": TEXTS}
    twilio = {"MessageSid": TEXTS, "From": PHONES, "Body": TEXTS, "NumMedia": st.sampled_from(("0", "1", "x"))}
    rapidpro = {"id": st.one_of(TEXTS, st.integers(0, 10**9).map(str)), "text": TEXTS, "to": PHONES}
    event = st.sampled_from(("sms:received", "sms:received", "mms:received", "system:ping", None))
    more = {"messageId": VALUES, "simNumber": VALUES, "receivedAt": VALUES}
    payload = st.one_of(st.fixed_dictionaries({"message": TEXTS, "sender": PHONES}, optional=more), VALUES)
    return [
        fields(**kannel).map(lambda query: Asked("GET", f"/webhooks/sms/kannel?{query}")),
        posted("/webhooks/sms/twilio", fields(**twilio).map(str.encode), FORM, signs="twilio"),
        posted("/webhooks/sms/android", objects(event=event, id=VALUES, payload=payload), JSON, signs="android"),
        posted("/webhooks/sms/rapidpro", _form(**rapidpro), FORM, ("Authorization", f"Token {TICKET}")),
    ]


def _to_addresses() -> list[st.SearchStrategy[Asked]]:
    """The pages, and what is none."""
    known = st.sampled_from(("GET", "HEAD", "OPTIONS", "POST"))
    return [
        fields(services=TEXTS).map(lambda query: Asked("GET", f"/kiosk/contacts?{query}")),
        *[st.builds(Asked, known, st.sampled_from(targets), EXTRAS) for targets in (PAGES, PAGES, STRANGE)],
        st.builds(
            Asked,
            st.sampled_from(("GET", "HEAD", "DELETE", "BREW")),
            TEXTS.map(lambda text: "/" + _quoted(text)),
            EXTRAS,
        ),
    ]
