"""A scanner that types: bursts of keys are caught before any widget sees them, where a scan makes sense.

Names, PINs and amounts pasted or made by an input method arrive as fast as a scan, so only screens that ask for scans
(`Scannable`) get any; everywhere else keys pass untouched.
"""

from textual import events
from textual.app import App
from textual.message import Message

from virtual_devices.scanner import Wedge

GAP = 50
"""Milliseconds: keys further apart are typing. A person needs 90 and more; a busy machine may stretch a burst."""


class Scanned(Message):
    """A burst of keys ended with Enter or Tab; it takes the way of keys, behind what was typed before."""

    def __init__(self, code: str, at: float) -> None:
        super().__init__()
        self.code = code
        self.at = at
        """When it ended, in seconds of the events' clock."""


class Scannable:
    """A screen that may take scans."""

    @property
    def takes_scans(self) -> bool:
        """Whether a scan makes sense right now."""
        return False

    def take_scan(self, code: str, at: float, source: str = "wedge") -> bool:
        """A burst ended with Enter or Tab; `at` is when, in seconds of the events' clock.

        False: it makes no sense as a scan here, it is typed instead.
        """
        return False

    def scanner_changed(self, device: str, error: str) -> None:
        """The real scanner went away (`error` is a UPOS name), or came back (empty)."""

    def take_typed(self, text: str) -> None:
        """The burst was typing after all: `text`, then Enter."""

    def on_scanned(self, event: Scanned) -> None:
        if not self.take_scan(event.code, event.at):
            self.take_typed(event.code)


class Scanning(App[None]):
    """An app that tells scans from typing."""

    _wedge: Wedge[events.Key] | None = None
    _armed = False

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key) or event.is_forwarded:
            if self._wedge is not None and isinstance(event, events.InputEvent | events.Paste):
                await self._type(self._wedge.flush())
            await super().on_event(event)
            return
        if self._wedge is None:
            self._wedge = Wedge(gap=GAP)
        screen: object = self.screen if self.screen_stack else None
        if not isinstance(screen, Scannable) or not screen.takes_scans:
            await self._type((*self._wedge.flush(), event))
            return
        heard = self._wedge.press(event.key, event.character, int(event.time * 1000), event)
        if heard.code:
            (self.focused or self.screen).post_message(Scanned(heard.code, event.time))
        else:
            await self._type(heard.keys)
        self._arm()

    async def _type(self, keys: tuple[events.Key, ...]) -> None:
        for key in keys:
            await super().on_event(key)

    def _arm(self) -> None:
        """Give held keys back when no other key follows; keys queued before the timer's message come first."""
        wedge = self._wedge
        if self._armed or wedge is None or wedge.next_deadline is None:
            return
        deadline = wedge.next_deadline

        async def release() -> None:
            self._armed = False
            if wedge.next_deadline == deadline:
                await self._type(wedge.release(deadline).keys)
            else:
                self._arm()

        self._armed = True
        self.set_timer((GAP + 1) / 1000, release)
