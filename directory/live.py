"""The directory as a running server sees it: a new file is taken up, a broken one is refused."""

from __future__ import annotations

import functools
import logging
import threading
from datetime import datetime
from pathlib import Path

from directory.errors import DirectoryError
from directory.paths import target_file
from directory.store import Directory, open_directory

logger = logging.getLogger(__name__)

# Which version of the file stands at the path: when it was changed, which file it is, how long it is.
Stamp = tuple[int, int, int]


class LiveDirectory:
    """Holds the last good directory. Safe to ask from several threads; asking costs one look at the file's date."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or target_file()
        # One line while the file at the path cannot be used and the last good directory stands in.
        self.problem: str | None = None
        self._lock = threading.Lock()
        self._seen: Stamp | None = None
        self._good: Directory | None = None

    def current(self) -> Directory:
        """The newest directory that could be opened. Raises only where there has never been a good one."""
        with self._lock:
            stamp = self._stamp()
            if self._good is not None and stamp == self._seen:
                return self._good
            try:
                self._good = open_directory(self.path)
                self._seen, self.problem = stamp, None
            except DirectoryError as error:
                if self._good is None:
                    raise
                self._seen = stamp
                self.problem = "the built directory cannot be used, the last good one stays in use: see the log"
                logger.error("%s: the last good directory stays in use. %s", error.code, error)
            return self._good

    @property
    def built_at(self) -> datetime | None:
        """When the directory in use was built; None while there is none."""
        try:
            return self.current().built_at
        except DirectoryError:
            return None

    def _stamp(self) -> Stamp | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino, found.st_size


@functools.cache
def live_directory() -> LiveDirectory:
    """The one that all parts of a process share, so that they never speak from different directories."""
    return LiveDirectory()
