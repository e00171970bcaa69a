"""The page and its plots: complete, the same for the same figures, and careful with the test messages."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.figures import TURNS
from evaluation.report import page_of, write
from evaluation.run import Run
from tests.evaluation.made import answers, heard, result, run, some_answers

# The plots are drawn by one worker.
pytestmark = pytest.mark.xdist_group("plots")

IMAGE = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")


@pytest.fixture(scope="module")
def both() -> Run:
    return run(some_answers("dev"), some_answers("test"), ablated=True)


@pytest.fixture(scope="module")
def page(both: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Written once, with its plots."""
    return write(both, tmp_path_factory.mktemp("written"))


def test_the_same_run_gives_the_same_bytes(both: Run, page: Path, tmp_path: Path) -> None:
    write(both, tmp_path)
    first = sorted(path.relative_to(page.parent) for path in page.parent.rglob("*.*"))
    assert len(first) == 9
    for path in first:
        assert (page.parent / path).read_bytes() == (tmp_path / path).read_bytes()


def test_every_plot_is_shown_with_words_for_it(page: Path) -> None:
    shown = IMAGE.findall(page.read_text(encoding="utf-8"))
    assert all(len(alt) > 30 for alt, _ in shown)
    assert {path for _, path in shown} == {f"evaluation/{path.name}" for path in (page.parent / "evaluation").iterdir()}


def test_plots_are_whole_svg_without_a_date(page: Path) -> None:
    for path in (page.parent / "evaluation").iterdir():
        text = path.read_text(encoding="utf-8")
        assert ElementTree.fromstring(text).tag.endswith("svg")
        assert "<dc:date>" not in text


def test_the_words_of_test_messages_are_not_shown(both: Run) -> None:
    page = page_of(both, {})
    assert page.count("gone") == page.count("a laugh") == 1
    assert page.count("| m2 |") == 2


def test_figures_of_both_sets_stand_side_by_side(both: Run) -> None:
    page = page_of(both, {})
    half, most = "3 of 6, 50.0% (18.8%–81.2%)", r"3 of 4, 75\.0% \(\d+\.0%–100\.0%\)"
    row = f"| {TURNS} | {re.escape(half)} | {most} | {re.escape(half)} | {most} |"
    assert re.search(row, page)


def test_a_pipeline_that_was_left_out_is_said() -> None:
    assert "It was left out of this run." in page_of(run(some_answers()), {})


def test_conversations_have_figures_of_their_own(both: Run) -> None:
    page = page_of(both, {})
    assert "| choice not taken | 1 | 1 | a later turn of one word, or a few with a single digit |" in page
    assert "| development set, conversations | 5 | 5 |" in page
    assert page.count("| without memory |") == 2


def test_without_conversations_nothing_is_said_of_them() -> None:
    page = page_of(run(answers(some_answers().messages)), {})
    assert "## Conversations" not in page
    assert "two pens" not in page


def test_how_far_two_pens_agree_is_said() -> None:
    given = some_answers("test")
    page = page_of(run(answers(given.messages, name="test", second=[one.case for one in given.messages])), {})
    assert "| the second pen's best route is accepted by the first | 6 of 6, 100.0% (61.0%–100.0%) | – |" in page


def test_conversations_alone_make_a_page_without_plots(tmp_path: Path) -> None:
    page = write(run(answers(dialogues=[result("d", heard(["advice"], "advice"))], name="given")), tmp_path)
    assert "| conversations with every turn right | 1 of 1, " in page.read_text(encoding="utf-8")
    assert not list((tmp_path / "evaluation").iterdir())
    assert "curve" not in page.read_text(encoding="utf-8")
    assert "Emergencies missed" in page.read_text(encoding="utf-8")


def test_an_emergency_missed_in_a_conversation_is_listed() -> None:
    talk = result("d1", heard(["advice"], "advice"), heard(["emergency"], "advice", say="now worse"))
    for messages in ((), some_answers().messages):
        page = page_of(run(answers(messages, [talk])), {"d1 turn 2": "Only the turn before tells."})
        assert re.search(r"\| d1 turn 2 \| now worse \|.*\| Only the turn before tells\. \|", page)


def test_a_missed_emergency_that_nobody_explained_says_so() -> None:
    assert "1 of 1 are not explained yet." in page_of(run(some_answers("test")), {"other": "A sentence."})


@pytest.mark.parametrize(
    ("epochs", "said", "unsaid"),
    [
        pytest.param(0, "It was left out of this run.", "`rasa init` has 100", id="left out"),
        pytest.param(5, "for 5 epochs; `rasa init` has 100. Fewer were used here because", "left out of", id="fewer"),
        pytest.param(100, "for 100 epochs; `rasa init` has 100.", "Fewer were used", id="all"),
    ],
)
def test_how_long_the_stock_pipeline_was_trained_is_said(epochs: int, said: str, unsaid: str) -> None:
    page = page_of(replace(run(some_answers()), diet_epochs=epochs), {})
    assert said in page
    assert unsaid not in page


def test_of_other_files_nothing_is_said_that_holds_for_our_own_alone() -> None:
    assert "**development set** was looked at" in page_of(run(some_answers("dev")), {})
    assert "**development set** was" not in page_of(run(some_answers("given")), {})


def test_plots_of_an_earlier_run_go(both: Run, tmp_path: Path) -> None:
    old = tmp_path / "evaluation" / "old-curve.svg"
    old.parent.mkdir()
    old.touch()
    write(both, tmp_path)
    assert not old.exists()
