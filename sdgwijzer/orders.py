"""`orders.yaml` → in which orders the 17 goals can stand, and under which headings.

Every problem is found in one go, with its line, what was expected and what is there.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, StringConstraints

from sdgwijzer.goals import GOALS
from sdgwijzer.model import GoalNumber, Record
from sdgwijzer.parsing.entries import Document, Entry, Problem, refuse

KEYS: Final = ("doelen", "p", "domein")
"""The orders, as they stand in links; the first one is that of the numbers."""

Text = Annotated[str, StringConstraints(min_length=3)]


class Group(Record):
    """Goals that belong together, and why."""

    name: Text
    goals: Annotated[tuple[GoalNumber, ...], Field(min_length=1)]
    reason: Text


class Order(Record):
    """All 17 goals in groups; an order without groups is that of the numbers."""

    name: Text
    source: Text
    groups: Mapping[str, Group] = {}


def read(path: Path) -> Mapping[str, Order]:
    """Read and check `orders.yaml`; of the same text the same orders are given again.

    Returns:
        The orders by key, in the order of `KEYS`.

    Raises:
        CatalogueError: the file is missing, or with everything that is wrong in it.
    """
    return _read(path, path.read_bytes() if path.is_file() else b"")


@lru_cache(maxsize=4)
def _read(path: Path, _text: bytes) -> Mapping[str, Order]:
    problems: list[Problem] = []
    file = Document(path, ("orders",), problems)
    entries = {entry.id: entry for entry in file.entries("orders")}
    found = {}
    for key, entry in entries.items():
        order = entry.validated(Order, {}, problems)
        if order is not None:
            found[key] = order
            problems += _contradictions(entry, order)
        if key not in KEYS:
            expected = f"one of {', '.join(KEYS)}"
            problems.append(Problem(entry.line, key, "-", expected, "another order"))
    problems += [Problem(1, "-", key, "this order", "none") for key in KEYS if key not in entries]
    refuse(path, sorted(problems))
    return {key: found[key] for key in KEYS}


def _contradictions(entry: Entry, order: Order) -> Iterator[Problem]:
    """Goals that stand twice, or nowhere; only the order of the numbers has no groups."""
    if bool(order.groups) == (entry.id == KEYS[0]):
        expected = "nothing: its goals are not grouped" if order.groups else "groups of goals"
        found = f"{len(order.groups)} groups" if order.groups else "none"
        yield Problem(entry.line_of("groups"), entry.id, "groups", expected, found)
        return
    seen: dict[int, str] = {}
    for key, group in order.groups.items():
        field = f"groups.{key}.goals"
        for goal in group.goals:
            if goal in seen:
                found = f"{goal} again (first in {seen[goal]})"
                yield Problem(entry.line_of(field), entry.id, field, "each goal once", found)
            seen.setdefault(goal, key)
    left = [str(goal.number) for goal in GOALS if goal.number not in seen]
    if order.groups and left:
        found = f"{', '.join(left)} in no group"
        yield Problem(entry.line_of("groups"), entry.id, "groups", "every goal in a group", found)
