"""A price in dispute and a complaint, told to the cashier."""

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.pos.state import Till
from simulator.screens.station.message import Message, Named
from simulator.screens.till.messages.message import item, money

FOUND = {
    ("short_change", "proved"): "till.told.change_missing",
    ("short_change", "unfounded"): "till.told.change_right",
    ("double_charge", "proved"): "till.told.charged_twice",
    ("double_charge", "unfounded"): "till.told.charged_once",
    ("spoiled", "proved"): "till.told.bought_here",
}
"""What a complaint is about, and what the records say of it."""


def shelf_asked(till: Till, fact: f.ShelfAsked) -> Message:
    return Message("info", "till.told.shelf_asked", {"item": item(till, fact.sku)})


def shelf_reported(till: Till, stimulus: s.ShelfReported) -> Message:
    return Message("warn", "till.told.shelf_reported", {"text": stimulus.text})


def records_checked(till: Till, fact: f.RecordsChecked) -> Message:
    id = FOUND.get((fact.kind, fact.finding), "till.told.records_nothing")
    return Message("warn" if fact.finding == "proved" else "info", id, {"amount": money(till, fact.amount)})


def recorded(till: Till, fact: f.ComplaintRecorded) -> Message:
    kind, outcome = Named(f"till.reason.complaint.{fact.kind}"), Named(f"till.reason.outcome.{fact.outcome}")
    return Message("good", "till.told.complaint_recorded", {"number": fact.number, "kind": kind, "outcome": outcome})
