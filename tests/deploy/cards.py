"""What a person reads on a static page."""

from __future__ import annotations

from html.parser import HTMLParser

UNSEEN = frozenset({"head", "script", "style"})
BREAKS = frozenset({"h1", "p", "br", "div", "li"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in UNSEEN
        self.text += "\n" if tag in BREAKS else ""

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        self.text += "" if self._unseen else " ".join(data.split("\n"))


def lines(page: str) -> list[str]:
    """The lines of its text in reading order, the title in the head left out."""
    reader = _Reader()
    reader.feed(page)
    return [" ".join(line.split()) for line in reader.text.split("\n") if line.strip()]
