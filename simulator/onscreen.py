"""The way onto the screen: the lobby, and what the commands that open a screen share."""

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.bootstrap import House
from simulator.cli import COULD_NOT_RUN, OK
from simulator.commands.printed import CannotRun
from simulator.locale import Words

if TYPE_CHECKING:
    from simulator.screens.app import StoredrillApp

Options = argparse.Namespace


def lobby(house: House, options: Options, words: Words) -> int:
    ready(house, options, words)
    return app(house)


def ready(house: House, options: Options, words: Words) -> None:
    """What has to be right before a screen opens, so that it is said here and not in the middle of a drill."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CannotRun(words("cli.no_terminal"))
    if house.printer_url or house.scanner_url:
        from simulator.hardware.urls import parse_printer, parse_scanner

        if house.printer_url:
            parse_printer(house.printer_url)
        if house.scanner_url:
            parse_scanner(house.scanner_url)
    if options.profile or house.settings.profile:
        from simulator.screens.profiles import SHIPPED

        if options.profile or house.settings.profile not in SHIPPED:
            _ = house.profile


def app(house: House, opening: "Callable[[StoredrillApp], None] | None" = None) -> int:
    from simulator.screens import start

    return COULD_NOT_RUN if start.run(house, opening) else OK
