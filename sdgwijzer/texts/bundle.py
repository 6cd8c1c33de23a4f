"""Words of the bundle: how somebody recomputes a judgement with nothing but its table."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from sdgwijzer.content import Source
from sdgwijzer.judgement import chance, place, position, small
from sdgwijzer.judgement.position import Reason
from sdgwijzer.model import Basis, Direction, Flag, Margin, Scale, Status
from sdgwijzer.model import Chance as Kind
from sdgwijzer.texts import report as texts_of_report
from sdgwijzer.texts import words
from sdgwijzer.texts.numbers import listed, number, percent, plural

ROWS: Final = "Een rij per cijfer, gemeente en jaar, met alles waarmee het oordeel berekend is"

_SIGN: Final = {Direction.HIGHER_IS_BETTER: 1, Direction.LOWER_IS_BETTER: -1}


EVERYTHING: Final = "SDG-Wijzer"
"""Title of the table of everything."""


def titled(title: str, place_: str) -> str:
    """What the table is called."""
    return f"{title} {place_}".strip() + ": de cijfers"


def all_places(count: int) -> str:
    """The municipalities of the table of everything."""
    return f"alle {count} gemeenten"


def columns(meanings: Mapping[str, str]) -> str:
    """What each column is, as Markdown.

    Args:
        meanings: column → what it is.
    """
    lines = [f"- `{name}`: {meaning}" for name, meaning in meanings.items()]
    return "\n".join(["# Wat elke kolom is", "", *lines]) + "\n"


def licences(sources: Sequence[Source]) -> str:
    """What one may do with the figures of each source, as Markdown.

    Args:
        sources: of the figures.
    """
    parts = ["# Licenties", _LICENCES]
    for each in sources:
        lines = [
            f"- Licentie: {each.licence or 'door de bron niet gezegd: vraag het haar'}",
            f"- Opgehaald op: {each.retrieved}" if each.retrieved else "",
            f"- Adres: {each.homepage}" if each.homepage else "",
        ]
        parts += [f"## {each.publisher}, {each.title}", "\n".join(filter(None, lines))]
    return "\n\n".join(parts) + "\n"


_LICENCES: Final = (
    "De cijfers zijn van hun bronnen, en elke bron zegt wat je ermee mag doen. Neem je cijfers "
    "over, noem dan de bron en de dag waarop ze opgehaald zijn. De oordelen zijn berekend door "
    "SDG-Wijzer: zeg dat erbij als je ze overneemt."
)


def read_me(
    *,
    title: str,
    made: str,
    places: Sequence[str],
    files: Sequence[str],
    beside: str,
    row: Mapping[str, Any] | None,
    sources: Sequence[Source],
) -> str:
    """The whole text, as Markdown.

    Args:
        title: of the report, with its municipality.
        made: versions, and of when the figures are.
        places: the municipalities in the table, the own one first.
        files: names of the other files, in order.
        beside: whom the own judgements compare with, as in the column `peers`.
        row: of the table, for the example; None where nothing is judged.
        sources: of the figures.
    """
    parts = [
        f"# {title}: de cijfers",
        made,
        "## Wat zit erin?",
        "\n".join(_contents(places, files)),
        "`cijfers.csv` is gewone tekst (UTF-8), met een komma tussen de kolommen en een punt in de "
        "getallen. Wij ronden geen enkel getal af; sommige bronnen doen dat wel. Een leeg vak is "
        "een gat: de kolom `missing` zegt dan waarom. Wat elke kolom betekent, staat in "
        "`KOLOMMEN.md`, en in het Engels in `datapackage.json`. Elke rij is uniek door "
        "`indicator_id`, `nis_code` en `year` samen.",
        "## Zelf een oordeel narekenen",
        _which_row(places[0], beside),
        "### De kolommen die je nodig hebt",
        "\n".join(_columns()),
        "### Stap 1. Mag er een oordeel zijn?",
        "Loop deze redenen in deze volgorde af. De eerste die klopt, geeft `unknown` (geen "
        "oordeel), en staat met het woord vooraan in `status_reason`.",
        "\n".join(f"{at}. {line}" for at, line in enumerate(_reasons(), 1)),
        "### Stap 2. Het oordeel",
        "Klopt geen enkele reden, dan geldt dit:",
        "\n".join(f"- {line}" for line in _rule()),
        "### Een voorbeeld",
        "\n".join(_example(row)) if row else "Geen enkel cijfer heeft hier een oordeel.",
        "## Bronnen en licenties",
        "\n".join(f"- {texts_of_report.source_line(s)} {s.homepage}".rstrip() for s in sources),
    ]
    return "\n\n".join(parts) + "\n"


def _contents(places: Sequence[str], files: Sequence[str]) -> Iterator[str]:
    yield f"- `cijfers.csv`: een rij per cijfer, gemeente en jaar, van {listed(list(places))}."
    yield (
        "- `datapackage.json`: wat elke kolom is, voor programma's die een Frictionless Data "
        "Package lezen."
    )
    yield "- `KOLOMMEN.md`: wat elke kolom is, in het Nederlands."
    yield "- `LICENTIES.md`: wat je met de cijfers van elke bron mag doen."
    yield from (f"- `{name}`" for name in files)


def _which_row(own: str, beside: str) -> str:
    whom = f" Hier is dat voor {own}: {beside}." if beside else ""
    return (
        "Neem de rijen van één indicator (`indicator_id`) en één gemeente (`nis_code`). Van die "
        "rijen heb je er één nodig: die waar `position_status` is ingevuld. Dat is de rij van het "
        "laatste jaar met een cijfer. Is er geen enkele zo'n rij, dan is er geen cijfer en geen "
        "oordeel.\n\n"
        "`position_status` is het oordeel naast de andere gemeenten. De kolom `peers` zegt wie dat "
        f"zijn.{whom} Kolommen die met `group_` beginnen, als ze er zijn, zeggen hetzelfde naast "
        "de gekozen groep. Vlaanderen telt daar niet mee: voorwaarde (c) van stap 2 valt weg. "
        "`group_reference_value` is het midden van de anderen in de groep, zonder de gemeente "
        "zelf; in `group_n` en `group_percentile` telt ze wel mee.\n\n"
        "`status` is hetzelfde als `position_status`, behalve waar er een doel is: "
        f"dan is `status_basis` niet `{Basis.PEERS}`, en gaan `status` en `status_reason` over dat "
        "doel.\n\n"
        f"De codes: `{Status.GOOD}` is {words.STATUS[Status.GOOD].text}, `{Status.MIDDLE}` is "
        f"{words.STATUS[Status.MIDDLE].text}, `{Status.POOR}` is {words.STATUS[Status.POOR].text}, "
        f"`{Status.UNKNOWN}` is {words.STATUS[Status.UNKNOWN].text}."
    )


_MEANING: Final = {
    "direction": (
        f"of meer beter is (`{Direction.HIGHER_IS_BETTER}`) of minder "
        f"(`{Direction.LOWER_IS_BETTER}`)"
    ),
    "compared_value": "het cijfer dat we vergelijken; leeg als de rij niet van dat jaar is",
    "low": f"ondergrens van de marge ({percent(chance.LEVEL)}) rond dat cijfer",
    "high": "bovengrens van die marge",
    "reference_value": "het cijfer van de middelste gemeente (of tussen de middelste twee)",
    "flanders": "het cijfer van Vlaanderen als geheel; leeg als dat er niet is",
    "percentile": "de plaats tussen de gemeenten: 0 is de zwakste, 100 de beste",
    "n": "hoeveel gemeenten een cijfer hebben, deze gemeente meegeteld",
    "year, as_of, age_limit": "het jaar, de dag waarop we de ouderdom meten, de hoogste ouderdom",
    "inhabitants, unit, denominator": "inwoners, eenheid en waardoor gedeeld is",
    "flag, margin, scale, chance": "bijzonderheid, soort marge, schaal en soort cijfer",
}


def _columns() -> Iterator[str]:
    yield "| Kolom | Wat |"
    yield "| --- | --- |"
    for name, meaning in _MEANING.items():
        shown = ", ".join(f"`{each}`" for each in name.split(", "))
        yield f"| {shown} | {meaning} |"


def _reasons() -> Iterator[str]:
    """In the order of `place.reasons`, each by the columns of the table."""
    few = position.MIN_PEERS + 1
    yield (
        f"`{Reason.CONTEXT}`: `direction` is `{Direction.NEUTRAL}`. Het is een achtergrondcijfer."
    )
    yield (
        f"`{Reason.COMPOSED}`: `flag` is `{Flag.COMPOSED}`. Het is samengesteld uit vroegere "
        "gemeenten."
    )
    yield f"`{Reason.OLD}`: het jaartal van `as_of` min `year` is meer dan `age_limit`."
    yield f"`{Reason.OTHER_YEAR}`: `compared_value` is leeg. We vergelijken in een ander jaar."
    yield f"`{Reason.FEW_PEERS}`: `n` is minder dan {few}, of `percentile` is leeg."
    yield (
        f"`{Reason.TIES}`: meer dan {percent(position.MAX_TIES)} van de gemeenten heeft een en "
        "hetzelfde cijfer, ook als deze gemeente een ander heeft. Naast Vlaanderen heb je daarvoor "
        "de cijfers van alle gemeenten nodig. Zijn die niet in dit bestand, kijk dan of het in "
        "`status_reason` staat."
    )
    yield (
        f"`{Reason.SMALL}`: ofwel is `denominator` minder dan {small.MIN_DENOMINATOR}, ofwel is "
        f"`inhabitants` minder dan {small.MIN_INHABITANTS} terwijl `unit` `%` is of begint met "
        "`per `. Is een vak leeg, dan is het niet te klein."
    )
    yield (
        f"`{Reason.ZERO}`: `chance` is niet `{Kind.SURVEY}`, en ofwel is `scale` `{Scale.RATIO}` "
        f"en `compared_value` 0 of minder, ofwel is `scale` `{Scale.REST}` en `compared_value` 100 "
        "of meer."
    )
    yield f"`{Reason.NO_MARGIN}`: `margin` is `{Margin.NONE}`."


def _third(share: float) -> str:
    """66.67 → "200/3 (66,6667)"."""
    exact = Fraction(share).limit_denominator(100)
    return f"{exact} ({number(share, 4)})"


def _rule() -> Iterator[str]:
    """The conditions of `place.placed`."""
    for status, bound in (
        (Status.GOOD, f"minstens {_third(place.BEST)}"),
        (Status.POOR, f"hoogstens {_third(place.WORST)}"),
    ):
        good = status is Status.GOOD
        side, way, other = (
            ("beste", "beter", "groter") if good else ("zwakste", "minder goed", "kleiner")
        )
        opposite = "kleiner" if good else "groter"
        limits = ("`low`", "`high`") if good else ("`high`", "`low`")
        yield (
            f"**`{status}`** als drie dingen samen kloppen. (a) `percentile` is {bound}: het "
            f"{side} derde. (b) De hele marge is {way} dan de middelste gemeente: is meer beter, "
            f"dan is {limits[0]} {other} dan `reference_value`; is minder beter, dan is "
            f"{limits[1]} {opposite} dan `reference_value`. (c) `compared_value` is ook {way} dan "
            f"`flanders`: {other} als meer beter is, {opposite} als minder beter is. Is `flanders` "
            "leeg, dan valt (c) weg."
        )
    yield (
        f"**`{Status.MIDDLE}`** in alle andere gevallen. Kloppen (a) en (b), maar (c) niet, dan is "
        f"`status_reason` `{Reason.BETWEEN}`: het cijfer ligt {words.BETWEEN}."
    )
    yield (
        f"Verschillen twee getallen hoogstens {number(place.TOLERANCE, 9)}, dan zijn ze bij (a) en "
        "(c) even groot: (a) klopt dan, (c) niet. Zo beslist de afronding van de computer nooit."
    )


def _example(row: Mapping[str, Any]) -> Iterator[str]:
    """Every step with the numbers of the row, as they stand in the table."""
    age = int(row["as_of"][:4]) - row["year"]
    yield (
        f"`{row['indicator_id']}` ({row['indicator']}) van {row['municipality']} (`nis_code` "
        f"{row['nis_code']}). `position_status` is ingevuld in de rij van {row['year']}."
    )
    yield ""
    yield (
        f"- Stap 1: `direction` is `{row['direction']}`, `flag` is {_said(row['flag'])}, het "
        f"cijfer is {plural(age, 'jaar', 'jaar')} oud en `age_limit` is {row['age_limit']}, "
        f"`compared_value` is {_cell(row['compared_value'])}, `n` is {row['n']}, `inhabitants` is "
        f"{_cell(row['inhabitants'])}, `denominator` is {_said(row['denominator'])}, `unit` is "
        f"`{row['unit']}`, `chance` is `{row['chance']}`, `scale` is `{row['scale']}`, `margin` is "
        f"`{row['margin']}`, en `status_reason` zegt niet `{Reason.TIES}`. Geen enkele reden klopt."
    )
    yield from _steps(row)
    status = Status(row["position_status"])
    yield f"- Dus `position_status` is `{status}`: {words.STATUS[status].text}."


def _said(value: object) -> str:
    return "leeg" if value is None else f"`{_cell(value)}`"


def _cell(value: object) -> str:
    """As it stands in the table."""
    return str(value).removesuffix(".0")


def _steps(row: Mapping[str, Any]) -> Iterator[str]:
    """Third, margin and Flanders, as far as they are needed."""
    rank, sign = row["percentile"], _SIGN[Direction(row["direction"])]
    best, worst = rank >= place.BEST - place.TOLERANCE, rank <= place.WORST + place.TOLERANCE
    third = "het beste derde" if best else "het zwakste derde" if worst else "het middelste derde"
    yield f"- (a) `percentile` is {_cell(rank)}: {third}."
    if not (best or worst):
        return
    up = (sign > 0) == best  # must the figure be larger?
    way = "groter" if up else "kleiner"
    name, middle = ("low" if up else "high"), row["reference_value"]
    outside = row[name] > middle if up else row[name] < middle
    yield (
        f"- (b) `{name}` moet {way} zijn dan `reference_value`. {_cell(row[name])} is "
        f"{_is(way, _cell(middle), holds=outside)}"
    )
    if not outside or row["flanders"] is None:
        return
    value, whole = row["compared_value"], row["flanders"]
    beyond = (value - whole if up else whole - value) > place.TOLERANCE
    yield (
        f"- (c) `compared_value` moet {way} zijn dan `flanders`. {_cell(value)} is "
        f"{_is(way, _cell(whole), holds=beyond)}"
    )


def _is(way: str, other: str, *, holds: bool) -> str:
    """Of a condition: "groter dan 4,5: dat klopt."."""
    return f"{way} dan {other}: dat klopt." if holds else f"niet {way} dan {other}: dat klopt niet."
