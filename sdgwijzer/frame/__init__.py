"""Around every page: navigation, search, choice of municipality; and content put on the screen.

`frame.py` is the script that Streamlit runs for every visit and every choice. It reads the link
(`session.py`), takes the page from `screens/` and puts its blocks and controls on the screen
(`draw.py`).
"""

from importlib import import_module
from pathlib import Path
from typing import Final

FRAME: Final = Path(__file__).parent / "frame.py"


def load_all() -> None:
    """Import all that pages need, Plotly included, before the first visitor."""
    for name in ("context", "draw", "say", "session"):
        import_module(f"sdgwijzer.frame.{name}")
