"""The mistakes over papers that a rubric must catch: each the experienced routine with one habit changed."""

from simulator.drill.bots.office_desk import cutovers as k
from simulator.drill.bots.office_desk import incidents as i
from simulator.drill.bots.office_desk import investigating as v
from simulator.drill.bots.office_desk import orders as o
from simulator.drill.bots.office_desk import promotions as p
from simulator.drill.bots.office_desk import reading as r
from simulator.drill.bots.office_desk.routine import EXPERIENCED, DeskRoutine

PAPERED_MISTAKES: dict[str, DeskRoutine] = {
    "figures_made_up": EXPERIENCED.first(r.make_figures_up),
    "largest_amount": EXPERIENCED.instead(r.reply, r.largest_amount),
    "accused_at_once": EXPERIENCED.instead(v.conclude, v.accuse),
    "thief_excused": EXPERIENCED.instead(v.conclude, v.excuse),
    "incident_played_down": EXPERIENCED.instead(i.classify, i.play_down),
    "area_manager_first": EXPERIENCED.instead(i.call, i.boss_first),
    "quickest_way_out": EXPERIENCED.instead(i.direct, i.quickest),
    "cleared_early": EXPERIENCED.instead(i.clear, i.clear_early),
    "difference_waved_off": EXPERIENCED.instead(k.reconcile, k.sold_late),
    "list_closed_unread": EXPERIENCED.instead(k.reconcile, k.close_unread),
    "checkpoint_waved_on": EXPERIENCED.instead(k.check, k.wave_on),
    "live_anyway": EXPERIENCED.instead(k.decide, k.go_anyway),
    "published_untried": EXPERIENCED.instead(p.attempt, p.untried),
    "published_below_cost": EXPERIENCED.instead(p.settle, p.below_cost),
    "published_over_budget": EXPERIENCED.instead(p.settle, p.over_budget),
    "published_as_it_came": EXPERIENCED.instead(p.settle, p.as_it_came),
    "sound_sent_back": EXPERIENCED.instead(p.settle, p.say_no),
    "resent_doubled": EXPERIENCED.instead(o.settle, o.resend_all),
    "sale_dropped": EXPERIENCED.instead(o.settle, o.drop_all),
}
