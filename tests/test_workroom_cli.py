"""`sdgwijzer workroom`: opening, keeping and ending rooms from a terminal."""

import pytest
from sqlalchemy import text

from sdgwijzer import cli
from sdgwijzer.errors import WorkroomDown
from sdgwijzer.workroom import entry, migrating
from sdgwijzer.workroom.database import Database
from sdgwijzer.workroom.phases import Phase
from tests.test_workroom import Clock, Played, Rooms, whole_road

OPEN = ("open", "Harelbeke", "--title", "Testkamer", "--question", "Waar op inzetten?")
OPEN += ("--responsible", "Stad Voorbeeld", "--contact", "test@voorbeeld.example")


@pytest.fixture
def database(tmp_path, monkeypatch):
    address = f"sqlite:///{tmp_path / 'werkruimte.db'}"
    monkeypatch.setenv("SDGWIJZER_WORKROOM", address)
    made = Database(address)
    yield made
    made.close()


@pytest.fixture
def told(capsys):
    def run(*arguments):
        code = cli.main(["workroom", *arguments])
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


@pytest.fixture
def played(database):
    return Played(Rooms(database, Clock()))


def test_without_the_setting_it_says_which(told, monkeypatch):
    monkeypatch.delenv("SDGWIJZER_WORKROOM", raising=False)
    code, _, said = told("list")
    assert code == 2
    assert "SDGWIJZER_WORKROOM is not set" in said


@pytest.mark.parametrize("address", ["mysql://host/name", "sqlite://", "werkruimte.db"])
def test_other_databases_are_refused_in_a_line(told, monkeypatch, address):
    monkeypatch.setenv("SDGWIJZER_WORKROOM", address)
    code, _, said = told("list")
    assert code == 2
    assert "expected sqlite:////folder/file.db" in said
    assert said.count("\n") == 1


def test_room_is_opened_listed_and_deleted(told, database):
    code, out, said = told(*OPEN, "--circle", "medewerkers", "--circle", "raad")
    assert code == 0, said
    assert "stored nowhere" in said
    lines = dict(line.split("\t") for line in out.splitlines())
    assert set(lines) == {"room", "manage", "screen", "medewerkers", "raad"}
    found = entry.keeper(Rooms(database), lines["manage"].removeprefix("w/b/"))
    assert found[0] == lines["room"]
    code, out, _ = told("keys", lines["room"].lower())
    assert code == 0
    assert entry.keeper(Rooms(database), lines["manage"].removeprefix("w/b/")) is None
    assert f"{lines['room']}\tHarelbeke\tTestkamer\tvoorbereiding" in told("list")[1]
    assert told("delete", lines["room"], "--yes")[0] == 0
    assert told("list")[1] == ""
    assert told("delete", lines["room"], "--yes")[0] == 2


def test_what_cannot_be_is_refused(told, database):
    code, _, said = told(*OPEN, "--title", "x")
    assert code == 2
    assert "not opened" in said


def test_document_goes_out_and_in_again(told, played, tmp_path):
    whole_road(played)
    file, again = tmp_path / "werkruimte.json", tmp_path / "weer.json"
    assert told("export", played.ref, str(file))[0] == 0
    code, _, said = told("import", str(file))
    assert code == 2
    assert "is there already" in said
    told("delete", played.ref, "--yes")
    assert told("import", str(file))[0] == 0
    assert told("export", played.ref, str(again))[0] == 0
    assert again.read_bytes() == file.read_bytes()
    assert told("import", str(tmp_path / "nergens.json"))[0] == 2


def test_votes_that_are_not_shown_yet_are_not_exported(told, played, tmp_path):
    played.at(Phase.VOTING)
    code, _, said = told("export", played.ref, str(tmp_path / "werkruimte.json"))
    assert code == 2
    assert "phase stemmen" in said


def test_room_is_closed_whatever_its_phase(told, played):
    played.at(Phase.VOTING)
    assert told("close", played.ref)[0] == 0
    assert played.room.phase is Phase.CLOSED
    assert told("close", played.ref)[0] == 0


def test_night_ends_what_is_over(told, played):
    played.at(Phase.CLOSED)
    assert f"deleted: {played.ref}" in told("sweep")[1]  # its day has long come
    assert played.ref not in told("list")[1]


def test_backup_is_put_back_as_it_was(told, played, tmp_path, monkeypatch):
    played.at(Phase.DISCUSSING)
    document = played.document()
    file = tmp_path / "werkruimtes.gz"
    assert told("backup", str(file))[1].endswith("1 rooms\n")
    code, _, said = told("restore", str(file))
    assert code == 2
    assert "has 1 rooms" in said
    other = f"sqlite:///{tmp_path / 'nieuw.db'}"
    monkeypatch.setenv("SDGWIJZER_WORKROOM", other)
    assert told("restore", str(file))[0] == 0
    there = Database(other)
    again = Played.__new__(Played)
    again.rooms = Rooms(there, played.rooms.clock)
    again.ref, again.facilitator = entry.keeper(again.rooms, played.keys.manage)
    assert again.document() == document
    again.decide(1)  # it goes on
    there.close()


def test_strange_backups_are_refused(told, database, tmp_path):
    database.prepare()
    for content in (b"", b"geen back-up", b"\x1f\x8b\x08\x00"):
        (tmp_path / "vreemd.gz").write_bytes(content)
        code, _, said = told("restore", str(tmp_path / "vreemd.gz"))
        assert code == 2, content
        assert "expected a backup of workrooms" in said


def test_older_tables_are_copied_and_brought_up_to_date(told, database, tmp_path):
    with database.engine.connect() as connection:
        migrating.upgrade(connection, "1")
        connection.commit()
    database.prepare()
    assert database.revision == migrating.HEAD
    assert f"-> {migrating.HEAD}" in told("upgrade")[1]


def test_newer_tables_are_left_alone(database, tmp_path):
    database.prepare()
    with database.engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '999'"))
    other = Database(database.address)
    with pytest.raises(WorkroomDown, match="version 999"):
        other.prepare()
    other.close()


def test_tables_are_those_that_the_steps_make(database):
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    from sdgwijzer.workroom.tables import TABLES

    database.prepare()
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), TABLES) == []


def test_off_imports_nothing_of_it(tmp_path):
    import subprocess
    import sys

    from sdgwijzer import paths

    watched = (
        "import sys; from sdgwijzer import serving, settings;"
        "serving.routes(lambda: None, serving.site('', ['start'], settings.given()));"
        "print({each.partition('.')[0] for each in sys.modules} & {'sqlalchemy', 'alembic'})"
    )
    done = subprocess.run(
        [sys.executable, "-c", watched], cwd=paths.ROOT, capture_output=True, text=True
    )
    assert done.stdout.strip() == "set()", done.stderr
