"""Which devices stand at which lane."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from grading.readiness.phrases import DEVICES
from simulator.kernel.texts import pad
from simulator.locale import Words
from simulator.screens.readiness.form import keep_tile, named
from simulator.screens.shell.screen import Dialog
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile

LANE = 8


class Lanes(Dialog[tuple[str, ...]]):
    """Gives the devices, lane by lane. What stands at a lane that there is no more goes."""

    CSS_PATH = "readiness.tcss"
    TITLE_ID: ClassVar[str] = "profile.devices"
    AUTO_FOCUS = "#lanes Tile"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "all", "profile.all_lanes"),
        Binding("f8", "keep", "uat.keep"),
    ]

    def __init__(self, lanes: int, devices: Iterable[str]) -> None:
        super().__init__()
        self.every = [f"{kind}-{lane}" for lane in range(1, lanes + 1) for kind in DEVICES]
        self.lanes, self.here = lanes, set(devices) & set(self.every)

    def body(self) -> ComposeResult:
        with Scroll(id="lanes"):
            for lane in range(1, self.lanes + 1):
                with Horizontal(classes="chips"):
                    yield Spoken(_lane(lane), classes="lane")
                    for kind in DEVICES:
                        device = f"{kind}-{lane}"
                        yield Tile(self._device(kind, device), f"device('{device}')", id=device, classes="chip")
        with Horizontal(id="ways", classes="chips"):
            yield keep_tile()
            yield Tile(named("profile.all_lanes", "F2", "+"), "all", id="all", classes="chip")

    def _device(self, kind: str, device: str) -> Say:
        return lambda words: f"{'☑' if device in self.here else '☐'} {words(f'profile.device_{kind}')}"

    def action_device(self, device: str) -> None:
        self.here ^= {device}
        self.query_one(f"#{device}", Tile).refresh()

    def action_all(self) -> None:
        """Every device at every lane; where that is so already, none."""
        self.here = set() if len(self.here) == len(self.every) else set(self.every)
        self.query(Tile).refresh()

    def action_keep(self) -> None:
        self.dismiss(tuple(device for device in self.every if device in self.here))


def _lane(lane: int) -> Say:
    return lambda words: pad(words("profile.lane", lane=lane), LANE)


def told(devices: Sequence[str], words: Words) -> str:
    """`printer 2, scanner 2, drawer 1`: how many of each."""
    counted = [(kind, sum(device.startswith(f"{kind}-") for device in devices)) for kind in DEVICES]
    kinds = (f"{words(f'profile.device_{kind}')} {n}" for kind, n in counted if n)
    return words("shell.comma").join(kinds) or words("profile.none")
