"""Which municipality is meant: in a link, beside whom, in the search box, on the command line."""

from collections import defaultdict

import pandas as pd
import pytest

from sdgwijzer import catalogue, cli, html, lookup, municipalities, paths
from sdgwijzer.errors import SdgWijzerError, SourceError
from sdgwijzer.links.places import MOST, asked
from sdgwijzer.lists import place_names
from sdgwijzer.lookup import How
from sdgwijzer.texts import frame_of_pages
from sdgwijzer.texts.names import named
from sdgwijzer.views import search

LOOKUP = lookup.load()
KNOWN = municipalities.load()
ENTRIES = catalogue.read(paths.catalogue())
MEANT = {
    "Sint-Niklaas": ("Sint-Niklaas", ""),
    "Sint Niklaas": ("Sint-Niklaas", ""),
    "st. niklaas": ("Sint-Niklaas", ""),
    "SINT–NIKLAAS": ("Sint-Niklaas", ""),
    "46021": ("Sint-Niklaas", ""),
    "Heist op den Berg": ("Heist-op-den-Berg", ""),
    "Saint-Nicolas": ("Sint-Niklaas", "Saint-Nicolas is de Franse naam van Sint-Niklaas"),
    "St. Nicolas": ("Sint-Niklaas", "Saint-Nicolas is de Franse naam van Sint-Niklaas"),
    "stad Gent": ("Gent", ""),
    "Gand": ("Gent", "Gand is de Franse naam van Gent"),
    "fourons": ("Voeren", "Franse naam van Voeren"),
    "Courtrai": ("Kortrijk", "Franse naam van Kortrijk"),
    "Tongres": ("Tongeren-Borgloon", "naam van Tongeren, nu een deel van Tongeren-Borgloon"),
    "Brages": ("Pepingen", "Brages is de Franse naam van Beert, nu een deel van Pepingen"),
    "3668": ("As", "Postcode 3668 is van As"),
    "Niel-bij-As": ("As", "nu een deel van As"),
    "8530": ("Harelbeke", "Postcode 8530 is van Harelbeke"),
    "8531": ("Harelbeke", "Postcode 8531 is van Harelbeke"),
    "Bavikhove": ("Harelbeke", "Bavikhove is nu een deel van Harelbeke"),
    "34004": ("Harelbeke", "34004 is de code van Bavikhove, nu een deel van Harelbeke"),
    "’s Gravenvoeren": ("Voeren", "nu een deel van Voeren"),
    "Borsbeek": ("Antwerpen", "Borsbeek is nu een deel van Antwerpen"),
    "11007": ("Antwerpen", "11007 is de code van Borsbeek"),
    "44011": ("Deinze", "44011 is een oude code van Deinze"),
    "36001": ("Ardooie", "36001 is een oude code van Ardooie"),
    "Beveren": ("Beveren-Kruibeke-Zwijndrecht", "Beveren is nu een deel van"),
    "Machelen": ("Machelen", ""),
}


def hits_of(text):
    return search.find(text, LOOKUP, ENTRIES.indicators, ENTRIES.themes, frame_of_pages.SYNONYMS)


def told(notices):
    return " ".join(each.text for each in notices)


@pytest.mark.parametrize("text", MEANT)
def test_link_peers_search_and_command_line_give_one_answer_and_say_what_differs(text, capsys):
    name, said = MEANT[text]
    code = KNOWN.find(name).nis_code
    own = asked({"gemeente": text}, "overzicht", LOOKUP)
    assert own.municipality.name == name
    beside = asked({"gemeente": "Ronse", "vergelijk": text}, "overzicht", LOOKUP)
    assert beside.peers == (name,)
    for made in (own, beside):
        assert said in told(made.notices)
        assert bool(made.notices) == bool(said)
    hits = hits_of(text)
    assert (hits[0].kind, hits[0].key) == (search.Kind.MUNICIPALITY, name)
    assert cli.options.code(LOOKUP, text) == code
    assert bool(capsys.readouterr().err) == bool(said)


