"""Start here: `streamlit run app.py`.

The frame of the pages is `sdgwijzer/frame/frame.py`. Everything is imported and read before the
first visitor comes, and then frozen: Python's collector does not look at it again, and what it does
look at is small.
"""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from sdgwijzer import log, serving, settings
from sdgwijzer.errors import UsageError
from sdgwijzer.frame import FRAME, context, load_all, say


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, object]]:
    """Import every page and read the database, then take it all out of the collector's sight."""
    log.configure()
    load_all()
    context.warm()
    gc.collect()
    gc.freeze()
    yield {}


def explain(error: Exception) -> bool:
    """What no page expected: the visitor gets a Dutch sentence and a way out, the log the rest.

    The header was drawn before the page began, and stays.
    """
    page = (st.context.url or "").rstrip("/").rpartition("/")[2]
    say.fault(error, page, st.query_params.to_dict())
    return True


try:
    site = serving.site(st.get_option("server.baseUrlPath") or "", context.PAGES, settings.read())
except UsageError as error:
    sys.exit(str(error))

app = st.App(
    FRAME,
    lifespan=lifespan,
    on_script_error=explain,
    routes=serving.routes(context.dataset, site),
    middleware=serving.middleware(site, context.dataset),
)
