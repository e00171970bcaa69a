"""The scripts that browsers get are whole: every module once, before whoever imports it, and no name twice."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bot.settings import ROOT
from bot.web import wording
from bot.web.scripts import COMMENT, IMPORT, SCRIPT, SHOWN, joined
from tests.rows import each_row

TOP_LEVEL = re.compile(r"^(?:async )?(?:const|let|class|function) (\w+)", re.MULTILINE)
MODULES = sorted(path.relative_to(SCRIPT).as_posix() for path in SCRIPT.rglob("*.js"))
ENTRIES = ["widget.js", "page.js", "kiosk/kiosk.js", "beside.js"]

every_entry = pytest.mark.parametrize("entry", ENTRIES)


@every_entry
def test_no_two_modules_give_things_the_same_name(entry: str) -> None:
    names = Counter(TOP_LEVEL.findall(joined(entry, {})))
    assert [name for name, times in names.items() if times > 1] == []


@every_entry
def test_nothing_is_left_to_import_or_to_export(entry: str) -> None:
    assert not re.search(r"^(?:import|export)\b", joined(entry, {}), re.MULTILINE)


@pytest.mark.parametrize("entry", ENTRIES[:3])
def test_whatever_is_imported_stands_before(entry: str) -> None:
    whole = joined(entry, {})
    assert whole.index("const SITE") == 0
    assert whole.index("function make(") < whole.index("class Log") < whole.index("class Chat")


@each_row("module", MODULES)
def test_every_module_is_in_a_script_that_browsers_get(module: str) -> None:
    first = TOP_LEVEL.findall(IMPORT.sub("", (SCRIPT / module).read_text(encoding="utf-8").replace("export ", "")))
    names = {name for entry in ENTRIES for name in TOP_LEVEL.findall(joined(entry, {}))}
    assert set(first) <= names


def test_every_attribute_of_the_widget_is_in_its_table_and_no_other() -> None:
    read = re.findall(r'this\.(?:get|has)Attribute\("([\w-]+)"\)', (SCRIPT / "element.js").read_text(encoding="utf-8"))
    table = (ROOT / "docs" / "embed.md").read_text(encoding="utf-8").partition("## Attributes")[2].partition("\n## ")[0]
    assert sorted(read) == sorted(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE))


@pytest.mark.parametrize(("name", "part"), [("Word", "page"), ("KioskWord", "kiosk")])
def test_every_word_that_a_script_may_show_is_in_the_wording(name: str, part: str) -> None:
    declared = (SCRIPT / "site.d.ts").read_text(encoding="utf-8").partition(f"type {name} =")[2].partition(";")[0]
    words = set(re.findall(r'"(\w+)"', declared))
    assert words
    assert words <= set(getattr(wording.load(longest=1), part))


def test_scripts_are_handed_the_words_that_they_may_show_and_no_others() -> None:
    declared = (SCRIPT / "site.d.ts").read_text(encoding="utf-8").partition("type Word =")[2].partition(";")[0]
    assert sorted({*re.findall(r'"(\w+)"', declared), "shift"}) == sorted(SHOWN)


def test_comments_stay_with_us_and_no_code_goes_with_them() -> None:
    ours = "/**\n * Two.\n * @type {x} */\n  // One.\n/** Three. */\n"
    code = '{}(a).b; // c\n  d("//", {}e);\n'
    typed, bare = code.format("/** @type {x} */ ", "/** @type {{ a: b }} */ "), code.format("", "")
    assert COMMENT.sub("", ours + typed + ours + typed) == bare * 2


@every_entry
def test_no_type_goes_to_browsers(entry: str) -> None:
    assert "/*" not in joined(entry, {})


@each_row("module", MODULES)
def test_no_string_has_several_lines_since_what_a_line_begins_with_stays_with_us(module: str) -> None:
    source = (SCRIPT / module).read_text(encoding="utf-8")
    assert [found for found in re.findall(r"`[^`]*`", COMMENT.sub("", source)) if "\n" in found] == []


def test_a_word_that_ends_a_script_does_not_end_ours() -> None:
    assert joined("make.js", {"word": "</script>\u2028"}).startswith('const SITE = {"word": "</script>\\u2028"};')
