"""Made-up indicators for tests, and figures by cell; real indicators are in indicators.yaml."""

import asyncio
import importlib.util
from concurrent.futures import ThreadPoolExecutor

from sdgwijzer import catalogue, municipalities, paths
from sdgwijzer.model import Indicator

REFERENCE = municipalities.load()
UNITS = catalogue.read(paths.catalogue()).units


def indicator(source, query, id_="verzonnen", **fields):
    """An indicator of this source; anything else may be overruled."""
    defaults = {
        "name": f"Verzonnen {id_}",
        "description": "Een verzonnen indicator die alleen in een test voorkomt.",
        "goals": (1,),
        "theme": "test",
        "unit": "%",
        "direction": "neutral",
        "merge": "ratio",
        "chance": "none",
        "plausible": (0, 1e9),
        "lag_years": 0,
    }
    fields = defaults | fields
    return Indicator(id=id_, source=source, query=query, measure=UNITS[fields["unit"]], **fields)


def said_of(key, name):
    """What the own test of a source says of it: `LOOKS_AT`, `NEVER_SEEN`; None for nothing.

    A source without a test says nothing; `test_contract.py` complains of it.
    """
    if importlib.util.find_spec(f"tests.sources.test_{key}") is None:
        return None
    return getattr(importlib.import_module(f"tests.sources.test_{key}"), name, None)


def by_cell(source):
    """`read(get, *indicators)`: the figures of a source by (indicator, code, year)."""

    def read(get, *indicators):
        return source.read(list(indicators), get, REFERENCE).set_index(
            ["indicator_id", "nis_code", "year"]
        )

    return read


def awaited(coroutine):
    """What a coroutine returns, run in a thread: where a browser is open its loop has this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
