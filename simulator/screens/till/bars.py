"""The till's header: beside what each workstation's says, which channel payments take."""

from simulator.screens.station.bars import Header
from simulator.screens.station.pane import Span
from simulator.screens.till.pane import TillPane


class TillHeader(Header, TillPane):
    """Training, which drill, who, the channel, and the time."""

    def extra(self) -> tuple[list[Span], bool]:
        words, view = self.till.words, self.till.view
        text = words(f"till.channel_short.{view.channel}") + "   "
        return [
            Span(text, "warn strong" if view.channel_down else "dim")
        ], view.channel == "main" and not view.channel_down
