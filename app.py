"""Start here: `streamlit run app.py`.

The frame of the pages is `sdgwijzer/pages/frame.py`. Everything is imported and read before the
first visitor comes, and then frozen: Python's collector does not look at it again, and what it does
look at is small.
"""

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from sdgwijzer import serving, texts
from sdgwijzer.pages import FRAME, context, load_all


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, object]]:
    """Import every page and read the database, then take it all out of the collector's sight."""
    load_all()
    context.warm()
    gc.collect()
    gc.freeze()
    yield {}


def explain(error: Exception) -> bool:
    """A bug: the visitor gets a Dutch sentence, the log gets everything."""
    logging.getLogger("sdgwijzer").error("a page failed", exc_info=error)
    st.error(texts.BUG)
    return True


app = st.App(
    FRAME,
    lifespan=lifespan,
    on_script_error=explain,
    routes=serving.routes(context.in_use),
    middleware=serving.middleware(context.PAGES),
)
