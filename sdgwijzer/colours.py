"""The colours, each once: of judgements, of municipalities and groups, of the goals.

Pages get them as CSS variables (`html`), the components likewise, pictures and charts as numbers.
Where two are given, the first is for a light ground and the second for a dark one; what is drawn
into a picture has one colour that shows on both.
"""

from typing import Final, NamedTuple

from sdgwijzer.goals import GOALS


class Pair(NamedTuple):
    """A colour on a light ground, and on a dark one."""

    light: str
    dark: str

    def __str__(self) -> str:
        """As CSS has it."""
        return f"light-dark({self.light}, {self.dark})"


SCREEN: Final = {
    # judgements, in words and on the map
    "good": Pair("#00694f", "#5fd3ac"),
    "poor": Pair("#a63a00", "#ffb27d"),
    "middle": Pair("#d3dae0", "#4a5866"),
    # fifths by value, the palest first
    "fifth1": Pair("#dbe9f3", "#20384a"),
    "fifth2": Pair("#a9cbe3", "#2f5c7c"),
    "fifth3": Pair("#6ba6cf", "#4283ae"),
    "fifth4": Pair("#2f7cb3", "#76b2dc"),
    "fifth5": Pair("#0b4a78", "#c4e2f6"),
    "plain": Pair("#b9cddc", "#35506a"),
    # the own municipality and those beside it
    "own": Pair("#00558c", "#7cc4f2"),
    "own-ground": Pair("#e3eff7", "#1f3342"),
    "peer-ground": Pair("#fdf1e7", "#33261a"),
    # text and lines
    "link": Pair("#00558c", "#8ccbf5"),
    "quiet": Pair("#4a5663", "#b3bfca"),
    "line": Pair("#c9d2da", "#3a4754"),
    "edge-of-control": Pair("#6b7884", "#93a1ad"),
    "ground": Pair("#fff", "#12181f"),
    # notes
    "warning": Pair("#8a6100", "#e3b95c"),
    "warning-ground": Pair("#fdf4dc", "#33291a"),
    "error-ground": Pair("#fbe5e1", "#3a211d"),
}
"""Names of CSS variables, without the dashes."""

OWN: Final = "#1f83c2"
OWN_BAND: Final = "rgba(31, 131, 194, 0.18)"  # the same, thin
QUIET: Final = "#8795a1"
INK: Final = "#6b7884"
PEERS: Final = "#c8641b"
GROUP: Final = "#00857a"
AIM: Final = "#a05a00"
"""Drawn: the own municipality, all others, words and axes, the chosen ones together, the median of
a group, a target."""

EACH: Final = (
    "#d1651c",
    "#2f9e7e",
    "#9467bd",
    "#b8860b",
    "#c2477f",
    "#5f7d1a",
    "#7a5c3e",
    "#4e6fae",
)
"""Chosen municipalities one by one; names stand beside the lines."""


def variables() -> str:
    """All of them as CSS variables: `--good: …; --goal-8: …;`."""
    screen = (f"--{name}: {pair};" for name, pair in SCREEN.items())
    goals = (f"--goal-{goal.number}: {goal.colour};" for goal in GOALS)
    return " ".join((*screen, *goals))
