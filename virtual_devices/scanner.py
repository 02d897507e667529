"""Scanner: a keyboard wedge told from typing by its speed, and the framing of serial scanners.

A wedge types a key every 7-16 ms and ends with Enter or Tab; a person needs 90 ms and more for a key.
"""

from typing import Generic, NamedTuple, TypeVar

from virtual_devices.upos import Reaction

K = TypeVar("K")

_ENDS = {"enter", "ctrl+j", "tab"}
_GROUP_SEPARATOR = "\x1d"


class Heard(NamedTuple, Generic[K]):
    """What a key led to: a scanned `code`, or `keys` that were typing after all and go to where keys go. Never both."""

    code: str = ""
    keys: tuple[K, ...] = ()


class Wedge(Generic[K]):
    """Collects bursts of keys; `K` is the app's own key event, given back as it came.

    Times are when a key was struck (milliseconds, of one clock), not when the app came to handle it. A key that cannot
    begin a code (Enter, arrows, a blank, Chinese) is given back at once; another is held for at most `gap`, and for
    `stall` once nobody's fingers could have made what came: a read cut by a busy machine tears no label.
    """

    def __init__(self, *, gap: int = 35, stall: int = 400, shortest: int = 4, longest: int = 512) -> None:
        self._gap, self._stall, self._shortest, self._longest = gap, stall, shortest, longest
        self._keys: list[K] = []
        self._text: list[str] = []
        self._last = 0
        self._ended = ""
        """The terminator of the code just heard: its LF after a CR belongs to it."""
        self._follows = False
        """What is held came right behind a code."""

    @property
    def next_deadline(self) -> int | None:
        """When held keys are typing for certain: call `release` then."""
        return self._last + self._patience + 1 if self._keys else None

    @property
    def _patience(self) -> int:
        inhuman = self._keys and (self._follows or len(self._keys) >= self._shortest)
        return self._stall if inhuman else self._gap

    def press(self, name: str, character: str | None, at: int, event: K) -> Heard[K]:
        """A key: its Textual name, its character if it has one, and when it was struck."""
        late = at - self._last > self._patience
        before = self.flush() if late else ()
        ended, self._ended = ("" if late else self._ended), ""
        self._last = at
        if name in _ENDS:
            return self._end(name, ended, before, event)
        if character is None or not self._fits(character):
            return Heard(keys=(*before, *self.flush(), event))
        if not self._keys:
            self._follows = bool(ended)
        self._keys.append(event)
        self._text.append(character)
        if len(self._keys) > self._longest:
            return Heard(keys=(*before, *self.flush()))
        return Heard(keys=before)

    def release(self, now: int) -> Heard[K]:
        """At the deadline: a burst that nothing ended is given back."""
        deadline = self.next_deadline
        return Heard(keys=self.flush()) if deadline is not None and now >= deadline else Heard()

    def flush(self) -> tuple[K, ...]:
        """Give back what is held, now: scanning makes no sense any more."""
        keys = tuple(self._keys)
        self._keys.clear()
        self._text.clear()
        return keys

    def _fits(self, character: str) -> bool:
        if self._keys:
            return character == _GROUP_SEPARATOR or (character.isascii() and character.isprintable())
        return character.isascii() and (character.isalnum() or character == "]")

    def _end(self, name: str, ended: str, before: tuple[K, ...], event: K) -> Heard[K]:
        if len(self._text) >= self._shortest:
            code = "".join(self._text)
            self.flush()
            self._ended = name
            return Heard(code)
        if not self._keys and ended == "enter" and name == "ctrl+j":
            return Heard()
        return Heard(keys=(*before, *self.flush(), event))


class Scan(NamedTuple):
    """A serial scanner sent `text`, an AIM prefix included; `read_code` understands it."""

    text: str
    at: int


class Scanner:
    """The receiving end of a serial scanner: codes end with CR, LF or both, or with a pause of `pause` ms.

    Control characters but GS are dropped (STX, ETX of some makes); what is longer than 4096 bytes is noise.
    """

    _MOST = 4096

    def __init__(self, *, pause: int = 100) -> None:
        self._pause = pause
        self._held = bytearray()
        self._last = 0

    @property
    def next_deadline(self) -> int | None:
        """When an unended code is taken as whole."""
        return self._last + self._pause if self._held else None

    def receive(self, data: bytes, now: int) -> Reaction[Scan]:
        """Bytes from the wire."""
        scans: list[Scan] = []
        self._last = now
        for chunk in data.replace(b"\n", b"\r").splitlines(keepends=True):
            self._held += chunk
            if chunk.endswith(b"\r"):
                scans += self._take(now)
            elif len(self._held) > self._MOST:
                self._held.clear()
        return Reaction(events=tuple(scans))

    def tick(self, now: int) -> Reaction[Scan]:
        """Let time pass."""
        deadline = self.next_deadline
        return Reaction(events=tuple(self._take(now)) if deadline is not None and now >= deadline else ())

    def _take(self, now: int) -> list[Scan]:
        raw = bytes(b for b in self._held if b >= 0x20 or b == 0x1D)
        self._held.clear()
        text = raw.decode("utf-8", "replace").strip(" ")
        return [Scan(text, now)] if text and len(raw) <= self._MOST else []
