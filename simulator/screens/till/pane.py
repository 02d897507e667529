"""A pane of the till."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from simulator.screens.station.pane import StationPane

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen


class TillPane(StationPane):
    """What it shows is read from the till's screen."""

    @cached_property
    def till(self) -> "TillScreen":
        return cast("TillScreen", self.screen)
