"""What a visitor sees, one module per page.

`frame.py` is the script that Streamlit runs: navigation, search, choices. Each page is a file in
`screens/` with one function `show()`; what pages share is in `context.py`.
"""

from importlib import import_module
from pathlib import Path
from typing import Final

FRAME: Final = Path(__file__).parent / "frame.py"


def load_all() -> None:
    """Import all pages and what they need, Plotly included, before the first visitor."""
    for path in sorted((FRAME.parent.parent / "screens").glob("*.py")):
        if path.stem != "__init__":
            import_module(f"sdgwijzer.screens.{path.stem}")
