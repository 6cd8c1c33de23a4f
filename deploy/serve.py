"""The site with a process per core, behind one port: `make serve`.

nginx stands in front (`front.py`), and a browser stays with one process. All begin and end
together; one that ends by itself is started again. On Linux; nothing is written but in a folder for
temporary files.
"""

import argparse
import ctypes
import logging
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event
from typing import Final

from deploy import front
from sdgwijzer import log, settings
from sdgwijzer.errors import SdgWijzerError

START_SECONDS: Final = 120
"""Until every process must answer; a busy machine takes half of it."""

STOP_SECONDS: Final = 20
"""That processes get to end; then they are ended."""

STEADY_SECONDS: Final = 60
"""A process that lived as long is started again at once; another waits longer each time."""

LONGEST_PAUSE: Final = 30
"""Seconds."""

OPEN_FILES: Final = 65536
"""Each visitor takes two in nginx and one in the app."""

_APP: Final = (
    *("-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1"),
    *("--logger.hideWelcomeMessage", "true"),
)
_ENDS_WITH_US: Final = 1
"""`PR_SET_PDEATHSIG`: which signal a process gets when the one that started it is gone."""

_PLACES: Final = f"{os.defpath}:/usr/sbin:/usr/local/sbin"
_BASE: Final = re.compile(r"([A-Za-z0-9_.~-]+(/[A-Za-z0-9_.~-]+)*)?")
_LOG: Final = logging.getLogger("sdgwijzer.serve")


@dataclass(frozen=True)
class Asked:
    """What is served, and where.

    Attributes:
        address: that nginx listens on.
        port: of nginx; the processes take the ones behind it, on this machine alone.
        base: the path that the site stands under, without slashes around it.
        processes: how many.
    """

    address: str
    port: int
    base: str
    processes: int

    @property
    def ports(self) -> tuple[int, ...]:
        """Those of the processes."""
        return tuple(range(self.port + 1, self.port + 1 + self.processes))

    @property
    def listen(self) -> str:
        """Where nginx listens, as it wants to read it."""
        address = f"[{self.address}]" if ":" in self.address else self.address
        return f"{address}:{self.port}"


@dataclass
class Kept:
    """A process that is started again when it ends by itself.

    Attributes:
        name: for the log.
        command: what it runs.
    """

    name: str
    command: Sequence[str]
    pause: float = 0
    _process: subprocess.Popen[bytes] | None = None
    _since: float = field(default_factory=time.monotonic)

    def start(self) -> None:
        """Start it; Ctrl-C in a terminal does not reach it, and it ends when we are killed."""
        self._process = subprocess.Popen(
            self.command,
            cwd=settings.ROOT,
            process_group=0,
            preexec_fn=lambda: ctypes.CDLL(None).prctl(_ENDS_WITH_US, signal.SIGTERM),
        )
        self._since = time.monotonic()

    def ended(self) -> int | None:
        """How it ended: its exit code, or minus a signal; None while it runs."""
        return self._process.poll() if self._process else 0

    def look(self) -> None:
        """Start it again where it has ended, after a pause."""
        now, code = time.monotonic(), self.ended()
        if code is None:
            return
        if self._process is not None:
            steady = now - self._since >= STEADY_SECONDS
            self.pause = 1 if steady else min(max(1, self.pause * 2), LONGEST_PAUSE)
            _LOG.error("%s ended (%s); it starts again in %g s", self.name, code, self.pause)
            self._sweep()
            self._process, self._since = None, now
        elif now - self._since >= self.pause:
            self.start()

    def stop(self, until: float) -> None:
        """End it, with all that it started; `terminate` first.

        Args:
            until: the moment (`time.monotonic`) from which it is killed.
        """
        if self._process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0, until - time.monotonic()))
        self._sweep()
        self._process.wait()

    def terminate(self) -> None:
        """Ask it to end."""
        if self._process is not None and self.ended() is None:
            self._process.terminate()

    def _sweep(self) -> None:
        """Kill what is left of it and of all that it started."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 after a signal to end, 1 where the site could not be served."""
    log.configure()
    try:
        serve(asked(arguments))
    except SdgWijzerError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def asked(arguments: Sequence[str] | None) -> Asked:
    """What the command line asks; a wrong one ends with 2."""
    cores = len(os.sched_getaffinity(0))
    parser = argparse.ArgumentParser(prog="python -m deploy.serve", description="docs/beheer.md")
    parser.add_argument("--address", default="127.0.0.1", help="that nginx listens on")
    parser.add_argument("--port", type=int, default=8501, help="of nginx; processes: the next ones")
    parser.add_argument("--base", default="", help="path of the site, like sdg")
    parser.add_argument("--processes", type=int, default=cores, help=f"how many ({cores})")
    found = parser.parse_args(arguments)
    base = found.base.strip("/")
    if not _BASE.fullmatch(base):
        parser.error(f"--base: expected a path like sdg, found {found.base!r}")
    if found.processes < 1 or not 0 < found.port < 65536 - found.processes:
        parser.error("--port and --processes: expected one process or more on ports below 65536")
    return Asked(found.address, found.port, base, found.processes)


