"""What an update reads besides figures of municipalities: lists, outlines, plans, Flanders."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from sdgwijzer import municipalities
from sdgwijzer.catalogue import Catalogue
from sdgwijzer.lists import clusters, eurostat, outlines, place_names, plan, reference
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
    drawn = outlines.read(get, _known(data))
    content = {data / outlines.FILE: outlines.as_json(drawn).encode()}
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
    found = clusters.read(get, _known(data))
    return (
        f"{len(found)} clusters",
        None,
        {data / "typology.csv": clusters.as_csv(found).encode()},
    )


def _place_names(data: Path, _: Catalogue, get: Get) -> Table:
    names = place_names.read(get, _known(data))
    content = {data / place_names.FILE: place_names.as_csv(names).encode()}
    return f"{len(names)} names and postcodes", None, content


def _flanders(data: Path, entries: Catalogue, get: Get) -> Table:
    series = eurostat.read(get, entries)
    content = {data / eurostat.FILE: eurostat.as_csv(series).encode()}
    return f"{len(series)} figures of the Flemish Region", None, content


TABLES: Final[Mapping[str, Callable[[Path, Catalogue, Get], Table]]] = {
    reference.KEY: _municipalities,
    outlines.KEY: _boundaries,
    plan.KEY: _plan,
    clusters.KEY: _typology,
    place_names.KEY: _place_names,
    eurostat.KEY: _flanders,
}
"""What is no source of indicators: key → what it found, the file that describes the others, and
the files with their content."""

LATER: Final[Mapping[str, str]] = {eurostat.KEY: eurostat.FILE}
"""Of these, what is not in the repository and only there after an update: key → file."""
