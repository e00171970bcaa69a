"""A service that is refused, or that others might tell, is not the one that is asked about."""

from __future__ import annotations

from actions.speaking.passed_over import passed_over
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
def test_by_the_words_before_its_name(before: str, passed: bool) -> None:
    row = {"entity": "service", "value": "frank", "start": len(before) + 1}
    assert passed_over(f"{before} frank please", [row]) == (frozenset({"frank"}) if passed else frozenset())
