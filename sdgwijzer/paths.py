"""Where things are: places that belong together are one value."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sdgwijzer import settings

ROOT: Final = settings.ROOT


@dataclass(frozen=True)
class Places:
    """What commands, updates and builds work on.

    Attributes:
        data: the folder with municipalities, figures and the built database.
        catalogue: `indicators.yaml`.
        plan: `plan.yaml`: which policy field of the multi-year plan belongs to which goal.
        orders: `orders.yaml`: in which orders the goals can stand.
        local: targets and figures of municipalities themselves; None: there is no such folder.
    """

    data: Path
    catalogue: Path
    plan: Path
    orders: Path
    local: Path | None = None

    @classmethod
    def of(
        cls, data: Path, catalogue: Path = ROOT / "indicators.yaml", local: Path | None = None
    ) -> "Places":
        """With the plan and the orders beside the catalogue, or those of the program."""
        plan, orders = (beside(catalogue, name) for name in ("plan.yaml", "orders.yaml"))
        return cls(data, catalogue, plan, orders, local)


def beside(catalogue: Path, name: str) -> Path:
    """A file that goes with a catalogue: the one that stands beside it, or that of the program."""
    here = catalogue.parent / name
    return here if here.is_file() else ROOT / name


def places(data: Path | None = None, catalogue: Path | None = None) -> Places:
    """Those of the settings, but for what is given.

    A folder `local` that is named by the setting is expected to be there: whoever reads it says so.

    Raises:
        UsageError: a setting cannot be right.
    """
    chosen = settings.read()
    usual = ROOT / "local"
    local = chosen.local or (usual if usual.is_dir() else None)
    return Places.of(data or chosen.data, catalogue or chosen.catalogue, local)


def outlines() -> Path:
    """The file with the outlines of the map: that of the data folder, or that which comes along."""
    here = data() / "boundaries.json"
    return here if here.is_file() else ROOT / "data" / "boundaries.json"


def data() -> Path:
    """The folder with figures, municipalities and the built database, by the settings."""
    return settings.read().data


def catalogue() -> Path:
    """The catalogue of indicators, by the settings."""
    return settings.read().catalogue


def plan() -> Path:
    """Which policy field of the multi-year plan belongs to which goal, by the settings."""
    return places().plan
