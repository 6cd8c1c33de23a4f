"""Tables of one version brought to the next: Alembic, with the files in migrations/."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_FOLDER: Final = Path(__file__).parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", _FOLDER.as_posix().replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


_SCRIPTS: Final = ScriptDirectory.from_config(_config())
HEAD: Final = str(_SCRIPTS.get_current_head())
"""The version of the tables that this program asks."""

KNOWN: Final = frozenset(each.revision for each in _SCRIPTS.walk_revisions())
"""All versions it can bring there."""


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the tables to a version, in one transaction where the database can."""
    command.upgrade(_config(connection), to)


def revision(connection: Connection) -> str | None:
    """The version of the tables; None where there are none."""
    return MigrationContext.configure(connection).get_current_revision()
