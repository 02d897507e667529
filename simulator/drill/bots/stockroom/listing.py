"""Lists that came as files: row by row, what has to be looked at first, and then what is right."""

from collections.abc import Callable

from simulator.drill.bots.stockroom.steps import Advice, Memory, do, wait
from simulator.kernel import commands as c
from simulator.kernel.texts import Text
from simulator.stock.list_view import ListRow, ListSeen
from simulator.stock.lists import Verdict, judge
from simulator.stock.view import StockView

Judge = Callable[[StockView, ListRow], Verdict]


def judged(view: StockView, row: ListRow) -> Verdict:
    """By the rule, and by what was found so far."""
    return judge(row.row, view.goods, row.found)


def going_through(judge: Judge) -> Callable[[StockView, Memory], Advice | None]:
    def go_through(view: StockView, memory: Memory) -> Advice | None:
        """The first row that can be got on with; rows whose sender was asked wait for the answer."""
        for listing in view.lists:
            for row in listing.rows:
                advice = _step(view, listing, row, judge(view, row)) if row.end is None else None
                if advice is not None:
                    return advice
        return None

    return go_through


go_through = going_through(judged)


def _step(view: StockView, listing: ListSeen, row: ListRow, verdict: Verdict) -> Advice | None:
    number, money = row.row.number, view.rules.shop.currency.format
    given: dict[str, str | Text] = {
        "row": str(number), "item": row.row.name, "price": money(verdict.price), "code": verdict.code,
    }  # fmt: skip
    if verdict.decision == "look":
        if verdict.reason == "sender":
            return None if row.asked else do(c.AskSender(listing.list, number), "advice.ask_sender", **given)
        command = c.CheckRow(listing.list, number, verdict.reason)
        return do(command, _why_look(row, verdict.reason), **given)
    if verdict.decision == "leave":
        command_ = c.DecideRow(listing.list, number, "leave", reason=verdict.reason)
        return do(command_, f"advice.leave_{verdict.reason}", **given)
    if verdict.decision == "take":
        return do(c.DecideRow(listing.list, number, "take"), f"advice.take_{row.row.standing}", **given)
    if verdict.decision == "new":
        return do(c.DecideRow(listing.list, number, "new", verdict.code, verdict.price), "advice.list_new", **given)
    mended = c.DecideRow(listing.list, number, "mend", verdict.code, verdict.price)
    return do(mended, "advice.mend_code" if verdict.code != row.row.code else "advice.mend_price", **given)


def _why_look(row: ListRow, source: str) -> str:
    """What is odd about the row: goods that nobody has here, no price, or one that is not believed."""
    if source == "notice" and not row.sku:
        return "advice.check_notice_new"
    if source == "notice" and not row.row.price:
        return "advice.check_notice_blank"
    return f"advice.check_{source}"


def post(view: StockView, memory: Memory) -> Advice | None:
    for listing in view.lists:
        if not listing.left:
            return do(c.PostList(listing.list), "advice.post_list", list=listing.list)
    return None


def await_answers(view: StockView, memory: Memory) -> Advice | None:
    asked = any(row.asked and row.found.answer is None for listing in view.lists for row in listing.rows)
    return wait("advice.wait_for_sender") if asked else None
