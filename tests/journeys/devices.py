"""Real sockets where a shop has devices: a receipt printer that records its paper, a scanner that sends labels."""

import queue
import socket
import threading

from simulator.kernel.paper import Cut, Row, Text
from virtual_devices.printer import Kicked, POSPrinter

COLUMNS = 48


class _Listener:
    """Serves one connection after the other on a thread; `port` 0 takes any."""

    def __init__(self, port: int = 0) -> None:
        self._server = socket.create_server(("127.0.0.1", port))
        self.port: int = self._server.getsockname()[1]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def __enter__(self):
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
                connection.settimeout(0.1)
                while not self._over.is_set():
                    try:
                        if not self.behave(connection):
                            break
                    except TimeoutError:
                        continue
                    except OSError:
                        break
            if self._over.is_set():
                return

    def behave(self, connection: socket.socket) -> bool:
        """One exchange; False when the other side hung up. May time out."""
        raise NotImplementedError


class TcpPrinter(_Listener):
    """Prints with a POSPrinter and answers like one; what came out and what was kicked is kept."""

    def __init__(self, port: int = 0) -> None:
        self.model = POSPrinter(columns=COLUMNS)
        self.kicks = 0
        super().__init__(port)

    @property
    def url(self) -> str:
        return f"escpos-tcp://127.0.0.1:{self.port}"

    def behave(self, connection: socket.socket) -> bool:
        data = connection.recv(4096)
        reaction = self.model.receive(data, 0)
        self.kicks += sum(isinstance(event, Kicked) for event in reaction.events)
        connection.sendall(reaction.out)
        return bool(data)

    @property
    def receipts(self) -> list[str]:
        """The paper as text, cut into receipts."""
        cut, receipts = [], []
        for row in list(self.model.paper):
            if isinstance(row, Cut):
                receipts.append("\n".join(cut))
                cut = []
            elif isinstance(row, Text):
                cut.append(row.text)
            elif isinstance(row, Row):
                cut.append(f"{row.left}  {row.right}")
        return receipts


class TcpScanner(_Listener):
    """A scanner behind a serial server: sends each label with a CR."""

    def __init__(self) -> None:
        self._labels: queue.SimpleQueue[str] = queue.SimpleQueue()
        super().__init__()

    @property
    def url(self) -> str:
        return f"socket://127.0.0.1:{self.port}"

    def scan(self, code: str) -> None:
        self._labels.put(code)

    def behave(self, connection: socket.socket) -> bool:
        try:
            connection.sendall(f"{self._labels.get(timeout=0.1)}\r".encode())
        except queue.Empty:
            return True
        return True
