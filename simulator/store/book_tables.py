"""The books' tables: rows keyed by the entry they come from, see `books`.

They lie as the run's entries do, by position: what many tills commit at once comes to the end of each table, not to
as many places of it as there are tills. They refer to no run, as entries do: they are never without theirs. `at` is
virtual milliseconds of the run. A change here needs a migration beside it.
"""

from sqlalchemy import Column, PrimaryKeyConstraint, Table

from simulator.store.schema import integer, metadata, string


def _book(name: str, *columns: Column[int] | Column[str], numbered: bool = True) -> Table:
    key = ("run", "position", "n") if numbered else ("run", "position")
    source: list[Column[int] | Column[str]] = [string("run"), integer("position"), string("stream"), integer("seq")]
    if numbered:
        source.append(integer("n"))
    return Table(name, metadata, *source, *columns, PrimaryKeyConstraint(*key), sqlite_with_rowid=False)


sales = _book(
    "sales",
    integer("at"),
    string("sale"),
    string("status"),  # completed, voided
    string("receipt"),
    string("customer"),
    string("member"),
    integer("lines"),
    integer("total"),
    integer("net"),
    integer("tax"),
    integer("discount"),
    integer("rounding"),
    integer("change"),
    integer("slip"),
    integer("stored", "0"),  # of the total: put onto cards, no revenue
    numbered=False,
)

sale_lines = _book(
    "sale_lines",
    string("sale"),
    integer("line"),
    string("sku"),
    string("name_en"),
    string("name_zh"),
    string("code"),
    integer("price"),
    integer("quantity"),
    integer("grams"),
    integer("gross"),
    integer("discount"),
    integer("tax_rate"),
    string("how"),
    integer("net", "0"),
    integer("tax", "0"),
    integer("moved", "0"),  # 1: it is a movement of stock too; else rows of stock_movements are
)

tenders = _book(
    "tenders",
    string("sale"),
    string("kind"),
    integer("amount"),
    integer("received"),
    string("request"),
)

returns = _book(
    "returns",
    integer("at"),
    string("number"),
    string("kind"),  # return, exchange, post_void
    string("receipt"),
    string("sale"),
    string("customer"),
    integer("lines"),
    integer("total"),
    integer("net"),
    integer("tax"),
    string("exchange"),
    string("reason"),
    numbered=False,
)

return_lines = _book(
    "return_lines",
    string("number"),
    string("receipt"),
    integer("line"),
    string("sku"),
    string("name_en"),
    string("name_zh"),
    integer("quantity"),
    integer("grams"),
    integer("gross"),
    integer("discount"),
    integer("amount"),
    integer("tax"),
    integer("tax_rate"),
    string("condition"),
    string("reason"),
)

refunds = _book(
    "refunds",
    integer("at"),
    string("number"),
    string("receipt"),
    string("kind"),
    integer("value"),
    integer("amount"),
    string("request"),
    string("voucher"),
    numbered=False,
)

channel_movements = _book(
    "channel_movements",
    integer("at"),
    string("kind"),  # approved, doubled, reversed, refunded, refund_doubled
    string("sale"),
    string("request"),
    string("tender"),
    string("channel"),
    integer("asked"),
    integer("amount"),  # to the shop; negative: back to the customer
    numbered=False,
)

cash_movements = _book(
    "cash_movements",
    integer("at"),
    string("kind"),  # float, taken, change, supplied, exchanged, paid_in, paid_out, corrected, dropped, banked
    string("sale"),
    string("note"),  # a reason, or the number of a bag
    integer("denomination"),
    integer("pieces"),  # into the drawer; negative: out of it
    integer("amount"),
)

counts = _book(
    "counts",
    integer("at"),
    string("kind"),  # float, drawer, relief
    string("tender"),
    integer("counted"),
    integer("expected"),
    integer("over_short"),
)

stock_movements = _book(
    "stock_movements",
    integer("at"),
    string("kind"),  # sale, return, write_off
    string("sku"),
    integer("quantity"),  # into stock; negative: out of it
    integer("grams"),  # thousandths of `unit`
    string("lot", ""),
    string("expiry", ""),  # YYYY-MM-DD
    string("unit", ""),  # of what is measured: kg, m, l
)

stock_postings = _book(
    "stock_postings",
    integer("at"),
    string("kind"),  # wire name of the fact that moved it
    string("document"),
    string("reason"),
    string("sku"),
    string("lot"),
    string("expiry"),  # YYYY-MM-DD
    string("place"),
    integer("quantity"),  # into the place; negative: out of it; pieces, or thousandths of `unit`
    string("unit"),
    integer("value"),
)

uploads = _book(
    "uploads",
    integer("at"),
    string("kind"),  # queued, sent, arrived, duplicate, unanswered, set_aside, accept, reject
    string("key"),
    string("sale"),
    string("receipt"),
    integer("amount"),
    string("reason"),
    numbered=False,
)

trusted_cards = _book(
    "trusted_cards",
    integer("at"),
    string("kind"),  # taken, settled, declined
    string("ref"),
    string("sale"),
    integer("amount"),
    string("reason"),
    numbered=False,
)

account_movements = _book(
    "account_movements",
    integer("at"),
    string("kind"),  # gift, credit, points
    string("account"),
    string("why"),  # sold, topped_up, spent, given_back, refund, earned, reversed
    string("sale"),
    integer("amount"),  # onto the account; negative: off it
    integer("balance"),
    numbered=False,
)

members = _book(
    "members",
    integer("at"),
    string("member"),
    string("name_en"),
    string("name_zh"),
    integer("consented"),
    numbered=False,
)

invoices = _book(
    "invoices",
    integer("at"),
    string("state"),  # requested, reduced, withdrawn, issued, red_lettered
    string("invoice"),
    string("number"),
    string("sale"),
    string("title_en"),
    string("title_zh"),
    string("tax_no"),
    integer("amount"),
    integer("net"),
    integer("tax"),
    numbered=False,
)

sign_ons = _book(
    "sign_ons",
    integer("at"),
    string("operator"),
    string("name_en"),
    string("name_zh"),
    integer("midnight"),  # milliseconds from the shop's midnight to the run's beginning; -1: not said
    numbered=False,
)

offers = _book(
    "offers",
    string("sale"),
    integer("lines"),
    string("rule"),  # a promotion's id, or member, by_hand, courtesy
    string("name_en"),
    string("name_zh"),
    integer("off"),
)

till_events = _book(
    "till_events",
    integer("at"),
    string("kind"),  # see office_books.TillEvent
    string("ref"),
    string("reason"),
    integer("pieces"),
    integer("amount"),
)

closings = _book(
    "closings",
    integer("at"),
    integer("counted"),
    integer("expected"),
    integer("over_short"),
    numbered=False,
)
