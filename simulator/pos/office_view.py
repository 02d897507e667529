"""What a person at the station can see of the cash office's matters: part of the view, a room of its own."""

from collections.abc import Mapping, Sequence, Set

from simulator.kernel.money import Minor, Pieces, make_change
from simulator.kernel.stimuli import ErrandCame
from simulator.pos.cash_office import left_in
from simulator.pos.state import Till


class OfficeView:
    """Float, counts, vouchers and doubtful notes. What the books expect is not among it (盲交班)."""

    __slots__ = ()
    _till: Till

    @property
    def over_cash_limit(self) -> bool:
        """The till's light that says: more cash than the shop allows in a drawer."""
        return 0 < self._till.rules.cash_limit < self._till.drawer.expected

    @property
    def float_counted(self) -> bool:
        return self._till.shift.float_counted is not None

    @property
    def moved(self) -> bool:
        """Money went in or out since the till was opened."""
        return self._till.shift.moved

    @property
    def float_due(self) -> Minor:
        """What the float should be: it stands on the float sheet."""
        return self._till.shift.float_due

    @property
    def declared(self) -> bool:
        """The drawer was counted, and nothing moved since."""
        return self._till.shift.counted is not None

    @property
    def counted(self) -> Minor:
        """The cashier's own count, less what went to the bank since."""
        return left_in(self._till) if self.declared else 0

    @property
    def for_the_bank(self) -> Pieces:
        """Of what was counted, the pieces above the float, as far as they can be counted out; none before the count."""
        above = self.counted - self.float_due
        if above <= 0 or not self._till.rules.closing or "bank_drop" in self._till.rules.never:
            return {}
        return make_change(above, self._till.drawer.pieces) or {}

    @property
    def slips_total(self) -> Mapping[str, Minor]:
        """What terminal and payee phone say they took, by means of payment: anybody may look there."""
        return self._till.shift.totals.slips

    @property
    def z_done(self) -> bool:
        return self._till.shift.zed

    @property
    def handed_over(self) -> bool:
        return self._till.shift.handed_over is not None

    @property
    def errands(self) -> Sequence[ErrandCame]:
        """Money that was asked for or brought, and waits."""
        return self._till.shift.errands

    @property
    def checked(self) -> Set[Minor]:
        """Denominations on the counter that were held against the detector."""
        visit = self._till.counter.visit
        return visit.checked if visit else frozenset()

    @property
    def known_false(self) -> Pieces:
        """Notes on the counter that the detector found to be false."""
        visit = self._till.counter.visit
        return visit.known_false if visit else {}
