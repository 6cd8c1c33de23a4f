"""The colours, each once, by their role: a judgement, a municipality, a goal.

Pages get them as CSS variables (`html`), the components likewise, pictures and charts as numbers.
Where two are given, the first is for a light ground and the second for a dark one. A picture has
both: an image follows the `color-scheme` of its place on the page, and paper gets the first.

Roles that stand on one picture are apart in every eye: `tests/test_colours.py` measures it.
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
    # the same behind words
    "good-ground": Pair("#d8eee6", "#14382e"),
    "poor-ground": Pair("#f8e2d5", "#47291a"),
    "middle-ground": Pair("#eef1f4", "#222c36"),
    # fifths by value, the palest first
    "fifth1": Pair("#dbe9f3", "#20384a"),
    "fifth2": Pair("#a9cbe3", "#2f5c7c"),
    "fifth3": Pair("#6ba6cf", "#4283ae"),
    "fifth4": Pair("#2f7cb3", "#76b2dc"),
    "fifth5": Pair("#0b4a78", "#c4e2f6"),
    "plain": Pair("#b9cddc", "#35506a"),
    # the own municipality and those beside it
    "others": Pair("#788591", "#8795a1"),
    "own": Pair("#00558c", "#7cc4f2"),
    "own-ground": Pair("#e3eff7", "#1f3342"),
    "peer-ground": Pair("#fdf1e7", "#33261a"),
    # text and lines
    "link": Pair("#00558c", "#8ccbf5"),
    "quiet": Pair("#4a5663", "#b3bfca"),
    "line": Pair("#c9d2da", "#3a4754"),
    "edge-of-control": Pair("#6b7884", "#93a1ad"),
    "text": Pair("#1b2530", "#e8edf2"),
    "ground": Pair("#fff", "#12181f"),
    # notes
    "warning": Pair("#8a6100", "#e3b95c"),
    "warning-ground": Pair("#fdf4dc", "#33291a"),
    "error-ground": Pair("#fbe5e1", "#3a211d"),
}
"""Names of CSS variables, without the dashes."""


class Look(NamedTuple):
    """How a municipality looks, the same on every picture, map, table and report.

    Attributes:
        colour: of its marker and its line.
        plotted: the same where one colour has to show on both grounds.
        marker: the shape of its marker, a name of `pictures.markers`.
        sign: the same shape in a text.
    """

    colour: Pair
    plotted: str
    marker: str
    sign: str


OWN: Final = Look(SCREEN["own"], "#1f83c2", "circle", "●")

PEERS: Final = (
    Look(Pair("#6a51d8", "#a083f6"), "#6a51d8", "square", "■"),
    Look(Pair("#b48856", "#976217"), "#b48856", "plus", "✚"),
    Look(Pair("#4d1d4c", "#a943a8"), "#a943a8", "star", "★"),
    Look(Pair("#0b9dc0", "#90d2d0"), "#0b9dc0", "cross", "✕"),
    Look(Pair("#432b16", "#e0af27"), "#9a7412", "pentagon", "⬟"),
    Look(Pair("#48001a", "#8b6172"), "#8b6172", "bar", "▮"),
    Look(Pair("#2a8add", "#1f85d7"), "#3f7f8c", "hollow_square", "□"),
    Look(Pair("#1a125a", "#efdbff"), "#8f84b5", "hollow_star", "☆"),
    Look(Pair("#8a5687", "#df81c6"), "#c0559a", "hexagon", "⬢"),
    Look(Pair("#9f7073", "#c5766d"), "#c5766d", "hollow_pentagon", "⬠"),
    Look(Pair("#68862c", "#766d4c"), "#68862c", "dash", "▬"),
    Look(Pair("#133b37", "#2061d7"), "#2061d7", "hollow_hexagon", "⬡"),
)
"""Municipalities beside the own one, in the order in which they were chosen; each has its name too.

The first three are apart for every eye, the others at least by their marker.
"""

GOOD: Final = SCREEN["good"]
POOR: Final = SCREEN["poor"]
OTHERS: Final = SCREEN["others"]
TEXT: Final = SCREEN["text"]
INK: Final = SCREEN["quiet"]
LINE: Final = SCREEN["line"]
AIM: Final = SCREEN["warning"]
"""Drawn: better, less good, all others with what stands for them (no clear difference, the middle
municipality, Flanders), titles, words, lines that guide the eye, a target."""


def peer(number: int) -> Look:
    """The look of the n-th chosen municipality, from 0; beyond the last it begins anew."""
    return PEERS[number % len(PEERS)]


PLOTTED: Final = {
    "own": OWN.plotted,
    "band": "rgba(31, 131, 194, 0.18)",  # the same, thin
    "others": "#8795a1",
    "group": "#00857a",
    "target": "#a05a00",
}
"""In figures to study, that know of one ground only: these show on both."""

WHITE: Final = "#ffffff"
BLACK: Final = "#0d1217"

_WHITE_ON: Final = frozenset({1, 4, 8, 10, 13, 16, 17})
"""Goals whose colour bears white words; the others bear dark ones (4.5:1 and more)."""


def of_goal(number: int) -> Pair:
    """The colour of a goal, the same on both grounds."""
    colour = GOALS[number - 1].colour
    return Pair(colour, colour)


def on_goal(number: int) -> str:
    """The colour of words on that of a goal."""
    return WHITE if number in _WHITE_ON else BLACK


def variables() -> str:
    """All of them as CSS variables: `--good: …; --peer-1: …; --goal-8: …; --on-goal-8: …;`."""
    screen = (f"--{name}: {pair};" for name, pair in SCREEN.items())
    peers = (f"--peer-{i}: {look.colour};" for i, look in enumerate(PEERS, 1))
    goals = (f"--goal-{goal.number}: {goal.colour};" for goal in GOALS)
    inks = (f"--on-goal-{goal.number}: {on_goal(goal.number)};" for goal in GOALS)
    return " ".join((*screen, *peers, *goals, *inks))
