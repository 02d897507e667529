"""A monkey at the till: valid and invalid commands in any order, with figures that are sometimes right."""

from simulator.drill.bots import Memory
from simulator.kernel import commands as c
from simulator.kernel.draws import Draws
from simulator.kernel.events import Command
from simulator.kernel.money import make_change, worth
from simulator.pos.view import View


class Monkey:
    """Deterministic: its whims come from a stream of their own."""

    def __init__(self, seed: int, sense: int = 60) -> None:
        self._draws = Draws(seed, "monkey")
        self._sense = sense
        """Percent of commands that fit what lies there."""

    def next(self, view: View, now: int, memory: Memory) -> tuple[Command, int] | None:
        draws = self._draws
        if draws.chance(0.1):
            return None
        sensible = draws.below(100) < self._sense
        command = (self._sensible(view) if sensible else None) or self._whim(view)
        return command, draws.between(50, 900)

    def _good(self, view: View) -> str:
        belt = view.belt
        return self._draws.pick(belt).id if belt else "nothing"

    def _code(self, view: View) -> str:
        belt = [good.code for good in view.belt if good.code]
        return self._draws.pick([*belt, "12345", "6901234567892", "abc", "2013"])

    def _ticket(self, view: View) -> str:
        return self._draws.pick([*view.suspended, "till-1#9"])

    def _sensible(self, view: View) -> Command | None:
        """What might be useful now."""
        draws = self._draws
        if not view.manned:
            return c.ComeBack()
        if view.pending:
            return draws.pick([c.CallSupervisor("authorization"), c.CancelAuthorization(), c.EnterPin("s01")])
        if view.locked:
            return c.UnlockTill(view.operator)
        if view.questions:
            return c.Say(draws.pick(view.questions[0].answers).reply)
        if view.dark:
            return draws.pick(
                [c.RestartTill(), c.ReportIncident("power"), c.LockDrawer(), self._slip(view), c.Say("say_total")]
            )
        if view.drawer_open:
            change = make_change(max(0, view.change_due), view.drawer)
            choices: list[Command] = [c.CloseDrawer()]
            choices += [c.GiveChange(change)] if change else []
            choices += [c.TakeCash(dict(view.cash))] if view.cash else []
            return draws.pick(choices)
        if view.here is None:
            return draws.pick([c.CallNext(), c.ResumeSale(self._ticket(view)), c.EnterSlip(1), c.FinishShift()])
        if view.stage == "tendering":
            paying: list[Command] = [c.Say("ask_live_code"), c.ConfirmArrival()]
            paying += [c.TenderCash(worth(view.cash))] * 4 if view.cash else []
            paying += [c.TenderMobile(view.phone_code, view.offer)] * 4 if view.phone_code else []
            paying += [c.TenderCard(view.offer)] * 4 if view.card else []
            paying += [c.QueryPayment(payment.request) for payment in (*view.unanswered, *view.refused)]
            paying += [c.ReversePayment(payment.request) for payment in view.reversible]
            paying.append(c.SwitchChannel())
            return draws.pick(paying)
        if view.at_terminal and draws.chance(0.5):
            return c.CancelPayment(view.at_terminal.request)
        if view.stage == "scanning" and draws.chance(0.3):
            return draws.pick([c.StartTender(), c.CheckTrolley(), c.SuspendSale(), c.IdentifyMember(view.member_card)])
        for good in view.belt:
            if not good.charged:
                return draws.pick([c.Scan(good.code, good.id), c.EnterCode(good.code, good.id), c.Weigh(good.id)])
        return None

    def _slip(self, view: View) -> Command:
        prices = {good.id: self._draws.between(1, 3000) for good in view.belt}
        tender = self._draws.pick(["cash", "static_code"])
        return c.WriteSlip(prices, tender, worth(view.cash) if tender == "cash" else 0)

    def _whim(self, view: View) -> Command:
        draws = self._draws
        number, amount = draws.between(0, 12), draws.pick([0, 1, 10, 2000, 10_000, -5, 99_999_999])
        pieces = {draws.pick([10_000, 2000, 100, 10, 7]): draws.between(-1, 3)}
        choices: list[Command] = [
            c.Scan(self._code(view), self._good(view)),
            c.Scan(self._code(view), source="wedge"),
            c.EnterCode(self._code(view), self._good(view)),
            c.PickItem(draws.pick(["milk_1l", "apples", "cotton_cloth", "nothing"]), self._good(view)),
            c.Weigh(draws.pick(["", self._good(view)])),
            c.SetMultiplier(number),
            c.SetMultiplier(max(1, number), number * 1000 + 250),
            c.ChangeQuantity(number, number),
            c.ChangeUnit(number, draws.pick(["milk_case_12", "milk_1l", "beer_case_24", ""])),
            c.VoidLine(number),
            c.VoidSale(),
            c.CheckPrice(self._code(view)),
            c.AddBag(draws.pick(["bag_small", "milk_1l"])),
            c.IdentifyMember(draws.pick([view.member_card, "nobody"])),
            c.SuspendSale(),
            c.ResumeSale(self._ticket(view)),
            c.StartTender(),
            c.CancelTender(),
            c.TenderCash(amount),
            c.TenderCard(amount),
            c.TenderMobile("13", amount),
            c.TenderStatic(amount),
            c.QueryPayment(f"till-1-{number}"),
            c.CancelPayment(f"till-1-{number}"),
            c.TakeCash(pieces),
            c.TakeCash(dict(view.cash)),
            c.GiveChange(pieces),
            c.ReturnCash(draws.pick([pieces, dict(view.cash)])),
            c.CloseDrawer(),
            c.NoSale(draws.pick(["", "look"])),
            c.ReprintReceipt(),
            c.CallNext(),
            c.Say(draws.pick([*c.REPLIES, "nonsense"])),
            c.CheckTrolley(),
            c.SetAside(self._good(view)),
            c.CallSupervisor(draws.pick(["", "small_change", "authorization"])),
            c.EnterPin(draws.pick(["", "c01", "s01"])),
            c.CancelAuthorization(),
            c.LockTill(),
            c.UnlockTill(draws.pick(["c01", "nobody"])),
            c.StepAway(),
            c.ComeBack(),
            c.ChangePaper(),
            c.ReportIncident("power"),
            c.LockDrawer(),
            c.UnlockDrawer(),
            c.RestartTill(),
            self._slip(view),
            c.ConfirmArrival(),
            c.EnterSlip(number),
            c.UploadSales(),
            c.ResolveUpload(draws.pick([record.key for record in view.uploads] or ["none"]), draws.pick(c.VERDICTS)),
            c.FinishShift(),
        ]
        return draws.pick(choices)