def test_name_of_today_wins_in_any_spelling():
    for row in KNOWN.today.values():
        plain = row.name.replace("-", " ")
        saint = plain.replace("Sint ", "St. ")
        for text in (row.name, row.name.upper(), plain, saint, row.nis_code):
            found = LOOKUP.find(f" {text} ")
            assert (text, found.municipality) == (text, row)
            assert found.name.how in (How.NAME, How.CODE)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("8570", {"Anzegem", "Wortegem-Petegem"}),
        ("Ekeren", {"Antwerpen", "Kapellen"}),
        ("Deurne", {"Antwerpen", "Diest"}),
    ],
)
def test_what_may_be_several_is_not_chosen_and_each_is_offered(text, names):
    link = {"gemeente": text, "vergelijk": "Gent", "doel": "3"}
    made = asked(link, "doel", LOOKUP)
    assert made.municipality is None
    assert made.peers == ("Gent",)
    [notice] = made.notices
    assert {way.text for way in notice.ways} == names
    for way in notice.ways:
        assert html.href(way.to) == f"./doel?gemeente={way.text}&vergelijk=Gent&doel=3"


def test_unknown_name_gets_suggestions_and_keeps_the_rest_of_the_link():
    made = asked({"gemeente": "Harelbeeke", "vergelijk": "Gent", "doel": "3"}, "doel", LOOKUP)
    [notice] = made.notices
    assert "Bedoel je:" in notice.text
    assert notice.ways[0].text == "Harelbeke"
    assert html.href(notice.ways[0].to) == "./doel?gemeente=Harelbeke&vergelijk=Gent&doel=3"


def test_unknown_peer_gets_suggestions_in_its_place():
    link = {"gemeente": "Gent", "vergelijk": "Aalst,Harelbeeke,provincie"}
    made = asked(link, "overzicht", LOOKUP)
    assert made.peers == ("Aalst", "provincie")
    [way, *_] = made.notices[0].ways
    assert way.text == "Harelbeke"
    assert html.href(way.to) == "./overzicht?gemeente=Gent&vergelijk=Aalst%2Cprovincie%2CHarelbeke"


@pytest.mark.parametrize("number", ["8533", "34099", "99999", "1000", "853", "85300", "4602"])
def test_digits_are_never_compared_by_likeness(number):
    found = LOOKUP.find(number)
    assert found.municipality is None
    assert found.alike == ()
    assert not [hit for hit in hits_of(number) if hit.kind is search.Kind.MUNICIPALITY]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gand", "Gent (Gand)"),
        ("8531", "Harelbeke (postcode 8531)"),
        ("34004", "Bavikhove (nu Harelbeke)"),
        ("bavikhove", "Bavikhove (nu Harelbeke)"),
        ("Deurne", "Deurne (nu Antwerpen)"),
        ("44011", "Deinze"),
        ("Velzeke", "Velzeke-Ruddershove (nu Zottegem)"),
    ],
)
def test_search_says_as_what_a_municipality_was_found(text, words):
    assert named(hits_of(text)[0].called) == words


def test_former_villages_do_not_stand_before_what_is_searched():
    """Watervliet begins with it, and is part of a municipality."""
    assert not [hit for hit in hits_of("water") if hit.called]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hale", "Halle"),  # and not Zoersel, that has a former Halle
        ("Bavikhov", "Bavikhove (nu Harelbeke)"),
        ("Antw", "Antwerpen"),
        ("8531 Kuurne", "Kuurne"),
    ],
)
def test_suggestion_says_by_what_name_it_was_found(text, words):
    assert words in [named(each) for each in LOOKUP.find(text).alike]


def test_former_municipality_of_which_a_postcode_is_lost_is_not_placed():
    """Kozen shares another one with Sint-Truiden, and is in Nieuwerkerken."""
    assert LOOKUP.find("Kozen") == lookup.Found("Kozen")
    assert LOOKUP.find("71031") == lookup.Found("71031")


@pytest.mark.parametrize(
    ("peers", "kept", "said"),
    [
        ("Gent,Harelbeke", ("Gent",), "Harelbeke staat al bovenaan"),
        ("Gent,Bavikhove", ("Gent",), "Harelbeke staat al bovenaan"),
        ("Gent,gent", ("Gent",), "meer dan één keer: Gent"),
        ("Kruibeke,Zwijndrecht", ("Beveren-Kruibeke-Zwijndrecht",), "meer dan één keer"),
        ("Provincie,Gent", ("provincie", "Gent"), ""),
        ("Gand,8531,Courtrai", ("Gent", "Kortrijk"), "van Kortrijk. Harelbeke staat al bovenaan"),
        ("Xyzzyx,Gent", ("Gent",), "kennen we niet: Xyzzyx"),
        (
            ",".join(row.name for row in list(KNOWN.today.values())[: MOST + 3]),
            None,
            "te veel gemeenten",
        ),
    ],
)
def test_what_becomes_of_peers_is_said(peers, kept, said):
    made = asked({"gemeente": "Harelbeke", "vergelijk": peers}, "overzicht", LOOKUP)
    assert kept in (None, made.peers)
    assert said in told(made.notices)
    assert len(made.notices) == bool(said)


