"""Words of lists that come as files: what can be looked at, what becomes of a row, what is wrong with one."""

SOURCES = ("label", "notice")
"""核对依据: the label on the goods, for the code; the signed price notice (调价通知单), for the price."""
DECISIONS = ("take", "mend", "new", "leave")
LEFT_OUT = ("twice", "not_ours", "withdrawn", "incomplete")
"""Why a row is left out: it is there already; an item that this shop does not have; taken back by its sender; new, and
without what it takes to set it up."""
STANDINGS = ("accepted", "repaired", "rejected")
SLIPS = (
    "zeros", "comma", "signs", "check_digit", "twice", "two_prices", "blank", "tenfold", "case_price", "unknown",
)  # fmt: skip
"""What people and spreadsheets do to a list."""
