"""What an update reads besides figures: municipalities, their outlines and clusters, the plans."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from sdgwijzer import boundaries, municipalities, plan, reference, typology
from sdgwijzer.model import Get
from sdgwijzer.municipalities import Municipalities

Table = tuple[str, Path | None, dict[Path, bytes]]


def _municipalities(data: Path, get: Get) -> Table:
    rows = reference.read(get)
    content = reference.as_csv(rows).encode()
    return f"{len(rows)} rows", None, {data / "municipalities.csv": content}


def _boundaries(data: Path, get: Get) -> Table:
    known: Municipalities = municipalities.read(data / "municipalities.csv")
    drawn = boundaries.read(get, known)
    content = {data / boundaries.FILE: boundaries.as_json(drawn).encode()}
    return f"{len(drawn)} municipalities", None, content


def _plan(data: Path, get: Get) -> Table:
    description, text, content = plan.prepare(data / "figures", plan.read(get))
    return (
        "actions and budgets of the multi-year plans",
        description,
        {**content, description: text},
    )


def _typology(data: Path, get: Get) -> Table:
    clusters = typology.read(get)
    return (
        f"{len(clusters)} clusters",
        None,
        {data / "typology.csv": typology.as_csv(clusters).encode()},
    )


TABLES: Final[Mapping[str, Callable[[Path, Get], Table]]] = {
    reference.KEY: _municipalities,
    boundaries.KEY: _boundaries,
    plan.KEY: _plan,
    typology.KEY: _typology,
}
"""What is no source of indicators: key → what it found, the file that describes the others, and
the files with their content."""
