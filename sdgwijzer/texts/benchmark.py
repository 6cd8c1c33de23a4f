"""What Eurostat says of the whole Flemish Region, beside a figure of a municipality."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sdgwijzer.model import Indicator
from sdgwijzer.texts.numbers import day, figure, listed

TITLE: Final = "Heel het Vlaams Gewest, volgens Eurostat"
STATUS: Final[Mapping[str, str]] = {
    "b": "nieuwe meetwijze vanaf dat jaar",
    "d": "met een andere definitie",
    "e": "geschat door Eurostat",
    "p": "voorlopig",
    "u": "weinig betrouwbaar door een kleine steekproef",
}
NOTE: Final = "De gemeente wordt hier niet mee vergeleken of beoordeeld."
BROKEN: Final = "Tussen deze jaren veranderde de meetwijze: vergelijk ze niet zomaar."
LINK: Final = "https://ec.europa.eu/eurostat/databrowser/view/{dataset}/default/table"
OPEN: Final = "Alle jaren bij Eurostat"


def lines(series: Sequence[tuple[Any, ...]], item: Indicator) -> list[str]:
    """The latest and the first figure, how they differ from the municipal ones, and whose.

    Args:
        series: rows of `Store.benchmark`, at least one.
        item: the indicator beside which they stand.
    """
    figures = []
    ends = [series[-1], series[0]] if len(series) > 1 else [series[-1]]
    for year, value, status, *_ in ends:
        said = [STATUS[letter] for letter in status]
        more = f" ({listed(said)})" if said else ""
        figures.append(f"{figure(value, item)} in {year}{more}")
    *_, dataset, published, differs = series[-1]
    broken = any("b" in status for _, _, status, *_ in series[1:])
    at = f", bijgewerkt op {day(published)}" if published else ""
    return [
        f"{figures[0]}{f', tegenover {figures[1]}' if len(figures) > 1 else ''}. "
        f"{f'{BROKEN} ' if broken else ''}{NOTE}",
        f"Let op het verschil. {differs}",
        f"Bron: Eurostat, gegevensset {dataset}{at}. Hergebruik mag met bronvermelding.",
    ]
