"""The tables of sources in the pages for people: `python -m tests.tables` makes them anew.

A table stands between two marks in its page; what is around it is written by hand. A test holds
the tables beside the sources and their provenance, so a new source is never written down twice.
"""

from sdgwijzer import catalogue, municipalities, paths, sources
from sdgwijzer.fetch.finders import Dcat, Link, Opendatasoft
from sdgwijzer.figures import kept
from sdgwijzer.sources import stadsmonitor
from sdgwijzer.update import doctor

FIGURES = paths.ROOT / "data" / "figures"
BEGIN, END = "<!-- made by `python -m tests.tables`: {} -->", "<!-- end -->"


def row(*cells):
    return f"| {' | '.join(cells)} |"


def licences():
    """In data/README.md: every source, with who publishes it, and whether its figures are here."""
    yield row("source", "data set", "publisher", "licence", "figures")
    yield row(*["---"] * 5)
    for source in map(sources.load, sources.available()):
        until = "not here"
        if source.shipped:
            until = f"until {kept.read_provenance(FIGURES, source.key).last_year}"
        publisher = "; ".join(filter(None, (source.publisher, source.via)))
        yield row(f"`{source.key}`", source.title, publisher, source.licence, until)


def arrivals():
    """In docs/bijwerken.md: where every source is asked, and under which name a mirror has it."""
    entries, reference = catalogue.read(paths.catalogue()), municipalities.load()
    yield row("bron", "waar ze gevraagd wordt", "bestand in de map van `--mirror`")
    yield row(*["---"] * 3)
    for key in sources.available():
        asked = doctor.requests(entries, key, reference)
        names = [request.name for request in asked]
        if asked[0].by_hand and sources.load(key).shipped:  # a reader stops at what is not there
            names = [answer.name for answer in kept.read_provenance(FIGURES, key).answers]
        more = " en andere" if len(names) > 1 else ""
        yield row(
            f"`{key}`", "; daarna ".join(dict.fromkeys(ways(asked[0]))), f"`{names[0]}`{more}"
        )


def ways(request):
    """In which order a file is looked for, in Dutch."""
    if request.by_hand:
        return ["nergens: met de hand te exporteren"]
    known = [f"een vast adres op {host(request.url)}"] if request.url else []
    return [*map(found, request.finders), *known, *map(found, request.fallbacks)]


def found(finder):
    match finder:
        case Dcat():
            return f"de catalogus van {host(finder.catalogue)}"
        case Opendatasoft():
            return f"de catalogus van {finder.portal}"
        case Link():
            return f"een link op een pagina van {host(finder.page)}"
    raise TypeError(f"no words for {type(finder).__name__}: add them here")


def host(address):
    return address.split("/")[2]


HEADERS = {
    "AR_03": ("Procent",),
    "AR_05": ("OKI-index",),
    "EC_15": (
        "Bezette oppervlakte bedrijventerreinen",
        "Totale oppervlakte bedrijventerreinen",
        "Procent (%)",
    ),
    "RU_05": ("Oppervlakte type landgebruik", "Totale oppervlakte"),
    "SA_01": ("per 1.000 inwoners",),
    "WE_28": (
        "Beroepsbevolking van 20 tot en met 64 jaar",
        "Aantal inwoners van 20 tot en met 64 jaar",
        "Procent (%)",
    ),
    "ZO_07": ("Verhouding per 1000 rechthebbenden",),
}
"""Code of the Gemeente-Stadsmonitor → headers of real files, as others who opened one say."""


def stadsmonitor_entries():
    """In docs/stadsmonitor.md: what has to be true of a file for each indicator to be read."""
    yield row("code", "indicator", "Indicator says", "figure in", "class", "header seen")
    yield row(*["---"] * 6)
    asked = catalogue.read(paths.catalogue()).of_source("stadsmonitor")
    for item in sorted(asked, key=lambda item: item.query["code"]):
        query = stadsmonitor.Query.model_validate(item.query)
        seen = "yes" if query.code in HEADERS else "no"
        yield row(
            query.code, f"`{item.id}`", query.title, figure(item, query), classes(query), seen
        )


def figure(item, query):
    """The column with the value, or with the part and the whole."""
    if query.numerator:
        return f"`{query.numerator}` of `{query.denominator}`"
    whole = f", of `{item.per.indicator}` of this site" if item.per else ""
    times = f" x {query.scale}" if query.scale != 1 else ""
    return f"`{query.value}`{times}{whole}"


def classes(query):
    """The class, several that are added up, or one less another."""
    if query.minus:
        return f"{query.item[0]} less {query.minus}"
    return " + ".join(query.item) or "-"


TABLES = {
    paths.ROOT / "data" / "README.md": licences,
    paths.ROOT / "docs" / "bijwerken.md": arrivals,
    paths.ROOT / "docs" / "stadsmonitor.md": stadsmonitor_entries,
}


def drawn(page):
    """The whole page, with the table of today."""
    table = TABLES[page]
    begin, text = BEGIN.format(table.__name__), page.read_text(encoding="utf-8")
    before, _, rest = text.partition(begin)
    assert END in rest, f"{page.name}: expected {begin} and {END}"
    after = rest.partition(END)[2]
    return before + "\n".join([begin, "", *table(), "", END]) + after


if __name__ == "__main__":
    for page in TABLES:
        page.write_text(drawn(page), encoding="utf-8")
