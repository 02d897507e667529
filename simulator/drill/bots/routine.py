"""A routine: which habits come first in which situation.

A bot is a routine; a mistake is the experienced routine with one habit changed.
"""

from dataclasses import dataclass, fields, replace

from simulator.drill.bots import answering as a
from simulator.drill.bots import cash_office as b
from simulator.drill.bots import channels as ch
from simulator.drill.bots import matters as m
from simulator.drill.bots import offline as n
from simulator.drill.bots import outages as o
from simulator.drill.bots import paying as p
from simulator.drill.bots import returning as rt
from simulator.drill.bots import selling as s
from simulator.drill.bots import standby as t
from simulator.drill.bots import wishes as w
from simulator.drill.bots.steps import Advice, Habit, Memory, wait
from simulator.pos.view import View

Habits = tuple[Habit, ...]


@dataclass(frozen=True, slots=True)
class Routine:
    """Habits by situation; the first that has something to say decides."""

    always: Habits
    dark: Habits
    slips: Habits
    """Dark, with manual mode ordered and somebody at the counter."""
    on_ups: Habits
    running: Habits
    alone: Habits
    settling: Habits
    """The customer here has a finished sale, or the drawer is open."""
    tendering: Habits
    selling: Habits
    returning: Habits
    """Something was brought back, and it is not settled what becomes of it."""

    def advise(self, view: View, memory: Memory) -> Advice:
        """The next step."""
        for habits in self._situation(view):
            for habit in habits:
                advice = habit(view, memory)
                if advice is not None:
                    return advice
        return wait("advice.wait")

    def _situation(self, view: View) -> tuple[Habits, ...]:
        if view.dark:
            return (self.always, self.dark, self.slips) if view.here else (self.always, self.dark)
        if not view.power and not o.finishing(view):
            return self.always, self.on_ups
        return self.always, self.running, self.serving(view)

    def serving(self, view: View) -> Habits:
        """Those for the customer here, with power."""
        if view.here is None:
            return self.alone
        if rt.handling(view):
            return self.returning
        if view.drawer_open or (view.settled and not (view.exchange or rt.shopping(view))):
            return self.settling
        return self.tendering if view.stage == "tendering" else self.selling

    def without(self, *habits: Habit) -> "Routine":
        """The same routine with some habits left out."""
        return replace(
            self, **{f.name: tuple(h for h in getattr(self, f.name) if h not in habits) for f in fields(self)}
        )

    def instead(self, habit: Habit, other: Habit) -> "Routine":
        """The same routine with another habit in the place of one."""
        return replace(
            self, **{f.name: tuple(other if h is habit else h for h in getattr(self, f.name)) for f in fields(self)}
        )

    def first(self, habit: Habit) -> "Routine":
        """The same routine with one more habit before all others."""
        return replace(self, always=(habit, *self.always))


EXPERIENCED = Routine(
    always=(
        s.be_at_the_till,
        s.get_authorization,
        s.help_colleague,
        s.unlock,
        s.check_age,
        a.answer_questions,
        a.keep_price,
        a.tell_price,
    ),
    dark=(
        p.say_change,
        p.give_change,
        p.put_notes_away,
        o.open_with_key,
        s.close_drawer,
        s.greet,
        o.calm,
        t.try_restart,
        o.report,
        o.lock_drawer,
        o.calm_queue,
        t.go_over,
        o.restart,
        o.wait_for_orders,
        o.keep_unknown,
        o.call_next_by_hand,
    ),
    slips=(
        o.part_kindly,
        s.leave_out_by_hand,
        s.leave_out_unfit,
        s.check_trolley,
        o.weigh_loose,
        o.say_slip_total,
        o.write_slip,
        o.wait_for_payment,
    ),
    on_ups=(s.close_drawer, o.calm, o.report, o.wait_for_orders, o.spare_battery),
    running=(
        t.sign_on,
        t.count_standby,
        t.shut_after_count,
        p.unlock_drawer,
        ch.cancel_waiting,
        p.await_channel,
        n.report_network,
        n.calm_offline,
        ch.switch_channel,
        ch.report_channel,
        ch.calm_waiting,
        ch.query_unknown,
        ch.query_refused,
        ch.reverse_unknown,
        ch.reverse_doubled,
        rt.await_refund,
        rt.query_refund,
        rt.refund_otherwise,
        p.mind_printer,
        s.put_away_basket,
    ),
    alone=(
        rt.clear_return,
        b.count_float,
        b.do_errands,
        b.report_so_far,
        b.drop_excess,
        b.declare,
        b.bring_to_bank,
        s.close_drawer,
        s.enter_slips,
        s.clear_orphans,
        n.upload_waiting,
        n.resolve_conflicts,
        n.report_losses,
        b.close_day,
        b.reprint_report,
        b.await_relief,
        s.change_paper_in_time,
        s.call_next,
        ch.wait_for_reversal,
        n.wait_for_uploads,
        s.hand_over,
        s.wait_for_customers,
    ),
    settling=(
        *m.COMPLAINT,
        b.return_false,
        b.await_replacement,
        p.say_change,
        p.give_change,
        p.put_notes_away,
        p.order_small_change,
        s.close_drawer,
        p.open_for_rest,
        p.void_settled,
        rt.sign,
        rt.say_refund,
        w.issue_invoice,
        a.keep_paper,
        p.thank,
        p.wait_for_goodbye,
    ),
    tendering=(
        n.explain_offline,
        rt.settle_exchange,
        s.identify_member,
        w.doubt_member,
        w.enrol,
        w.staff_discount,
        w.back_to_top_up,
        p.back_to_goods,
        m.back_to_price,
        p.say_total,
        b.check_notes,
        b.return_false,
        p.say_received,
        p.doubt_picture,
        w.take_card,
        w.take_points,
        p.take_payment,
        ch.go_on_without,
        n.await_network,
        p.wait_for_payment,
    ),
    selling=(
        s.greet,
        *m.COMPLAINT,
        s.resume_basket,
        m.ask_shelf,
        s.leave_out_unwanted,
        s.leave_out_unfit,
        s.ask_member,
        n.explain_offline,
        s.identify_member,
        w.doubt_member,
        w.enrol,
        w.staff_discount,
        w.top_up,
        s.ring_up,
        m.set_price,
        s.check_trolley,
        s.compare_screen,
        a.keep_bag,
        s.redeem_coupon,
        m.await_shelf,
        s.start_tender,
        s.wait_for_goods,
    ),
    returning=(
        s.greet,
        rt.let_go,
        rt.listen,
        rt.await_office,
        rt.start_return,
        rt.decline_spent,
        rt.find_receipt,
        rt.without_receipt,
        rt.inspect,
        rt.give_back,
        rt.make_exception,
        rt.take_back,
        rt.decline,
        rt.exchange,
        rt.refund,
    ),
)
"""What an experienced cashier does."""