def serve(site: Asked) -> None:
    """Serve until a signal says to end.

    Args:
        site: what, and where.

    Raises:
        SdgWijzerError: there is no nginx, a port is taken, or something did not start; nothing is
            left running.
    """
    nginx = found_nginx()
    near = [str(network) for network in settings.read().proxies]
    for address, port in ((site.address, site.port), *(("127.0.0.1", one) for one in site.ports)):
        refuse_taken(address, port)
    _allow_open_files()
    ended = Event()
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(each, lambda *_: ended.set())
    apps = [Kept(f"the app on {port}", _app(site, port)) for port in site.ports]
    with tempfile.TemporaryDirectory(prefix="sdgwijzer-serve-") as folder:
        os.chmod(folder, 0o711)  # root's nginx works as another user
        command = (nginx, "-p", folder, "-c", f"{folder}/nginx.conf")
        places = [f"127.0.0.1:{port}" for port in site.ports]
        text = front.configuration(places, site.listen, folder, site.base, near)
        Path(folder, "nginx.conf").write_text(text, encoding="utf-8")
        _check(command)
        keep(apps, Kept("nginx", command), site, ended)


def keep(apps: Sequence[Kept], door: Kept, site: Asked, ended: Event) -> None:
    """Start all, the door last, and keep them until it is over; none is left behind.

    Args:
        apps: the processes of the site.
        door: nginx.
        site: where they answer.
        ended: set when it is over.

    Raises:
        SdgWijzerError: one ended while starting, or never answered.
    """
    every = [door, *apps]
    try:
        for app in apps:
            app.start()
        for app, port in zip(apps, site.ports, strict=True):
            _await(app, "127.0.0.1", port, ended)
        if not ended.is_set():
            door.start()
            _await(door, site.address, site.port, ended)
            where, ports = f"http://{site.listen}/{site.base}", ", ".join(map(str, site.ports))
            _LOG.info("%s is served, by processes on %s (Ctrl-C ends all)", where, ports)
        while not ended.wait(0.5):
            for each in every:
                each.look()
    finally:
        for each in every:
            each.terminate()
        until = time.monotonic() + STOP_SECONDS
        for each in every:
            each.stop(until)


def found_nginx() -> str:
    """Where nginx is.

    Raises:
        SdgWijzerError: nowhere; how to get it.
    """
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:{_PLACES}")
    if found is None:
        raise SdgWijzerError(
            "nginx is not installed, and it stands in front of the processes. Install it "
            "(Debian, Ubuntu: 'sudo apt install nginx-light'; Red Hat: 'sudo dnf install nginx'), "
            "or serve with one process: 'make run'."
        )
    return found


def refuse_taken(address: str, port: int) -> None:
    """See whether one may listen there.

    Raises:
        SdgWijzerError: somebody does, or this user may not.
    """
    try:
        family, kind, _, _, place = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind(place)
    except OSError as error:
        raise SdgWijzerError(
            f"{address}, port {port}: {error.strerror or error}. Name another one with PORT= "
            "(the processes take the ports behind it) or HOST=, or end what listens there."
        ) from error


def _app(site: Asked, port: int) -> tuple[str, ...]:
    place = ("--server.port", str(port), "--server.baseUrlPath", site.base)
    return (sys.executable, *_APP, *place)


def _allow_open_files() -> None:
    """As many open files as a crowd takes, where the machine lets us."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _check(command: Sequence[str]) -> None:
    """Let nginx read its configuration.

    Raises:
        SdgWijzerError: what it says of it.
    """
    done = subprocess.run([*command, "-t"], capture_output=True, text=True)
    if done.returncode:
        raise SdgWijzerError(f"nginx refuses its configuration:\n{done.stderr.strip()}")


def _await(kept: Kept, address: str, port: int, ended: Event) -> None:
    """Wait until it answers anything, or until it is over.

    Raises:
        SdgWijzerError: it ended, or it takes too long.
    """
    until = time.monotonic() + START_SECONDS
    while not _answers(address, port) and not ended.wait(0.2):
        if kept.ended() is not None:
            raise SdgWijzerError(f"{kept.name} ended while starting; what it said stands above.")
        if time.monotonic() > until:
            raise SdgWijzerError(f"{kept.name} gave no answer in {START_SECONDS} seconds.")


def _answers(address: str, port: int) -> bool:
    question = HTTPConnection(address, port, timeout=2)
    try:
        question.request("GET", "/_stcore/health")
        question.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        question.close()
    return True


if __name__ == "__main__":
    sys.exit(main())
