"""A service that is refused, or that others might tell, is not the one that is asked about."""

from __future__ import annotations

from actions.replies.mentions import asked_about, passed_over
from tests.rows import each_row

# Words before a name, and whether it is passed over.
BEFORE = {
    "inclusion i said not": True,
    "i don't want to phone": True,
    "dont wanna ring the": True,
    "who else, other than": True,
    "no!! not": True,
    "will they tell": True,
    "do THEY inform the": True,
    "can i ring": False,
    "no": False,
    "i like": False,
    "do i tell": False,
    "not bad. the number of": False,
}


@each_row("before, passed", BEFORE.items())
def test_a_service_is_passed_over_by_the_words_before_its_name(before: str, passed: bool) -> None:
    row = {"entity": "service", "value": "frank", "start": len(before) + 1}
    assert passed_over(f"{before} frank please", [row], ("frank", "inclusion")) == (
        frozenset({"frank"}) if passed else frozenset()
    )


@each_row(
    "before, asked",
    [("is", True), ("what would", True), ("whats the", True), ("do i ring", False), ("ill tell", False)],
)
def test_a_service_is_asked_about_by_the_words_before_its_name(before: str, asked: bool) -> None:
    row = {"entity": "service", "value": "drugfam", "start": len(before) + 1}
    assert asked_about(f"{before} drugfam for mums", [row]) == (frozenset({"drugfam"}) if asked else frozenset())
