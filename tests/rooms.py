"""The rooms of the package and who imports whom: `python -m tests.rooms` draws docs/rooms.md."""

import ast
from pathlib import Path

import sdgwijzer
from sdgwijzer import paths

PACKAGE = Path(sdgwijzer.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

ROOMS = (
    *("errors", "settings", "paths", "goals", "colours", "log", "files", "model", "municipalities"),
    *("parsing", "fetch", "sources", "catalogue", "orders", "lists", "lookup"),
    *("figures", "judgement", "store", "build", "update"),
    *("views", "content", "workroom", "texts", "links", "api", "failures", "screens"),
    *("report", "pictures", "html", "typeset", "documents"),
    *("charts", "components", "serving", "static", "frame", "pages", "cli"),
)
"""The way of the figures, from publishers to the screen. Each may import what stands before it."""

FILE = paths.ROOT / "docs" / "rooms.md"
EVERYWHERE = {
    "errors",
    "settings",
    "paths",
    "goals",
    "colours",
    "log",
    "files",
    "model",
    "municipalities",
}
"""Imported by nearly all: an arrow from each of them would hide the others."""


def name_of(path):
    """`store.versions`, `model`; a package itself is `store`."""
    inside = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(inside).removesuffix("__init__").rstrip(".")


def room(path):
    """The room, or the module that stands in no room; "" for the package itself."""
    return name_of(path).partition(".")[0]


def imports(path):
    """Top-level packages, and modules of our own, that a file imports."""
    outside, own = set(), set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            first, *rest = name.split(".")
            if first == "sdgwijzer" and rest:
                own.add(rest[0])
            elif first != "sdgwijzer":
                outside.add(first)
    return outside, own - {"__version__"}


def arrows():
    """Room → rooms that it imports, in the order of the flow; without those of `EVERYWHERE`."""
    found = {name: set() for name in ROOMS if name not in EVERYWHERE}
    for path in MODULES:
        if room(path) in found:
            found[room(path)] |= imports(path)[1] & set(found) - {room(path)}
    return {name: sorted(each, key=ROOMS.index) for name, each in found.items()}


def needed(found):
    """The same without an arrow that a longer way implies."""

    def reached(name):
        return set().union(*({each} | reached(each) for each in found[name]))

    return {
        name: [one for one in each if not any(one in reached(other) for other in each)]
        for name, each in found.items()
    }


def drawn():
    """The whole page."""
    found = arrows()
    lines = [
        "# The rooms",
        "",
        "Made by `python -m tests.rooms` from the imports; a test holds it beside them. Every room",
        f"may also import {', '.join(f'`{name}`' for name in ROOMS if name in EVERYWHERE)}.",
        "",
        "```mermaid",
        "flowchart LR",
        *(f"    {one} --> {name}" for name, each in needed(found).items() for one in each),
        "```",
        "",
        "| room | imports |",
        "| --- | --- |",
        *(f"| `{name}` | {', '.join(each)} |" for name, each in found.items()),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(drawn(), encoding="utf-8")
