"""What a good cashier answers: by the matter where it is known, else the reply that checks, explains or asks."""

from simulator.pos.counter_view import QuestionSeen

ANSWERS: dict[str, tuple[str, ...]] = {
    "jumps_queue": ("queue_please",),
    "claims_more": ("count_with_supervisor",),
    "quick_change": ("finish_first",),
    "price_dispute": ("check_the_shelf", "check_price", "check", "call_supervisor"),
    "shelf_price": ("check_the_price", "check_price", "call_supervisor"),
    "second_half": ("check_price", "check", "explain"),
    "promotion": ("check_price", "check", "explain"),
    "discount": ("explain", "politely_decline", "call_supervisor"),
    "haggle": ("explain", "politely_decline", "call_supervisor"),
    "bag": ("offer_bag", "bag_is_charged"),
    "bag_please": ("bag_is_charged",),
    "eggs_price": ("look_it_up",),
    "receipt_copy": ("print_a_copy",),
    "help_colleague": ("lock_and_help",),
    "membership": ("ask_consent",),
    "invoice": ("by_receipt_code", "receipt_code", "explain"),
    "refund": ("service_desk", "call_supervisor"),
    "complaint": ("listen", "apologise", "call_supervisor"),
    "wants_manager": ("call_manager",),
    "complaint_next": ("promise_call",),
    "closing": ("one_moment", "queue_please"),
    "how_long": ("one_moment", "apologise"),
    "leave_goods": ("keep_goods", "one_moment"),
    "refuses_cash": ("take_cash", "accept_cash"),
    "wants_cash": ("politely_decline", "call_supervisor"),
    "for_my_father": ("buyer_decides",),
    "ends_today": ("today_is_fine",),
    "gift_receipt": ("slip_without_prices",),
    "card_balance": ("read_it_out",),
    "torn_note": ("call_supervisor", "ask_other_payment"),
}
"""About -> replies in order of preference."""

LOOKS_UP = frozenset(("look_it_up",))
"""Answers that promise a price: it is told once it was looked up."""

PREFERRED = (
    "check", "look_up", "ask_supervisor", "call_supervisor", "explain", "apologi", "one_moment", "offer", "decline",
    "receipt", "confirm", "wait", "help", "yes",
)  # fmt: skip
"""Parts of reply ids that stand for what is right in most shops, the best first."""


def answer_to(question: QuestionSeen) -> str:
    """The reply a good cashier gives; the first one offered where nothing is known."""
    offered = [answer.reply for answer in question.answers]
    for reply in ANSWERS.get(question.about, ()):
        if reply in offered:
            return reply
    for part in PREFERRED:
        for reply in offered:
            if part in reply:
                return reply
    return offered[0]
