"""A list in pages, as Open Referral UK 3.0 counts them: from 1, and an empty list is one page without anything."""

from __future__ import annotations

from collections.abc import Sequence

from directory.hsds.export import Json


def pages_of(total: int, per_page: int) -> int:
    """How many pages hold so many rows; no rows are one empty page."""
    return max(1, -(-total // per_page))


def page(contents: Sequence[Json], *, number: int, per_page: int, total: int) -> Json:
    """`contents` are those of this page, `total` is how many all pages have together."""
    last = pages_of(total, per_page)
    return {
        "total_items": total,
        "total_pages": last,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number == last,
        "empty": not contents,
        "contents": list(contents),
    }
