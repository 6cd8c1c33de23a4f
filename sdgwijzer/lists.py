"""What an update reads besides figures of municipalities: lists, outlines, plans, Flanders."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from sdgwijzer import (
    boundaries,
    flanders,
    municipalities,
    place_names,
    plan,
    reference,
    typology,
)
from sdgwijzer.catalogue import Catalogue
from sdgwijzer.model import Get
from sdgwijzer.municipalities import Municipalities

Table = tuple[str, Path | None, dict[Path, bytes]]


def _known(data: Path) -> Municipalities:
    return municipalities.read(data / "municipalities.csv")


def _municipalities(data: Path, _: Catalogue, get: Get) -> Table:
    rows = reference.read(get)
    content = reference.as_csv(rows).encode()
    return f"{len(rows)} rows", None, {data / "municipalities.csv": content}


def _boundaries(data: Path, _: Catalogue, get: Get) -> Table:
    drawn = boundaries.read(get, _known(data))
    content = {data / boundaries.FILE: boundaries.as_json(drawn).encode()}
    return f"{len(drawn)} municipalities", None, content


def _plan(data: Path, _: Catalogue, get: Get) -> Table:
    read = plan.read(get, _known(data))
    description, text, content = plan.prepare(data / "figures", read)
    return (
        "actions and budgets of the multi-year plans",
        description,
        {**content, description: text},
    )


def _typology(data: Path, _: Catalogue, get: Get) -> Table:
    clusters = typology.read(get, _known(data))
    return (
        f"{len(clusters)} clusters",
        None,
        {data / "typology.csv": typology.as_csv(clusters).encode()},
    )


def _place_names(data: Path, _: Catalogue, get: Get) -> Table:
    names = place_names.read(get, _known(data))
    content = {data / place_names.FILE: place_names.as_csv(names).encode()}
    return f"{len(names)} names and postcodes", None, content


def _flanders(data: Path, entries: Catalogue, get: Get) -> Table:
    series = flanders.read(get, entries)
    content = {data / flanders.FILE: flanders.as_csv(series).encode()}
    return f"{len(series)} figures of the Flemish Region", None, content


TABLES: Final[Mapping[str, Callable[[Path, Catalogue, Get], Table]]] = {
    reference.KEY: _municipalities,
    boundaries.KEY: _boundaries,
    plan.KEY: _plan,
    typology.KEY: _typology,
    place_names.KEY: _place_names,
    flanders.KEY: _flanders,
}
"""What is no source of indicators: key → what it found, the file that describes the others, and
the files with their content."""

LATER: Final[Mapping[str, str]] = {flanders.KEY: flanders.FILE}
"""Of these, what is not in the repository and only there after an update: key → file."""
