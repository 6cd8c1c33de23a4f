"""Where things are. Optional settings: SDGWIJZER_DATA, SDGWIJZER_CATALOGUE, SDGWIJZER_LOCAL."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def data() -> Path:
    """The folder with figures, municipalities and the built database."""
    return Path(os.environ.get("SDGWIJZER_DATA", ROOT / "data"))


def plan() -> Path:
    """Which policy field of the multi-year plan belongs to which goal."""
    return catalogue().parent / "plan.yaml"


def local() -> Path | None:
    """Targets and figures of municipalities themselves; None when there is no such folder.

    One that is named by the setting is expected to be there: whoever reads it says so.
    """
    named = os.environ.get("SDGWIJZER_LOCAL")
    usual = ROOT / "local"
    if named:
        return Path(named)
    return usual if usual.is_dir() else None


def catalogue() -> Path:
    """The catalogue of indicators."""
    return Path(os.environ.get("SDGWIJZER_CATALOGUE", ROOT / "indicators.yaml"))
