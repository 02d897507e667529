"""Enrolment at the till (开卡): by phone number or with a new card, with the customer's consent, and usable at once."""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.numbers import MEMBERS, is_phone
from simulator.pos.refusals import refuse
from simulator.pos.selling import identified
from simulator.pos.state import Till
from virtual_devices.codes import Code, read_code

CONSENT = "ask_consent"
"""The answer to somebody who wants to be a member that asks for their consent."""

# --- decide ----------------------------------------------------------------------------------------------------------


def enrol_member(till: Till, command: c.EnrolMember) -> list[Event]:
    code, visit = command.code, till.counter.visit
    if visit is None:
        return refuse(command, "refused.no_customer")
    if not is_phone(code) and not is_card(code):
        return refuse(command, "refused.no_member_number", code=code[:20])
    had = till.member_name(code)
    if had is not None:
        return refuse(command, "refused.member_exists", code=code, name_en=had.en, name_zh=had.zh)
    enrolled = f.MemberEnrolled(code, visit.name, visit.customer, visit.wishes.consent is True)
    sale = till.sale
    if sale is None or sale.tenders or sale.customer != visit.customer:
        return [enrolled]
    return [enrolled, *identified(till, sale, code, visit.name)]


def is_card(code: str) -> bool:
    """Whether it is the number of a member card: one of the shop's own, read rightly."""
    return code.startswith(MEMBERS) and isinstance(read_code(code), Code)


# --- apply -----------------------------------------------------------------------------------------------------------


def member_enrolled(till: Till, fact: f.MemberEnrolled, entry: Entry) -> None:
    till.accounts.enrolled[fact.member] = fact.name
    visit = till.counter.visits.get(fact.customer)
    if visit is not None:
        visit.member = visit.wishes.own = fact.member
        visit.is_member, visit.wishes.enrol = True, ""
        visit.wishes.met.add("membership")


def member_told(till: Till, stimulus: s.MemberTold, entry: Entry) -> None:
    till.accounts.enrolled[stimulus.member] = stimulus.name


def membership_wanted(till: Till, stimulus: s.MembershipWanted, entry: Entry) -> None:
    wishes = till.counter.visits[stimulus.customer].wishes
    wishes.enrol, wishes.agrees = stimulus.code, stimulus.agrees
    wishes.asked.add("membership")


def consent_answered(till: Till, stimulus: s.ConsentAnswered, entry: Entry) -> None:
    wishes = till.counter.visits[stimulus.customer].wishes
    wishes.consent = stimulus.agrees
    if not stimulus.agrees:
        wishes.enrol = ""
        wishes.impossible.add("membership")


def refused(till: Till, fact: f.Refused) -> None:
    """Who turns out to be a member already is one: the number is their own, and good for this basket."""
    visit = till.counter.visit
    if visit is not None and fact.reason == "refused.member_exists" and fact.given["code"] == visit.wishes.enrol:
        visit.member, visit.wishes.enrol = fact.given["code"], ""
        visit.is_member = True
        visit.wishes.impossible.add("membership")


DECIDE = {c.EnrolMember: enrol_member}

APPLY = {
    f.MemberEnrolled: member_enrolled,
    s.MemberTold: member_told,
    s.MembershipWanted: membership_wanted,
    s.ConsentAnswered: consent_answered,
}
