"""A PostgreSQL of our own for tests: made in a folder, asked by a socket, gone with the tests."""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

USER = "postgres"
"""Who runs it where the tests are run by root: PostgreSQL refuses root."""


def _found(program):
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / program).exists():
            return str(folder / program)
    return shutil.which(program)


def _as_user():
    """What stands before a command; None where there is nobody to run it."""
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam(USER)
    except KeyError:
        return None
    return ["runuser", "-u", USER, "--"] if shutil.which("runuser") else None


@contextmanager
def running():
    """Its address, for SQLAlchemy; skipped with the reason where it cannot be had."""
    initdb, pg_ctl, before = _found("initdb"), _found("pg_ctl"), _as_user()
    if not (initdb and pg_ctl):
        pytest.skip("PostgreSQL is not installed")
    if before is None:
        pytest.skip(f"PostgreSQL refuses root, and there is no user {USER}")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a path short enough for a socket
    if before:
        shutil.chown(folder, USER)
    run = {"check": True, "capture_output": True, "cwd": "/"}
    settings = f"-k {folder} -h '' -c fsync=off -c max_connections=200"
    start = [pg_ctl, "-D", f"{folder}/data", "-w", "-l", f"{folder}/log"]
    initialise = [initdb, "-D", f"{folder}/data", "-U", "sdg", "-A", "trust", "-E", "UTF8"]
    subprocess.run([*before, *initialise, "--locale=C.UTF-8"], **run)
    try:
        subprocess.run([*before, *start, "-o", settings, "start"], **run)
        yield f"postgresql+psycopg://sdg@/postgres?host={folder}"
    finally:
        subprocess.run([*before, *start, "-m", "immediate", "stop"], **run | {"check": False})
        shutil.rmtree(folder, ignore_errors=True)
