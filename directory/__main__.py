"""`python -m directory` is `signpost directory`."""

from directory.cli import directory

directory(prog_name="signpost directory")
