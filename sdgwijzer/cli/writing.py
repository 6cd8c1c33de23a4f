"""What a command leaves behind when it is cut off or the machine fails it: said, and whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sdgwijzer import files
from sdgwijzer.errors import SdgWijzerError
from sdgwijzer.store.versions import POINTER


@contextmanager
def in_use_said(data: Path, kept: str = "") -> Iterator[None]:
    """Who is cut off, or failed by the machine, hears which database is in use: it is looked at.

    Args:
        data: the data folder.
        kept: what else is left when the database was not replaced.
    """

    def named() -> bytes | None:
        try:
            return (data / POINTER).read_bytes()
        except OSError:
            return None

    def said() -> str:
        same = named() == before
        return f"what was in use before still is{kept}" if same else "the new database is in use"

    before = named()
    try:
        yield
    except KeyboardInterrupt as error:
        raise KeyboardInterrupt(said()) from error
    except BrokenPipeError:
        raise
    except OSError as error:  # a full disk, a folder that may not be written
        raise SdgWijzerError(f"{error}; {said()}") from error


def whole(path: Path, content: bytes) -> None:
    """The whole file, or the one of before; a device or a pipe is written to as it is.

    Raises:
        SdgWijzerError: there is no room, or it may not be written.
    """
    streamed(path, lambda file: iter([None for _ in [file.write(content)]]))


def streamed(path: Path, write: Callable[[IO[bytes]], Iterator[None]]) -> None:
    """The same, of a file that is written a piece at a time.

    Args:
        path: of the file.
        write: writes it, a piece at each step.

    Raises:
        SdgWijzerError: there is no room, or it may not be written.
    """
    there = path.exists() and not path.is_file()
    try:
        with path.open("wb") if there else files.replacing(path.resolve()) as file:
            for _ in write(file):
                pass
    except BrokenPipeError:
        raise
    except OSError as error:
        raise SdgWijzerError(
            f"{path} could not be written ({error.strerror}); no half file is left there"
        ) from error
