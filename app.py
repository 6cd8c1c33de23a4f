"""Start here: `streamlit run app.py`.

The frame of the pages is `sdgwijzer/pages/frame.py`. Everything is imported before the first
visitor comes, and then frozen: Streamlit collects garbage after every run, and what is frozen is
not looked at again (an empty page becomes several times faster).
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from sdgwijzer.pages import FRAME, load_all


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, object]]:
    """Import every page, then take what the imports left out of the collector's sight."""
    load_all()
    gc.collect()
    gc.freeze()
    yield {}


app = st.App(FRAME, lifespan=lifespan)
