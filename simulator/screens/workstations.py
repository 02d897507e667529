"""The screen of each workstation; it is loaded when somebody sits down there."""

from simulator.screens.station.ports import StationDrill
from simulator.screens.station.screen import StationScreen


def screen_of(drill: StationDrill) -> StationScreen:
    """The one that the drill's role works at."""
    if drill.workstation == "stockroom":
        from simulator.screens.stockroom.screen import StockScreen

        return StockScreen(drill)
    if drill.workstation == "office":
        from simulator.screens.desk.screen import DeskScreen

        return DeskScreen(drill)
    from simulator.screens.till.screen import TillScreen

    return TillScreen(drill)
