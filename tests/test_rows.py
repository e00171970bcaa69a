"""A merged table says as much as its rows did one by one."""

from __future__ import annotations

import inspect

import pytest

from tests.rows import Test, each_row


def fails(test: Test, **given: object) -> str:
    """What it says, of a test that has to fail; without the further lines of a reason."""
    with pytest.raises(AssertionError) as found:
        test(**given)
    return "\n".join(line for line in str(found.value).splitlines() if not line.startswith("    "))


@each_row("number", [1, 2, 3, 4])
def even(number: int) -> None:
    assert number % 2 == 0, "it is odd"


def test_every_bad_row_is_named_with_its_reason_and_no_good_one() -> None:
    assert fails(even).splitlines() == ["2 of 4 rows fail", "- 1: it is odd", "- 3: it is odd"]


def test_a_row_is_named_by_its_id_where_it_has_one() -> None:
    @each_row(("text", "long"), [pytest.param("a", 2, id="too short"), ("bc", 2)])
    def as_long(text: str, long: int) -> None:
        assert len(text) == long, "it is not"

    assert fails(as_long).splitlines() == ["1 of 2 rows fail", "- too short: it is not"]


def test_ids_name_rows_as_they_do_elsewhere() -> None:
    for ids in (["one"], {"one": 1}, lambda value: "one"):
        assert "- one: " in fails(each_row("number", [1], ids=ids)(even.__wrapped__))  # type: ignore[attr-defined]


def test_many_bad_rows_are_all_named() -> None:
    said = fails(each_row("number", range(2000))(even.__wrapped__))  # type: ignore[attr-defined]
    assert [f"- {number}" for number in range(1, 2000, 2)] == [line.split(":")[0] for line in said.splitlines()[1:]]


@pytest.mark.parametrize(
    "breaks", [lambda: {}["key"], lambda: pytest.fail("so it is"), lambda: pytest.skip("not here"), lambda: [][0]]
)
def test_whatever_ends_a_row_is_a_failure_and_the_next_is_tried(breaks: Test) -> None:
    tried = []

    @each_row("number", [1, 2])
    def broken(number: int) -> None:
        tried.append(number)
        breaks()

    assert fails(broken).startswith("2 of 2 rows fail")
    assert tried == [1, 2]


def test_the_first_bad_row_brings_its_traceback() -> None:
    with pytest.raises(AssertionError) as found:
        even()
    assert isinstance(found.value.__cause__, AssertionError)


def test_an_empty_table_fails() -> None:
    assert "nothing was tried" in fails(each_row("number", [])(even.__wrapped__))  # type: ignore[attr-defined]


def test_a_mark_on_a_row_is_refused() -> None:
    with pytest.raises(AssertionError, match="a test of its own"):
        each_row("number", [pytest.param(1, marks=pytest.mark.skip)])(even)


def test_a_name_that_the_test_does_not_take_is_refused() -> None:
    with pytest.raises(AssertionError, match="does not take"):
        each_row("letter", ["a"])(even.__wrapped__)  # type: ignore[attr-defined]


def test_fixtures_are_asked_for_and_rows_are_not() -> None:
    @each_row("one", [1])
    @each_row("two", [1, 2])
    def both(one: int, two: int, fixture: int) -> None:
        assert one + two == fixture, "they are not"

    assert list(inspect.signature(both).parameters) == ["fixture"]
    with pytest.raises(AssertionError, match=r"(?s)- 1: 1 of 2 rows fail.*- 2: they are not"):
        both(fixture=2)


async def test_an_awaited_test_is_awaited_row_by_row() -> None:
    @each_row("number", [1, 2])
    async def even_then(number: int) -> None:
        assert number % 2 == 0, "it is odd"

    with pytest.raises(AssertionError, match="- 1: it is odd"):
        await even_then()
