"""The way into the app. No garbage is looked for until the lobby stands: what is made before that stays anyway."""

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.screens.app import StoredrillApp
    from simulator.screens.ports import House


def run(house: "House", opening: "Callable[[StoredrillApp], None] | None" = None) -> int:
    """Open the lobby and stay until it is left; returns the exit status. `opening` is called once the lobby stands."""
    gc.disable()
    try:
        from simulator.screens.app import StoredrillApp

        app = StoredrillApp(house, opening=opening)
        app.run()
        return app.return_code or 0
    finally:
        gc.enable()


def settled() -> None:
    """The lobby stands: garbage is looked for again, though not in what the start has made."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
