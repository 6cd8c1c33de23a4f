"""Work in processes of their own: each gives its memory back when it is done."""

import io
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import redirect_stderr
from importlib import import_module
from multiprocessing import get_all_start_methods, get_context
from typing import Any, Final, ParamSpec, TypeVar, cast

from sdgwijzer.errors import SdgWijzerError

A = TypeVar("A")
P = ParamSpec("P")
R = TypeVar("R")


LOADED: Final = "sdgwijzer.documents.loaded"
_BARE: Final = "sdgwijzer.documents.thrifty"

_POOL: Final = ("ARROW_DEFAULT_MEMORY_POOL", "system")
"""Arrow's memory is that of all others: a pool of its own keeps 10 MB."""


def apart(work: Callable[P, R], *args: P.args, **named: P.kwargs) -> R:
    """What a function gives, called in another process; what it says comes out here.

    What all of them need is loaded once, by the process that they come from; not on Windows, where
    each loads its own.

    Args:
        work: a function of a module; what it takes and gives can be pickled.
        args: of it.
        named: of it too.

    Raises:
        SdgWijzerError: as the function; or the process came to nothing.
    """
    return _alone(LOADED, work, args, named)


def largest(work: Callable[P, R], *args: P.args, **named: P.kwargs) -> R:
    """The same of the step that takes most: before it nothing is loaded here.

    What the others come from would stand beside it, 60 MB; it loads itself what it needs.

    Args:
        work: a function of a module; what it takes and gives can be pickled.
        args: of it.
        named: of it too.

    Raises:
        SdgWijzerError: as the function; or the process came to nothing.
    """
    return _alone(_BARE, work, args, named)


def _alone(
    loaded: str,
    work: Callable[..., R],
    args: tuple[object, ...],
    named: Mapping[str, object],
) -> R:
    with ProcessPoolExecutor(1, _context(loaded)) as alone:
        asked = alone.submit(_in, os.getcwd(), dict(os.environ), loaded, work, args, named)
        try:
            said, error, found = asked.result()
        except BrokenProcessPool as broken:
            raise SdgWijzerError(
                f"the process that made it ended before it was done ({broken}); "
                "is there memory enough? About 300 MB is needed"
            ) from broken
    sys.stderr.write(said)
    if error is not None:
        raise error
    return cast("R", found)


def each(work: Callable[[A], R], parts: Sequence[A], most: int | None = None) -> Iterator[R]:
    """What a function gives for each part, by as many processes as there are cores; in order.

    Args:
        work: a function of a module; what it takes and gives can be pickled.
        parts: what it is called with, one at a time.
        most: processes at the same time; None for one per core.

    Raises:
        SdgWijzerError: as the function; or a process came to nothing. Nothing is begun after that.
    """
    number = min(most or os.cpu_count() or 1, max(len(parts), 1))
    pool = ProcessPoolExecutor(number, _context(LOADED))
    try:
        asked = [
            pool.submit(_in, os.getcwd(), dict(os.environ), LOADED, work, (part,), {})
            for part in parts
        ]
        for one in asked:
            said, error, found = one.result()
            sys.stderr.write(said)
            if error is not None:
                raise error
            yield cast("R", found)
    except BrokenProcessPool as broken:
        raise SdgWijzerError(
            f"a process of {number} ended before it was done ({broken}); is there memory enough? "
            "About 600 MB is needed for each"
        ) from broken
    finally:
        pool.shutdown(cancel_futures=True)


def _context(loaded: str) -> Any:  # noqa: ANN401 - of multiprocessing, of whatever kind
    """Processes that come from one that has loaded what all of them need, where there can be.

    A command is that process itself: a second one would cost 60 MB. A server has threads, whose
    locks a copy of it would never see opened: it starts one that has none.
    """
    if sys.platform == "linux" and _alone_in_here():
        if loaded == LOADED:
            _load(loaded)
        return get_context("fork")
    forks = "forkserver" in get_all_start_methods()
    context = get_context("forkserver" if forks else "spawn")
    if forks:
        os.environ.setdefault(*_POOL)
        context.set_forkserver_preload([LOADED])
    return context


def _alone_in_here() -> bool:
    """Does no other thread do anything here? A copy of this process would wait for it for ever.

    Libraries begin threads that Python does not count: NumPy one for each further core and Arrow
    one when they are loaded, which a copy does not need; DuckDB and typst some when they are used.
    """
    idle = len(os.sched_getaffinity(0)) - 1 if "numpy" in sys.modules else 0
    idle += "pyarrow" in sys.modules
    others = len(os.listdir("/proc/self/task")) - 1
    return threading.active_count() == 1 and others <= idle


def _load(module: str) -> None:
    os.environ.setdefault(*_POOL)
    import_module(module)


def _in(
    folder: str,
    environment: Mapping[str, str],
    loaded: str,
    work: Callable[..., R],
    args: tuple[object, ...],
    named: Mapping[str, object],
) -> tuple[str, SdgWijzerError | None, R | None]:
    """What is said, what went wrong, and what the function gives, where we were called from."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    _load(loaded)
    with redirect_stderr(io.StringIO()) as said:
        try:
            found, wrong = work(*args, **named), None
        except SdgWijzerError as error:
            found, wrong = None, error
    return said.getvalue(), wrong, found
