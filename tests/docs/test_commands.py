"""What the documents say can be done, can be done."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.settings import ROOT
from directory.paths import PACKAGE
from tests.docs.named import headings
from tests.rows import each_row

NOT_OURS = frozenset({"node_modules", "models", "__pycache__"})
CODE = re.compile(r"^```.*?^```|^ {4}.*?$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
# Where a command can begin: a line of code, an inline piece of code, or after a variable that is set for it.
MAKE = re.compile(r"(?:^ *|`|=\S+ )make ([a-z][a-z-]*)", re.MULTILINE)
TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)
SETTING = re.compile(r"\bSIGNPOST_[A-Z_]+[A-Z]\b")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
STEP = re.compile(r"^ +- text: '?(.+?)'?$", re.MULTILINE)


def _pages(folder: Path = ROOT) -> Iterator[Path]:
    """Without a look into .venv/ and .build/, which hold tens of thousands of files."""
    for path in sorted(folder.iterdir()):
        if path.suffix == ".md":
            yield path
        elif path.is_dir() and not path.name.startswith(".") and path.name not in NOT_OURS:
            yield from _pages(path)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _code(text: str) -> str:
    return "\n".join(CODE.findall(text))


PAGES = list(_pages())
COMMANDS = sorted({(path, target) for path in PAGES for target in MAKE.findall(_code(_text(path)))})
SETTINGS = sorted(
    {
        name
        for part in ("bot", "directory")
        for path in (ROOT / part).rglob("*.py")
        for name in SETTING.findall(_text(path))
    }
)
LINKS = sorted({(path, link) for path in PAGES for link in LINK.findall(CODE.sub("", _text(path))) if ":" not in link})
TO_HEADINGS = [(page, link) for page, link in LINKS if "#" in link]
# A file of this project, named by its path; decisions and changes speak of what was there once.
PATH = re.compile(
    r"`((?:actions|bot|data|directory|tests|docs|deploy|scripts|bench|rig|fuzz|evaluation|absent|stock)/[\w./*-]+)`"
)
# The topic that docs/topics.md has the reader add.
EXAMPLES = frozenset({"data/nlu/lonely.yml", "data/replies/lonely.yml"})
# The town that docs/towns.md has the reader make.
TOWN_OF_THE_PAGE = "directory/towns/whitby/"
PATHS = sorted(
    {
        (path, named)
        for path in PAGES
        if "decisions" not in path.parts and path.name != "CHANGELOG.md"
        for named in PATH.findall(_text(path))
        if named not in EXAMPLES and not named.startswith(TOWN_OF_THE_PAGE)
    }
)
STEPS = [(path.stem, step) for path in sorted((PACKAGE / "steps").glob("*.yaml")) for step in STEP.findall(_text(path))]


def _ids(pairs: list[tuple[Path, str]]) -> list[str]:
    return [f"{path.relative_to(ROOT)}-{what}" for path, what in pairs]


@each_row(("page", "target"), COMMANDS, ids=_ids(COMMANDS))
def test_every_make_target_in_the_documents_is_in_the_makefile(page: Path, target: str) -> None:
    assert target in TARGET.findall(_text(ROOT / "Makefile"))


@each_row(("page", "named"), PATHS, ids=_ids(PATHS))
def test_every_path_in_the_documents_is_there(page: Path, named: str) -> None:
    assert list(ROOT.glob(named)), f"{page.name}: there is no {named}"


@each_row("name", SETTINGS)
def test_every_setting_that_the_code_reads_is_documented(name: str) -> None:
    assert f"`{name}`" in _text(ROOT / "docs" / "running.md")


@each_row(("page", "link"), LINKS, ids=_ids(LINKS))
def test_every_link_between_files_leads_to_one(page: Path, link: str) -> None:
    path = link.partition("#")[0]
    assert not path or (page.parent / path).exists()


@each_row(("page", "link"), TO_HEADINGS, ids=_ids(TO_HEADINGS))
def test_every_link_to_a_heading_leads_to_one(page: Path, link: str) -> None:
    path, _, heading = link.partition("#")
    assert heading in headings(page.parent / path if path else page)


@each_row(("situation", "step"), STEPS)
def test_every_first_aid_step_is_on_the_clinicians_list(situation: str, step: str) -> None:
    listed = " ".join(_text(ROOT / "docs" / "safety.md").split()).replace("- [x]", "- [ ]")
    section = listed.partition(f"(`{situation}`")[2].partition("###")[0]
    assert f"- [ ] {step} (" in section
