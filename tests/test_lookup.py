"""Which municipality is meant: in a link, beside whom, in the search box, on the command line."""

import pandas as pd
import pytest

from sdgwijzer import catalogue, cli, find, lookup, municipalities, paths, place_names
from sdgwijzer.errors import SdgWijzerError, SourceError
from sdgwijzer.lookup import How
from sdgwijzer.pages.asked import MOST, asked
from sdgwijzer.texts import screens

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
    "Saint-Nicolas": ("Sint-Niklaas", "is de Franse naam van Sint-Niklaas"),
    "Gand": ("Gent", "Gand is de Franse naam van Gent"),
    "fourons": ("Voeren", "Franse naam van Voeren"),
    "Courtrai": ("Kortrijk", "Franse naam van Kortrijk"),
    "8530": ("Harelbeke", "Postcode 8530 is van Harelbeke"),
    "8531": ("Harelbeke", "Postcode 8531 is van Harelbeke"),
    "Bavikhove": ("Harelbeke", "Bavikhove is nu een deel van Harelbeke"),
    "34004": ("Harelbeke", "34004 is de code van Bavikhove, nu een deel van Harelbeke"),
    "’s Gravenvoeren": ("Voeren", "nu een deel van Voeren"),
    "Borsbeek": ("Antwerpen", "Borsbeek is nu een deel van Antwerpen"),
    "11007": ("Antwerpen", "11007 is de code van Borsbeek"),
    "44011": ("Deinze", "44011 is een oude code van Deinze"),
    "Beveren": ("Beveren-Kruibeke-Zwijndrecht", "Beveren is nu een deel van"),
    "Machelen": ("Machelen", ""),
}


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
    hits = find.find(text, LOOKUP, ENTRIES.indicators, ENTRIES.themes, screens.SYNONYMS)
    assert (hits[0].kind, hits[0].key) == (find.Kind.MUNICIPALITY, name)
    assert cli.options.code(LOOKUP, text) == code
    assert bool(capsys.readouterr().err) == bool(said)


@pytest.mark.parametrize("row", KNOWN.today.values(), ids=lambda row: row.name)
def test_name_of_today_wins_in_any_spelling(row):
    plain = row.name.replace("-", " ")
    for text in (row.name, row.name.upper(), plain, plain.replace("Sint ", "St. "), row.nis_code):
        found = LOOKUP.find(f" {text} ")
        assert found.municipality == row
        assert found.how in (How.NAME, How.CODE)


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
    assert {words for _, words in notice.ways} == names
    for address, words in notice.ways:
        assert address == f"./doel?gemeente={words}&amp;vergelijk=Gent&amp;doel=3"


def test_unknown_name_gets_suggestions_and_keeps_the_rest_of_the_link():
    made = asked({"gemeente": "Harelbeeke", "vergelijk": "Gent", "doel": "3"}, "doel", LOOKUP)
    [notice] = made.notices
    assert "Bedoel je:" in notice.text
    assert notice.ways[0] == (
        "./doel?gemeente=Harelbeke&amp;vergelijk=Gent&amp;doel=3",
        "Harelbeke",
    )


def test_unknown_peer_gets_suggestions_in_its_place():
    link = {"gemeente": "Gent", "vergelijk": "Aalst,Harelbeeke,provincie"}
    made = asked(link, "overzicht", LOOKUP)
    assert made.peers == ("Aalst", "provincie")
    assert made.notices[0].ways[0] == (
        "./overzicht?gemeente=Gent&amp;vergelijk=Aalst%2Cprovincie%2CHarelbeke",
        "Harelbeke",
    )


@pytest.mark.parametrize("number", ["8533", "34099", "99999", "1000", "853", "85300", "4602"])
def test_digits_are_never_compared_by_likeness(number):
    found = LOOKUP.find(number)
    assert found.municipality is None
    assert found.alike == ()
    hits = find.find(number, LOOKUP, ENTRIES.indicators, ENTRIES.themes, screens.SYNONYMS)
    assert not [hit for hit in hits if hit.kind is find.Kind.MUNICIPALITY and hit.score < 90]


@pytest.mark.parametrize(
    ("peers", "kept", "said"),
    [
        ("Gent,Harelbeke", ("Gent",), "Harelbeke staat al bovenaan"),
        ("Gent,Bavikhove", ("Gent",), "Harelbeke staat al bovenaan"),
        ("Gent,gent", ("Gent",), "meer dan één keer: Gent"),
        ("Kruibeke,Zwijndrecht", ("Beveren-Kruibeke-Zwijndrecht",), "meer dan één keer"),
        ("Provincie,Gent", ("provincie", "Gent"), ""),
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
    assert bool(said) == bool(made.notices)


def test_shipped_names_are_what_the_reader_takes_from_the_publishers_files(raw):
    shipped = (paths.ROOT / "data" / place_names.FILE).read_text(encoding="utf-8")
    assert place_names.as_csv(place_names.read(raw, KNOWN)) == shipped


def test_every_name_code_and_postcode_means_what_the_files_say(raw):
    """Recomputed here from the publishers' files; where they allow several, none is chosen."""
    refnis = pd.read_csv(raw(place_names._REFNIS), sep="|", dtype=str, encoding="utf-8-sig")
    refnis = refnis[refnis["LVL_REFNIS"] == "4"]
    lines = raw(place_names._POSTCODES).read_text(encoding="latin-1").splitlines()
    pairs = [line.split(";") for line in lines if line[:1].isdigit()]
    today = KNOWN.to_today(2018)
    near = {}
    for postcode, _, code, *_ in pairs:
        near.setdefault(postcode, set()).update(
            {today[code]} & set(today.values()) if code in today else ()
        )
    checked = 0
    for postcode, codes in near.items():
        found = LOOKUP.find(postcode)
        rows = [found.municipality] if found.municipality else found.candidates
        assert {row.nis_code for row in rows} == codes
        checked += 1
    for code in set(refnis["CD_REFNIS"]) - set(KNOWN.today) - {row.nis_code for row in KNOWN}:
        now = set().union(*(near[p] for p, _, c, *_ in pairs if c == code), set())
        found = LOOKUP.find(code)
        rows = [found.municipality] if found.municipality else found.candidates
        assert {row.nis_code for row in rows} == now, code
        checked += 1
    assert checked > 3000


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
