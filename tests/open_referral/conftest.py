"""The small town of the directory's own tests."""

from tests.directory.conftest import source

__all__ = ["source"]