def test_shipped_names_are_what_the_reader_takes_from_the_publishers_files(raw):
    shipped = (paths.ROOT / "data" / place_names.FILE).read_text(encoding="utf-8")
    assert place_names.as_csv(place_names.read(raw, KNOWN)) == shipped


def test_every_name_code_and_postcode_means_what_the_files_say(raw):
    """Recomputed here from the publishers' files; where they allow several, none is chosen."""
    today, since = KNOWN.to_today(2018), KNOWN.to_today(2024)
    near, postcodes = by_postcode(raw, today)
    expected = dict(near)
    refnis = pd.read_csv(raw(place_names._REFNIS), sep="|", dtype=str, encoding="utf-8-sig")
    refnis = refnis[refnis["LVL_REFNIS"] == "4"].set_index("CD_REFNIS")
    named = [defaultdict(set) for _ in range(2)]  # French, former; those of today go before
    for code, row in refnis.iterrows():
        sure = all(near[postcode] for postcode in postcodes[code])
        now = set().union(*(near[postcode] for postcode in postcodes[code])) if sure else set()
        now = {today[code]} if code in today else now
        expected.setdefault(code, now)
        if now:
            french, dutch = (row[f"TX_REFNIS_{each}"].split(" (")[0] for each in ("FR", "NL"))
            named[0][french.lower()] |= now if french != dutch else set()
            named[1][dutch.lower()] |= now
    for names in reversed(named):
        expected |= {name: codes for name, codes in names.items() if codes}
    for row in sorted(KNOWN, key=lambda row: row.valid_from):  # they go before a village
        expected[row.name.lower()] = expected[row.nis_code] = {
            (since if row.nis_code in since else today).get(row.nis_code, row.nis_code)
        }
    expected |= {row.name.lower(): {code} for code, row in KNOWN.today.items()}
    assert len(expected) > 4000
    for text, codes in expected.items():
        found = LOOKUP.find(text)
        rows = [found.name] if found.name else found.candidates
        assert {each.municipality.nis_code for each in rows} == codes, text


def by_postcode(raw, today):
    """Postcode → municipalities of today, and code → its postcodes."""
    near, postcodes = defaultdict(set), defaultdict(set)
    for postcode, _, code, *_ in lines(raw(place_names._POSTCODES)):
        near[postcode] |= {today[code]} if code in today else set()
        postcodes[code].add(postcode)
    for code, _, _, _, _, postcode in lines(raw(place_names._NEWER)):
        if not near[postcode] and code in today:
            near[postcode] |= {today[code]}
    return near, postcodes


def lines(path):
    """The rows of a federal table: after the comments and the header."""
    rows = path.read_text(encoding="latin-1").splitlines()
    return [line.split(";") for line in rows if line[:1].isdigit()]


def test_recorded_files_are_read(recorded):
    """A few places of the publishers' files, where the whole files are not at hand."""
    rows = tuple(row for row in KNOWN if row.nis_code in ("34013", "71002", "71053", "73109"))
    found = place_names.read(recorded, municipalities.Municipalities(rows))
    text = place_names.as_csv(found)
    shipped = (paths.ROOT / "data" / place_names.FILE).read_text(encoding="utf-8")
    assert set(text.splitlines()) <= set(shipped.splitlines())
    for line in ("former,Bavikhove,34004,34013", "french,Fourons,73109,73109", "postcode,3668,,"):
        assert line in text
    assert "Kozen" not in text


def test_other_layout_of_the_files_is_refused(tmp_path):
    (tmp_path / "refnis.txt").write_text("LVL_REFNIS|CD_REFNIS|TX_REFNIS_FR|TX_REFNIS_NL\n")
    (tmp_path / "post.csv").write_text("# uitleg\nPOSTAL_CODE;NIS_CODE\n8530;34013\n")

    def get(request):
        return tmp_path / ("post.csv" if "postal" in request.name else "refnis.txt")

    with pytest.raises(SourceError, match=r"municipalities are missing.*308 municipalities"):
        place_names.read(get, KNOWN)


@pytest.mark.parametrize(
    "content", ["", "kind,name\n", "kind,name,code,nis_codes\nriver,Leie,,1\n"]
)
def test_damaged_table_is_refused(tmp_path, content):
    path = tmp_path / place_names.FILE
    path.write_text(content)
    with pytest.raises(SdgWijzerError, match=r"place_names.csv.*version control"):
        place_names.load(path)
