"""The other end of a wire, for tests: a TCP listener on a thread of its own that behaves as it is told."""

import queue
import socket
import threading
from collections.abc import Callable


class Peer:
    """Accepts connections and hands each to `behave(connection, peer)`; what it read stands in `heard`."""

    def __init__(self, behave: Callable[[socket.socket, "Peer"], None]) -> None:
        self.heard: queue.Queue[bytes] = queue.Queue()
        self._behave = behave
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def __enter__(self) -> "Peer":
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        with socket.create_connection(("127.0.0.1", self.port), timeout=5):
            pass
        self._thread.join(5)
        self._server.close()

    def _serve(self) -> None:
        while True:
            connection, _ = self._server.accept()
            with connection:
                if self._over.is_set():
                    return
                connection.settimeout(60)
                try:
                    self._behave(connection, self)
                except OSError:
                    continue


def until_closed(connection: socket.socket, peer: Peer) -> None:
    """Reads everything and says nothing: a printer without a return path."""
    data = b""
    while piece := connection.recv(4096):
        data += piece
    peer.heard.put(data)
