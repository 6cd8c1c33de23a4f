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


def local() -> Path:
    """Targets and figures of municipalities themselves; the folder need not be there."""
    return Path(os.environ.get("SDGWIJZER_LOCAL", ROOT / "local"))


def catalogue() -> Path:
    """The catalogue of indicators."""
    return Path(os.environ.get("SDGWIJZER_CATALOGUE", ROOT / "indicators.yaml"))
