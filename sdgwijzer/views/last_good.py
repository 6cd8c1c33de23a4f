"""Files that people edit while the site runs: while one is wrong, that of before stays in use."""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Final, Generic, TypeVar

from sdgwijzer.errors import SdgWijzerError

R = TypeVar("R")

_LOG: Final = logging.getLogger(__name__)


def changed(path: Path) -> float:
    """When a file was written last (seconds); -1 where it is gone."""
    try:
        return path.stat().st_mtime
    except OSError:
        return -1.0


class LastGood(Generic[R]):
    """Reads a file anew when it was written anew; a wrong one is logged, and not read again."""

    def __init__(self, read: Callable[[Path], R]) -> None:
        """Nothing is read yet.

        Args:
            read: gives what stands in it, or raises an `SdgWijzerError` that says what is wrong.
        """
        self._read = read
        self._lock = Lock()
        self._good: dict[Path, R] = {}
        self._seen: dict[Path, tuple[float, SdgWijzerError | None]] = {}

    def __call__(self, path: Path) -> R:
        """What stands in a file, or stood there when it could be read the last time.

        Raises:
            SdgWijzerError: it is wrong, and was never read well.
        """
        with self._lock:
            wrong = self._look(path)
            if wrong is not None and path not in self._good:
                raise wrong
            return self._good[path]

    def wrong(self, path: Path) -> str:
        """What is wrong in a file, though the one of before may be in use; "" for nothing."""
        with self._lock:
            return str(self._look(path) or "")

    def _look(self, path: Path) -> SdgWijzerError | None:
        now = changed(path)
        before, wrong = self._seen.get(path, (None, None))
        if now == before:
            return wrong
        try:
            self._good[path], wrong = self._read(path), None
        except OSError as error:
            wrong = SdgWijzerError(f"{path}: cannot be read ({error.strerror})")
        except SdgWijzerError as error:
            wrong = error
        self._seen[path] = now, wrong
        if wrong is not None and path in self._good:
            _LOG.error(
                "%s is wrong: mend it before the site starts anew; until then the one of before "
                "stays in use: %s",
                path,
                str(wrong)[:2000],
            )
        return wrong
