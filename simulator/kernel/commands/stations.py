"""From one till to another: walking over, signing on there."""

from simulator.kernel.events import Command


class MoveTill(Command, frozen=True, gc=False):
    """换机: go over to another till, with the customers who stand here; what this till holds stays where it is."""

    station: str


class SignOn(Command, frozen=True, gc=False):
    """登录: the cashier who stands there takes a till that nobody has signed on to; its float is theirs from now on."""
