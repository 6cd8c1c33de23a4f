"""A line between a browser and the site that can be cut, or fall silent, as a network does.

Playwright's offline mode leaves websockets that are open alone: here every connection goes through
a small TCP proxy instead.
"""

import socket
import threading
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

_SOCKET = b"/_stcore/stream"


class Line:
    """A TCP proxy on a port of its own.

    Attributes:
        url: address of what is behind it, through it.
    """

    def __init__(self, url):
        self._there = urlsplit(url).hostname, urlsplit(url).port
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self._open = threading.Event()
        self._open.set()
        self._refuses = None  # what the first line of a request has that is refused
        self._ends = set()
        self._sockets = set()  # those of websockets
        self._lost = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self, *, sockets=False):
        """Close every connection, and each new one at once: the other side hears of it.

        Args:
            sockets: websockets alone.
        """
        self._refuses = _SOCKET if sockets else b""
        for end in list(self._sockets if sockets else self._ends):
            _hang_up(end)
        self._open.set()

    def silence(self):
        """Nothing comes through, and nobody is told: a network that is gone, a laptop asleep."""
        self._open.clear()

    def back(self, *, forgets=False):
        """All comes through again.

        Args:
            forgets: websockets stay silent for ever, as behind a router that forgot them.
        """
        if forgets:
            self._lost |= self._sockets
        self._refuses = None
        self._open.set()

    def close(self):
        """End it."""
        _hang_up(self._door)
        self.cut()

    def _accept(self):
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near):
        self._open.wait()
        try:
            asked = near.recv(4096, socket.MSG_PEEK).partition(b"\r\n")[0]
            if self._refuses is not None and self._refuses in asked:
                raise ConnectionRefusedError
            far = socket.create_connection(self._there)
        except OSError:
            _hang_up(near)
            return
        self._ends |= {near, far}
        if _SOCKET in asked:
            self._sockets |= {near, far}
        threading.Thread(target=self._pump, args=(far, near), daemon=True).start()
        self._pump(near, far)

    def _pump(self, one, other):
        with suppress(OSError):
            while sent := one.recv(65536):
                self._open.wait()
                if one not in self._lost:
                    other.sendall(sent)
        if one not in self._lost:
            for end in (one, other):
                _hang_up(end)
                self._ends.discard(end)
                self._sockets.discard(end)


def _hang_up(end):
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def line(url):
    """A line to an address; see `Line`."""
    made = Line(url)
    try:
        yield made
    finally:
        made.close()
