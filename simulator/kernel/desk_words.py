"""The words in which a manager's questions, findings and orders are given: closed lists, each in one place."""

from simulator.kernel.papers import Unit

PERIODS = ("this_week", "last_week", "last_year")
"""`last_year`: the same week of it."""
DEPARTMENTS = ("fresh", "dairy", "grain_oil", "drinks", "snacks", "household")
OFFERS = ("second_half", "full_88", "member_day")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

ANSWERED_IN: dict[str, Unit] = {
    "per_metre": "money",
    "per_person": "money",
    "basket_value": "money",
    "margin_share": "share",
    "shrink_share": "share",
    "turn_days": "tenths",
    "task_share": "share",
    "complaints_per_thousand": "tenths",
    "against_last_year": "share",
    "offer_lift": "share",
}
"""坪效、人效、客单价、毛利率、损耗率、库存周转天数、任务完成率、每千客投诉数、同比、促销拉动: answered by a figure.

Measure -> its unit: minor units of money, tenths of a percent, tenths.
"""
FIGURE_MEASURES = tuple(ANSWERED_IN)
CHOICE_MEASURES = ("peak_hour", "most_shrink", "slowest_turn", "best_metre", "why_change", "offer_paid_off")
"""Answered by a choice."""
MEASURES = (*FIGURE_MEASURES, *CHOICE_MEASURES)
CHANGES = ("fewer_baskets", "smaller_baskets")
"""Why a turnover fell."""

CASES = ("over_short", "exceptions")
"""长短款 of a till; 异常操作 of a cashier."""
OVER_SHORT = (
    "wrong_change", "double_refund", "slip_not_keyed", "false_note", "float_miscounted", "bag_miscounted",
    "card_as_cash", "taken",
)  # fmt: skip
"""Where a drawer's difference comes from."""
EXCEPTIONS = ("false_refunds", "false_voids", "discounts_to_a_friend", "returns_desk", "trainee", "markdown_duty")
"""Why a cashier stands out."""
FINDINGS = (*OVER_SHORT, *EXCEPTIONS)
INTENT = ("taken", "false_refunds", "false_voids", "discounts_to_a_friend")
"""Findings that accuse somebody."""

CONTACTS = ("it_hotline", "it_lead", "area_manager", "card_bank", "vendor", "repair_desk")
ORDERS = (
    "wait", "manual_slips", "cash_only", "use_other_tills", "stop_selling", "roll_back", "carry_on", "enter_slips",
)  # fmt: skip
CAUSES = ("update", "server_disk", "carrier", "bank_side", "wrong_setting")
LESSONS = ("test_before_update", "watch_the_disk", "second_line", "ask_the_bank", "check_settings")
"""What is done so that it does not happen again."""
LESSON_OF = dict(zip(CAUSES, LESSONS, strict=True))

LISTS = ("stock_lists", "price_lists", "member_lists", "dual_run")
"""Papers whose rows are reconciled."""
DIFFERENCES = ("sold_late", "missing", "twice_as_much", "per_pack", "per_jin", "decimals", "unexplained")
"""Why the new list says something else than the old one."""
CHECKPOINTS = ("backup_made", "selling_stopped", "data_moved", "tests_passed")
DECISIONS = ("go", "no_go", "roll_back")
GROUNDS = ("all_met", "dual_run_off", "tests_failed", "no_time_left", "lists_differ")
"""Why it goes live, or does not."""

DRAFT_FIELDS = ("since", "until", "priority", "discount_rate", "fixed_price")
"""What can be changed of a promotion that lies there to be published."""
SEND_BACK = ("below_cost", "over_budget", "margin_too_low", "clashes", "dates_wrong")
"""Why a promotion goes back to whoever thought of it."""

SETTLEMENTS = ("resend", "accept", "correct", "reject")
"""补传、认可、以收银机为准更正、拒收."""
TILL_STATES = ("completed", "voided", "suspended", "not_known")
SERVER_STATES = ("completed", "voided", "open", "booked_twice", "missing")
