"""Enrolment at the till: a number that can be one, a member once, with their consent, and at once."""

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.pos.membership import CONSENT
from tests.pos.counter import MILK
from tests.pos.stored import LI, Owing

PHONE = "13900000001"


@pytest.fixture
def till() -> Owing:
    counter = Owing()
    counter.customer("milk")
    return counter


def test_a_new_member_has_the_members_price_at_once(till: Owing) -> None:
    till.do(c.Scan(code=MILK))
    till.hear(s.MembershipWanted("c1", PHONE))
    till.hear(s.ConsentAnswered("c1", agrees=True))
    enrolled, identified = till.do(c.EnrolMember(PHONE))
    assert (enrolled.member, enrolled.consented, enrolled.name.zh) == (PHONE, True, "李女士")
    assert (identified.total, identified.own) == (1190, True)
    till.do(c.StartTender())
    till.do(c.TenderStatic())
    assert till.leave().member_used
    till.customer("milk")
    till.do(c.Scan(code=MILK))
    assert isinstance(till.do(c.IdentifyMember(PHONE))[0], f.MemberIdentified), "and the next time, too"


def test_without_being_asked_is_without_consent(till: Owing) -> None:
    till.hear(s.MembershipWanted("c1", PHONE))
    assert till.do(c.EnrolMember(PHONE))[0].consented is False
    assert CONSENT == "ask_consent"


@pytest.mark.parametrize("code", ["1390000000", "23900000001", "9529000000000", MILK, ""])
def test_what_is_no_number_of_a_member_is_refused(till: Owing, code: str) -> None:
    assert till.do(c.EnrolMember(code))[0].reason == "refused.no_member_number"


def test_nobody_is_a_member_twice_at_whichever_till(till: Owing) -> None:
    till.do(c.EnrolMember(PHONE))
    assert till.do(c.EnrolMember(PHONE))[0].reason == "refused.member_exists"
    other = Owing(other=till)
    other.customer("milk")
    assert other.do(c.EnrolMember(PHONE))[0].reason == "refused.taken_elsewhere"


def test_who_is_a_member_already_is_identified_by_that_number() -> None:
    till = Owing()
    till.till.rules.members[PHONE] = till.till.rules.members[LI]
    try:
        till.customer("milk")
        till.do(c.Scan(code=MILK))
        till.hear(s.MembershipWanted("c1", PHONE))
        assert till.do(c.EnrolMember(PHONE))[0].reason == "refused.member_exists"
        assert till.session.view.member_card == PHONE
        till.do(c.IdentifyMember(PHONE))
        till.do(c.StartTender())
        till.do(c.TenderStatic())
        ended = till.leave()
        assert (ended.wanted, ended.unmet, ended.member_used) == (("membership",), (), True)
    finally:
        del till.till.rules.members[PHONE]
