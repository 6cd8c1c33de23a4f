"""How the last update ended, for whoever watches over the site: `last_update.json`, with data."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sdgwijzer import files

FILE: Final = "last_update.json"


@dataclass(frozen=True)
class Last:
    """One update.

    Attributes:
        ended: the moment (ISO, UTC).
        failed: what went wrong, a line for each source; the figures of before stay in use there.
    """

    ended: str
    failed: tuple[str, ...]


def remember(data: Path, ended: str, failed: Sequence[str]) -> None:
    """Keep how it ended.

    Args:
        data: the folder with data.
        ended: the moment (ISO, UTC).
        failed: what went wrong, a line for each source.

    Raises:
        OSError: it cannot be written.
    """
    text = json.dumps({"ended": ended, "failed": list(failed)}, indent=1, ensure_ascii=False)
    files.replace(data / FILE, f"{text}\n".encode())


def recall(data: Path) -> Last | None:
    """How it ended; None where none was kept here.

    Args:
        data: the folder with data.
    """
    try:
        found = json.loads((data / FILE).read_text(encoding="utf-8"))
        return Last(str(found["ended"]), tuple(map(str, found["failed"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None
