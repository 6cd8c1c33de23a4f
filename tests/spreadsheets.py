"""Own figures as a spreadsheet saves them under Dutch, French and English settings.

The files in own_figures/ were saved by LibreOffice from one made-up sheet: once with numbers as
they are, once with a separator between thousands. `make` makes them anew, where LibreOffice is
installed: `PYTHONPATH=. python -m tests.spreadsheets FOLDER`.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

HERE = Path(__file__).parent / "own_figures"
ROWS = (
    ("year", "value", "numerator", "denominator", "flag", "missing"),
    (2021, 1234.5, None, None, "estimated", None),
    (2022, 0.125, None, None, None, None),
    (2023, None, 60, 30000, None, None),
    (2024, None, None, None, None, "withheld"),
)
KINDS = {
    # file: locale, between cells, encoding (numbers of LibreOffice's filter), thousands apart?
    "nl-BE.csv": ("nl-BE", ";", 76, False),
    "fr-BE.csv": ("fr-BE", ";", 76, False),
    "en-GB.csv": ("en-GB", ",", 76, False),
    "nl-BE-windows-1252.csv": ("nl-BE", ";", 1, False),
    "nl-BE-unicode.txt": ("nl-BE", "\t", 65535, False),
    "nl-BE-thousands.csv": ("nl-BE", ";", 76, True),
    "fr-FR-thousands.csv": ("fr-FR", ";", 76, True),
    "fr-FR-thousands-windows-1252.csv": ("fr-FR", ";", 1, True),
    "en-GB-thousands.csv": ("en-GB", ",", 76, True),
}
_LOCALE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{}</value></prop>
</item></oor:items>"""


def make(name, folder):
    """Have LibreOffice save one of `KINDS` in a folder; returns its content."""
    locale, separator, encoding, apart = KINDS[name]
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    for row in book.active.iter_rows(min_row=2, min_col=2, max_col=4):
        for cell in row:
            cell.number_format = "#,##0.###" if apart else "General"
    with tempfile.TemporaryDirectory() as place:
        profile = Path(place) / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_LOCALE.format(locale))
        book.save(Path(place) / "verzonnen.xlsx")
        form = f"csv:Text - txt - csv (StarCalc):{ord(separator)},34,{encoding},1,,0,false,true"
        command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        command += ["--convert-to", form, "--outdir", place, f"{place}/verzonnen.xlsx"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        content = (Path(place) / "verzonnen.csv").read_bytes()
    (Path(folder) / name).write_bytes(content)
    return content


if __name__ == "__main__":
    for each in KINDS:
        make(each, sys.argv[1])
