"""A data folder made ready for this version of the program: `python -m deploy.prepare`.

An empty folder gets what comes with the program; one that is in use gets what it lacks (the
figures of a new source) and keeps its own. Then the database is built, where there is none that
this version made of these figures. What is right already is left alone: it can run at every start.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from sdgwijzer import files, paths
from sdgwijzer.build import pipeline
from sdgwijzer.errors import Busy, SdgWijzerError, StoreError
from sdgwijzer.paths import Places
from sdgwijzer.store import store
from sdgwijzer.update.lock import alone

PATIENCE: Final = 900
"""Seconds that it waits for an update or a build that is at work."""

ALONE: Final = ("*.csv", "boundaries.json", "judgement_changes.parquet")
"""Of `data/` of the program, what belongs in every data folder beside the figures."""

OF_THE_PROGRAM: Final = ("municipalities.csv", "bad_cells.csv")
"""Made by hand, with the program: those of this version take the place of others."""


def main() -> int:
    """The exit code: 0, or 1 where the folder could not be made ready."""
    try:
        prepare(paths.places(), paths.ROOT / "data", date.today())
    except (SdgWijzerError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def prepare(places: Places, shipped: Path, today: date) -> None:
    """Copy what lacks, and build where the database is behind.

    Args:
        places: where the data folder is.
        shipped: the data folder of the program; the same one is left as it is.
        today: the day on which the age of figures is measured.

    Raises:
        SdgWijzerError: another one is at work for too long, or the database cannot be made.
        OSError: the folder cannot be written.
    """
    places.data.mkdir(parents=True, exist_ok=True)
    usable = is_usable(places.data)

    def tell(who: str) -> None:
        print(f"waiting for {who}, at most {PATIENCE // 60} minutes", file=sys.stderr)

    try:
        with alone(places.data, "prepare", wait=0 if usable else PATIENCE, tell=tell):
            if not places.data.samefile(shipped):
                for name in fill(places.data, shipped):
                    print(f"{name}: of this version", file=sys.stderr)
            if is_behind(places, today):
                print(f"{pipeline.build(places, today).name} is in use", file=sys.stderr)
    except Busy as error:
        if not usable:
            raise
        print(f"{error} Until then the database of before is in use.", file=sys.stderr)


def fill(data: Path, shipped: Path) -> Iterator[str]:
    """Copy what a data folder lacks, and what is the program's own.

    Args:
        data: the folder.
        shipped: that of the program.

    Yields:
        What was copied.
    """
    for group in groups(shipped):
        name = group[-1].relative_to(shipped)
        here = data / name
        own = name.name in OF_THE_PROGRAM
        if not here.exists() or (own and here.read_bytes() != group[-1].read_bytes()):
            for path in group:
                files.replace(data / path.relative_to(shipped), path.read_bytes())
            yield name.as_posix()


def groups(folder: Path) -> Iterator[tuple[Path, ...]]:
    """Files that go together, the one that describes the others last: a kill leaves no half.

    Args:
        folder: the data folder of the program.
    """
    tables = set(folder.glob("figures/*.parquet"))
    for description in sorted(folder.glob("figures/*.json"), key=lambda path: -len(path.stem)):
        mine = {path for path in tables if f"{path.stem}_".startswith(f"{description.stem}_")}
        tables -= mine  # those of the longest name first: fluvius_sectors is not of fluvius
        yield (*sorted(mine), description)
    for pattern in ALONE:
        yield from ((path,) for path in sorted(folder.glob(pattern)))


def is_usable(data: Path) -> bool:
    """Is there a database that this version can read?

    Args:
        data: the folder.
    """
    try:
        store.Store(store.current(data)).close()
    except StoreError:
        return False
    return True


def is_behind(places: Places, today: date) -> bool:
    """Is there no database that this version made of the figures that are there?

    Args:
        places: where they are.
        today: the day on which a build would measure age.
    """
    try:
        opened = store.Store(store.current(places.data))
    except StoreError:
        return True
    try:
        return opened.build().get("inputs_sha256") != pipeline.inputs(places, today)
    finally:
        opened.close()


if __name__ == "__main__":
    sys.exit(main())
