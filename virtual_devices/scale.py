"""Scale: a checkout scale that speaks Toledo 8217 (7 bits, even parity, 9600 baud; parity is the line's business).

`W` asks for the weight: `STX ww.www CR` in kilograms once it is stable, else `STX ? status CR`. `Z` sets zero.
"""

from virtual_devices.upos import Reaction, Status, StatusName

STX, CR = b"\x02", b"\r"
MOTION, OVER, UNDER, OUTSIDE_ZERO, CENTRE_OF_ZERO, BAD_COMMAND = 0x01, 0x02, 0x04, 0x08, 0x10, 0x40
"""Bits of the status byte."""
_BETWEEN_COMMANDS = 200

ScaleReaction = Reaction[Status]


class Scale:
    """A pan with a load in grams; it shows multiples of `division` up to `capacity`, after `settle` ms at rest."""

    def __init__(self, *, capacity: int = 15_000, division: int = 5, settle: int = 600) -> None:
        self.load = 0
        self._capacity, self._division, self._settle = capacity, division, settle
        self._zero = 0
        self._stable_at: int | None = None
        self._asked_at = -_BETWEEN_COMMANDS

    @property
    def grams(self) -> int:
        """What it shows: net of zero, rounded to the division."""
        net, half = self.load - self._zero, self._division // 2
        return (abs(net) + half) // self._division * self._division * (-1 if net < 0 else 1)

    @property
    def moving(self) -> bool:
        """The pan has not come to rest."""
        return self._stable_at is not None

    @property
    def next_deadline(self) -> int | None:
        """When the pan comes to rest."""
        return self._stable_at

    def put(self, grams: int, now: int) -> ScaleReaction:
        """The load becomes `grams`: 0 empties the pan, a negative one lifts it."""
        events = self._settled(now)
        if grams != self.load:
            self.load = grams
            self._stable_at = now + self._settle
            events += (Status("SCAL_SUE_WEIGHT_UNSTABLE", now),)
        return Reaction(events=events)

    def tick(self, now: int) -> ScaleReaction:
        """Let time pass."""
        return Reaction(events=self._settled(now))

    def receive(self, data: bytes, now: int) -> ScaleReaction:
        """Commands, a byte each; one that comes within 200 ms of the last is not heard."""
        events = self._settled(now)
        out = b""
        for command in data.replace(CR, b"").replace(b"\n", b""):
            if now - self._asked_at < _BETWEEN_COMMANDS:
                continue
            self._asked_at = now
            match command:
                case 0x57:  # W
                    out += self._weight()
                case 0x5A:  # Z
                    if not self.moving and abs(self.load) * 50 <= self._capacity:
                        self._zero = self.load
                    out += self._answer(0)
                case _:
                    out += self._answer(BAD_COMMAND)
        return Reaction(out, events)

    def _weight(self) -> bytes:
        if self.moving or not 0 <= self.grams <= self._capacity:
            return self._answer(0)
        kilograms, grams = divmod(self.grams, 1000)
        return STX + b"%02d.%03d" % (kilograms, grams) + CR

    def _answer(self, status: int) -> bytes:
        status |= MOTION * self.moving | OVER * (self.grams > self._capacity) | UNDER * (self.grams < 0)
        status |= CENTRE_OF_ZERO * (self.grams == 0) | OUTSIDE_ZERO * (abs(self.load) * 50 > self._capacity)
        return STX + b"?" + bytes([status]) + CR

    def _settled(self, now: int) -> tuple[Status, ...]:
        if self._stable_at is None or now < self._stable_at:
            return ()
        at, self._stable_at = self._stable_at, None
        name: StatusName = "SCAL_SUE_STABLE_WEIGHT"
        if self.grams == 0:
            name = "SCAL_SUE_WEIGHT_ZERO"
        elif self.grams < 0:
            name = "SCAL_SUE_WEIGHT_UNDER_ZERO"
        elif self.grams > self._capacity:
            name = "SCAL_SUE_WEIGHT_OVERWEIGHT"
        return (Status(name, at),)
