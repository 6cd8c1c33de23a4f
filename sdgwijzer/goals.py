"""The 17 Sustainable Development Goals: number, Dutch name, official colour.

Names and colours: United Nations, SDG communication guidelines, and the Dutch names used by
the Flemish and federal governments.
"""

from typing import Final, NamedTuple


class Goal(NamedTuple):
    """One goal; the colour is for edges and icons, not for text (too little contrast)."""

    number: int
    name: str
    colour: str


GOALS: Final = (
    Goal(1, "Geen armoede", "#E5243B"),
    Goal(2, "Geen honger", "#DDA63A"),
    Goal(3, "Goede gezondheid en welzijn", "#4C9F38"),
    Goal(4, "Kwaliteitsonderwijs", "#C5192D"),
    Goal(5, "Gendergelijkheid", "#FF3A21"),
    Goal(6, "Schoon water en sanitair", "#26BDE2"),
    Goal(7, "Betaalbare en duurzame energie", "#FCC30B"),
    Goal(8, "Waardig werk en economische groei", "#A21942"),
    Goal(9, "Industrie, innovatie en infrastructuur", "#FD6925"),
    Goal(10, "Ongelijkheid verminderen", "#DD1367"),
    Goal(11, "Duurzame steden en gemeenschappen", "#FD9D24"),
    Goal(12, "Verantwoorde consumptie en productie", "#BF8B2E"),
    Goal(13, "Klimaatactie", "#3F7E44"),
    Goal(14, "Leven in het water", "#0A97D9"),
    Goal(15, "Leven op het land", "#56C02B"),
    Goal(16, "Vrede, justitie en sterke publieke diensten", "#00689D"),
    Goal(17, "Partnerschap om doelstellingen te bereiken", "#19486A"),
)


def goal(number: int) -> Goal:
    """The goal with this number (1-17)."""
    return GOALS[number - 1]
