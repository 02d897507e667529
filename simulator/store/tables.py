"""All tables, as SQLAlchemy Core: the schema of today. Portable types only, so that PostgreSQL can hold them too.

Money is minor units, `at` virtual milliseconds of the run, hashes are 32 raw bytes (SHA-256 in hex where they are
names). A change here needs a migration beside it.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _run() -> Column[str]:
    return Column("run", String, ForeignKey("runs.run"), nullable=False)


def _text(name: str, default: str | None = None) -> Column[str]:
    return Column(name, String, nullable=False, server_default=default)


def _int(name: str, default: str | None = None) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default=default)


# --- the journal -----------------------------------------------------------------------------------------------------

runs = Table(
    "runs",
    metadata,
    Column("no", Integer, primary_key=True),  # order of creation
    _text("run"),
    _text("scenario"),
    _int("version"),
    _text("mode"),
    _int("seed"),
    _text("role"),
    _text("person"),
    _text("bot"),
    _text("attested_by"),
    _text("pace"),
    _text("wall"),
    _text("zone"),
    _text("branch_of"),
    Column("sealed", Boolean, nullable=False),
    _int("entries"),  # filled when sealed; a live run's are counted
    _int("at"),  # virtual time of the last entry, filled when sealed
    _text("ended"),  # reason of RunEnded, filled when sealed
    UniqueConstraint("run"),
)

live_runs = Table("live_runs", metadata, Column("run", String, ForeignKey("runs.run"), primary_key=True))
"""Runs that take entries: their foreign key refuses a process that missed the sealing, at no cost a commit."""

entries = Table(
    "entries",
    metadata,
    Column("run", String, ForeignKey("live_runs.run"), nullable=False),
    _int("position"),  # the run's one total order: 1, 2, 3 ...
    _text("stream"),
    _int("seq"),
    Column("data", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    PrimaryKeyConstraint("run", "position"),
    sqlite_with_rowid=False,
)

tips = Table(
    "tips",
    metadata,
    _run(),
    _text("stream"),
    _int("seq"),  # of the stream's last entry
    Column("hash", LargeBinary, nullable=False),
    PrimaryKeyConstraint("run", "stream"),
    sqlite_with_rowid=False,
)
"""Where each stream of a live run ends, moved on by the transaction of each append: rows that are cut off are missed.
Gone once the run is sealed, unless they did not come out then."""

segments = Table(
    "segments",
    metadata,
    _run(),
    _int("first"),  # position of the first entry
    _int("length"),
    Column("spans", Text, nullable=False),  # JSON [[stream, first seq, length], ...] in total order
    Column("lines", LargeBinary, nullable=False),  # stored bytes joined by newlines
    Column("hashes", LargeBinary, nullable=False),  # 32 bytes each, joined
    PrimaryKeyConstraint("run", "first"),
)

claims = Table(
    "claims",
    metadata,
    _run(),
    _text("key"),
    _int("quota"),  # the limit named by the last claim that was granted
    _int("taken"),
    PrimaryKeyConstraint("run", "key"),
)

materials = Table(
    "materials", metadata, Column("sha256", String(64), primary_key=True), Column("data", LargeBinary, nullable=False)
)

run_materials = Table(
    "run_materials",
    metadata,
    _run(),
    _text("name"),
    Column("sha256", String(64), ForeignKey("materials.sha256"), nullable=False),
    PrimaryKeyConstraint("run", "name"),
)

# --- the books: rows keyed by the entry they come from, see `books` --------------------------------------------------


def _book(name: str, *columns: Column[int] | Column[str], numbered: bool = True) -> Table:
    key = ("run", "stream", "seq", "n") if numbered else ("run", "stream", "seq")
    source: list[Column[int] | Column[str]] = [_run(), _text("stream"), _int("seq")]
    if numbered:
        source.append(_int("n"))
    return Table(name, metadata, *source, *columns, PrimaryKeyConstraint(*key))


sales = _book(
    "sales",
    _int("at"),
    _text("sale"),
    _text("status"),  # completed, voided
    _text("receipt"),
    _text("customer"),
    _text("member"),
    _int("lines"),
    _int("total"),
    _int("net"),
    _int("tax"),
    _int("discount"),
    _int("rounding"),
    _int("change"),
    _int("slip"),
    _int("stored", "0"),  # of the total: put onto cards, no revenue
    numbered=False,
)

sale_lines = _book(
    "sale_lines",
    _text("sale"),
    _int("line"),
    _text("sku"),
    _text("name_en"),
    _text("name_zh"),
    _text("code"),
    _int("price"),
    _int("quantity"),
    _int("grams"),
    _int("gross"),
    _int("discount"),
    _int("tax_rate"),
    _text("how"),
    _int("net", "0"),
    _int("tax", "0"),
)

tenders = _book("tenders", _text("sale"), _text("kind"), _int("amount"), _int("received"), _text("request"))

returns = _book(
    "returns",
    _int("at"),
    _text("number"),
    _text("kind"),  # return, exchange, post_void
    _text("receipt"),
    _text("sale"),
    _text("customer"),
    _int("lines"),
    _int("total"),
    _int("net"),
    _int("tax"),
    _text("exchange"),
    _text("reason"),
    numbered=False,
)

return_lines = _book(
    "return_lines",
    _text("number"),
    _text("receipt"),
    _int("line"),
    _text("sku"),
    _text("name_en"),
    _text("name_zh"),
    _int("quantity"),
    _int("grams"),
    _int("gross"),
    _int("discount"),
    _int("amount"),
    _int("tax"),
    _int("tax_rate"),
    _text("condition"),
    _text("reason"),
)

refunds = _book(
    "refunds",
    _int("at"),
    _text("number"),
    _text("receipt"),
    _text("kind"),
    _int("value"),
    _int("amount"),
    _text("request"),
    _text("voucher"),
    numbered=False,
)

channel_movements = _book(
    "channel_movements",
    _int("at"),
    _text("kind"),  # approved, doubled, reversed, refunded, refund_doubled
    _text("sale"),
    _text("request"),
    _text("tender"),
    _text("channel"),
    _int("asked"),
    _int("amount"),  # to the shop; negative: back to the customer
    numbered=False,
)

cash_movements = _book(
    "cash_movements",
    _int("at"),
    _text("kind"),  # float, taken, change, supplied, exchanged, paid_in, paid_out, corrected, dropped, banked
    _text("sale"),
    _text("note"),  # a reason, or the number of a bag
    _int("denomination"),
    _int("pieces"),  # into the drawer; negative: out of it
    _int("amount"),
)

counts = _book(
    "counts",
    _int("at"),
    _text("kind"),  # float, drawer, relief
    _text("tender"),
    _int("counted"),
    _int("expected"),
    _int("over_short"),
)

stock_movements = _book(
    "stock_movements",
    _int("at"),
    _text("kind"),  # sale, return, write_off
    _text("sku"),
    _int("quantity"),  # into stock; negative: out of it
    _int("grams"),  # thousandths of `unit`
    _text("lot", ""),
    _text("expiry", ""),  # YYYY-MM-DD
    _text("unit", ""),  # of what is measured: kg, m, l
)

stock_postings = _book(
    "stock_postings",
    _int("at"),
    _text("kind"),  # wire name of the fact that moved it
    _text("document"),
    _text("reason"),
    _text("sku"),
    _text("lot"),
    _text("expiry"),  # YYYY-MM-DD
    _text("place"),
    _int("quantity"),  # into the place; negative: out of it; pieces, or thousandths of `unit`
    _text("unit"),
    _int("value"),
)

uploads = _book(
    "uploads",
    _int("at"),
    _text("kind"),  # queued, sent, arrived, duplicate, unanswered, set_aside, accept, reject
    _text("key"),
    _text("sale"),
    _text("receipt"),
    _int("amount"),
    _text("reason"),
    numbered=False,
)

trusted_cards = _book(
    "trusted_cards",
    _int("at"),
    _text("kind"),  # taken, settled, declined
    _text("ref"),
    _text("sale"),
    _int("amount"),
    _text("reason"),
    numbered=False,
)

account_movements = _book(
    "account_movements",
    _int("at"),
    _text("kind"),  # gift, credit, points
    _text("account"),
    _text("why"),  # sold, topped_up, spent, given_back, refund, earned, reversed
    _text("sale"),
    _int("amount"),  # onto the account; negative: off it
    _int("balance"),
    numbered=False,
)

members = _book(
    "members", _int("at"), _text("member"), _text("name_en"), _text("name_zh"), _int("consented"), numbered=False
)

invoices = _book(
    "invoices",
    _int("at"),
    _text("state"),  # requested, issued, red_lettered
    _text("invoice"),
    _text("number"),
    _text("sale"),
    _text("title_en"),
    _text("title_zh"),
    _text("tax_no"),
    _int("amount"),
    _int("net"),
    _int("tax"),
    numbered=False,
)

sign_ons = _book(
    "sign_ons",
    _int("at"),
    _text("operator"),
    _text("name_en"),
    _text("name_zh"),
    _int("midnight"),  # milliseconds from the shop's midnight to the run's beginning; -1: not said
    numbered=False,
)

offers = _book(
    "offers",
    _text("sale"),
    _int("line"),
    _text("rule"),  # a promotion's id, or member, by_hand, courtesy
    _text("name_en"),
    _text("name_zh"),
    _int("off"),
)

till_events = _book(
    "till_events",
    _int("at"),
    _text("kind"),  # see office_books.TillEvent
    _text("ref"),
    _text("reason"),
    _int("pieces"),
    _int("amount"),
)

closings = _book("closings", _int("at"), _int("counted"), _int("expected"), _int("over_short"), numbered=False)

# --- people ----------------------------------------------------------------------------------------------------------

people = Table(
    "people",
    metadata,
    Column("no", Integer, primary_key=True),  # order of creation
    _text("person"),
    _text("name"),
    _text("roles"),  # separated by blanks
    _text("created"),  # wall time
    UniqueConstraint("person"),
)

pins = Table(
    "pins",
    metadata,
    Column("person", String, ForeignKey("people.person"), primary_key=True),
    _text("hash"),  # scrypt$n$r$p$salt$key: never the PIN
)

results = Table(
    "results",
    metadata,
    Column("no", Integer, primary_key=True),  # order of finishing
    _run(),
    Column("person", String, ForeignKey("people.person"), nullable=False),
    _text("scenario"),
    _int("version"),
    _text("mode"),
    _int("seed"),
    _text("pace"),
    Column("sealed", Boolean, nullable=False),
    _text("attested_by"),
    Column("passed", Boolean, nullable=False),
    Column("summary", Text, nullable=False),  # JSON, the grade's own
    _text("rubric"),  # SHA-256 of the rubric it was graded by
    _text("finished"),  # wall time
    UniqueConstraint("run"),
)
Index("ix_results_person", results.c.person, results.c.scenario)
