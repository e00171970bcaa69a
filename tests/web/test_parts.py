"""What scripts build from is what the page has, down to the attribute."""

from __future__ import annotations

import json
from typing import Any

from bot.web.parts import parts
from tests.standing import Standing

SENT = {"method", "action", "target"}
# What our own page has for easy read alone.
EASY = {"easy", "switch", "unreviewed"}


def test_elements_stand_in_one_another_and_words_as_they_are() -> None:
    found = parts('<template id="a">\n<p class="b" hidden>One <b>two</b> &amp; three</p>\n<img alt=""></template>')
    inside = [["p", {"class": "b", "hidden": True}, "One ", ["b", {}, "two"], " & three"], ["img", {"alt": ""}]]
    assert found == {"a": inside}


def unsent(tree: Any) -> Any:
    """As it stands where a script sends what is written, and no form does."""
    if isinstance(tree, str):
        return tree
    tag, attributes, *inside = tree
    kept = {name: value for name, value in attributes.items() if tag != "form" or name not in SENT}
    if kept.get("class") == "plain":
        del kept["class"]
    return [tag, kept, *(unsent(each) for each in inside if each[0] != "input" and not is_easy(each))]


def is_easy(tree: Any) -> bool:
    return not isinstance(tree, str) and tree[1].get("class") in EASY


def test_the_chat_on_another_site_is_the_page_itself_but_for_easy_read(app: Standing) -> None:
    page = app.call("GET", "/").body.decode().partition("<signpost-chat page>")[2].partition("</signpost-chat>")[0]
    site, _ = json.JSONDecoder().raw_decode(app.call("GET", "/widget.js").body.decode().removeprefix("const SITE = "))
    assert "easy" not in json.dumps(site["parts"])
    assert [unsent(tree) for tree in parts(f'<template id="page">{page}</template>')["page"]] == site["parts"]["page"]


def test_no_word_is_a_method_of_what_holds_the_words(app: Standing) -> None:
    """In a template `words.clear` is one, `words["clear"]` is the word."""
    for address in ("/", "/widget.js", "/page.js", "/kiosk.js"):
        assert b"built-in method" not in app.call("GET", address).body
