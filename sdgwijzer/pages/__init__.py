"""What a visitor sees, one module per page. The only place with Streamlit.

`frame.py` is the script that Streamlit runs: title, choices, navigation. Each page is a file with
one function `show()`; what pages share is in `context.py`.
"""

from importlib import import_module
from pathlib import Path
from typing import Final

FRAME: Final = Path(__file__).parent / "frame.py"


def load_all() -> None:
    """Import all pages and what they need, Plotly included, before the first visitor."""
    for name in ("start", "overview", "goal", "indicator", "compare", "method"):
        import_module(f"sdgwijzer.pages.{name}")
