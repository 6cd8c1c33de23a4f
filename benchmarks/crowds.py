"""Sites to put a crowd on: so many processes of the app, behind nginx or bare, on loopback."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from deploy import front, serve
from sdgwijzer import paths

SECONDS_TO_START: Final = 120


@dataclass(frozen=True)
class Served:
    """A site that answers.

    Attributes:
        url: where.
        processes: of the app.
    """

    url: str
    processes: tuple[subprocess.Popen[bytes], ...]

    @property
    def megabytes(self) -> list[float]:
        """Resident memory of each process, in MB."""
        return [_resident(each.pid) for each in self.processes if each.poll() is None]

    @property
    def cpu(self) -> float:
        """Seconds of processor that all of them took so far."""
        return sum(_cpu(each.pid) for each in self.processes if each.poll() is None)


@contextmanager
def site(
    folder: Path, processes: int, *, bare: bool = False, app: str = "app.py"
) -> Iterator[Served]:
    """Serve a folder with the project in it; each process is warm after a first visit.

    Args:
        folder: a clone with its `.venv` and a database.
        processes: of the app.
        bare: without nginx in front; one process then.
        app: the script, from the folder.

    Raises:
        RuntimeError: something did not start.
    """
    ports = [_free() for _ in range(processes)]
    own = folder / ".venv" / "bin" / "python"
    python = own if own.exists() else Path(sys.executable)
    with ExitStack() as said:
        logs = [said.enter_context(tempfile.TemporaryFile()) for _ in ports]
        started = [_app(python, folder, app, *each) for each in zip(ports, logs, strict=True)]
        try:
            yield from _served(started, ports, bare=bare)
        finally:
            for each in started:
                _end(each)
            for log in logs:
                _tell(log)


def _tell(log: IO[bytes]) -> None:
    """Print what an app logged that went wrong."""
    log.seek(0)
    wrong = [line for line in log.read().decode("utf-8", "replace").splitlines() if "ERROR" in line]
    for line in wrong[:5]:
        print(f"     logged: {line[:300]}")


def _served(
    started: list[subprocess.Popen[bytes]], ports: list[int], *, bare: bool
) -> Iterator[Served]:
    nginx = None
    try:
        for process, port in zip(started, ports, strict=True):
            _await(process, f"http://127.0.0.1:{port}/_stcore/health")
        if bare:
            yield Served(f"http://127.0.0.1:{ports[0]}", tuple(started))
            return
        with tempfile.TemporaryDirectory(prefix="sdgwijzer-load-") as place:
            os.chmod(place, 0o711)
            nginx, url = _nginx(Path(place), ports)
            yield Served(url, tuple(started))
            _end(nginx)
            nginx = None
    finally:
        if nginx is not None:
            _end(nginx)


def _app(
    python: Path, folder: Path, app: str, port: int, log: IO[bytes]
) -> subprocess.Popen[bytes]:
    command = [str(python), "-m", "streamlit", "run", app, "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true"]
    given = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.Popen(command, cwd=folder, env=given, stdout=log, stderr=subprocess.STDOUT)


def _nginx(place: Path, ports: list[int]) -> tuple[subprocess.Popen[bytes], str]:
    listen = _free()
    apps = [f"127.0.0.1:{port}" for port in ports]
    text = front.configuration(apps, f"127.0.0.1:{listen}", str(place))
    (place / "nginx.conf").write_text(text, encoding="utf-8")
    command = [serve.found_nginx(), "-p", str(place), "-c", str(place / "nginx.conf")]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{listen}"
    _await(process, f"{url}/_stcore/health")
    return process, url


def _await(process: subprocess.Popen[bytes], url: str) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError as error:
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{url} does not answer: {process.args}") from error
            time.sleep(0.2)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(20)
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
        process.wait()


def _free() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


ROOT: Final = paths.ROOT
