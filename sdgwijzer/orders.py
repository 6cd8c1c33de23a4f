"""`orders.yaml` → in which orders the 17 goals can stand, and under which headings.

Every problem is found in one go, with its line, what was expected and what is there.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, StringConstraints

from sdgwijzer.goals import GOALS
from sdgwijzer.model import GoalNumber, Record
from sdgwijzer.parsing.entries import Document, Entry, Problem, refuse

KEYS: Final = ("doelen", "p", "domein")
"""The orders, as they stand in links; the first one is that of the numbers."""

MOST_NAMES: Final = 8
LETTERS: Final = 40
"""Names that somebody gives the groups of an order, and letters of each."""

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


def split(text: str) -> tuple[str, ...]:
    """Names as somebody typed them, with commas between them; no more and no longer than fits."""
    parts = text.split(",")[:MOST_NAMES] if text.strip() else []
    return tuple(part.strip()[:LETTERS] for part in parts)


def named(order: Order, names: Sequence[str]) -> Order:
    """An order whose groups have the names of a municipality; one name for two makes one group.

    Args:
        order: with its groups.
        names: for the first groups; "" keeps the own name of one.
    """
    own = [group.name for group in order.groups.values()]
    called = [name or old for name, old in zip_longest(names[: len(own)], own, fillvalue="")]
    groups: dict[str, Group] = {}
    for name, group in zip(called, order.groups.values(), strict=True):
        before = groups.get(name)
        goals = (*(before.goals if before else ()), *group.goals)
        reason = f"{before.reason} {group.reason}" if before else group.reason
        groups[name] = group.model_copy(update={"name": name, "goals": goals, "reason": reason})
    return order.model_copy(update={"groups": groups}) if names else order


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
