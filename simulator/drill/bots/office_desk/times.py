"""How long a practised manager needs for each step, in milliseconds."""

from simulator.kernel import commands as c
from simulator.kernel.events import Command

TIMES: dict[type[Command], tuple[int, int]] = {
    c.LookAt: (2500, 4500),
    c.DecideRequest: (3000, 5000),
    c.CloseDesk: (1500, 2500),
}
