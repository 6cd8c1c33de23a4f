"""The 17 Sustainable Development Goals: number, Dutch name, official colour, pictogram.

Names and colours: United Nations, SDG communication guidelines, and the Dutch names used by
the Flemish and federal governments. Pictograms: names of Lucide (`html/lucide`).
"""

from typing import Final, NamedTuple


class Goal(NamedTuple):
    """One goal; the colour is for tiles and edges, not for text (too little contrast)."""

    number: int
    name: str
    colour: str
    pictogram: str


GOALS: Final = (
    Goal(1, "Geen armoede", "#E5243B", "hand-coins"),
    Goal(2, "Geen honger", "#DDA63A", "wheat"),
    Goal(3, "Goede gezondheid en welzijn", "#4C9F38", "heart-pulse"),
    Goal(4, "Kwaliteitsonderwijs", "#C5192D", "graduation-cap"),
    Goal(5, "Gendergelijkheid", "#FF3A21", "venus-and-mars"),
    Goal(6, "Schoon water en sanitair", "#26BDE2", "droplets"),
    Goal(7, "Betaalbare en duurzame energie", "#FCC30B", "zap"),
    Goal(8, "Waardig werk en economische groei", "#A21942", "briefcase-business"),
    Goal(9, "Industrie, innovatie en infrastructuur", "#FD6925", "factory"),
    Goal(10, "Ongelijkheid verminderen", "#DD1367", "scale"),
    Goal(11, "Duurzame steden en gemeenschappen", "#FD9D24", "building-2"),
    Goal(12, "Verantwoorde consumptie en productie", "#BF8B2E", "recycle"),
    Goal(13, "Klimaatactie", "#3F7E44", "thermometer-sun"),
    Goal(14, "Leven in het water", "#0A97D9", "fish"),
    Goal(15, "Leven op het land", "#56C02B", "tree-deciduous"),
    Goal(16, "Vrede, justitie en sterke publieke diensten", "#00689D", "landmark"),
    Goal(17, "Partnerschap om doelstellingen te bereiken", "#19486A", "handshake"),
)


def goal(number: int) -> Goal:
    """The goal with this number (1-17)."""
    return GOALS[number - 1]
