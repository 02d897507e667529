"""Ports that a test names before anybody listens there: nobody else gets them meanwhile."""

import os
import random
import socket

LOWEST, HIGHEST = 15_000, 30_000
"""Below those that a system gives out by itself, to whoever connects or asks for any."""
_draw = random.Random(os.urandom(8))
_kept: list[socket.socket] = []
"""A socket of the other kind under the same number each, until this process ends: other workers see it."""


def free_port() -> int:
    """Where nobody listens, and nobody will who is not told of it."""
    while True:
        port, token = _draw.randint(LOWEST, HIGHEST), socket.socket(type=socket.SOCK_DGRAM)
        try:
            token.bind(("127.0.0.1", port))
            with socket.create_server(("127.0.0.1", port)):
                pass
        except OSError:
            token.close()
            continue
        _kept.append(token)
        return port
