"""What a shop has sold before: past orders, a line of an order in each row."""

from collections.abc import Iterator

from simulator.importing.codes import CARD, ITEM, OWN
from simulator.importing.dates import PAST
from simulator.importing.known import Known
from simulator.importing.layout import Column, Finding, Kind, Record
from simulator.importing.values import AMOUNT, PRICE, QUANTITY, TEXT, WHOLE, show_money
from simulator.kernel.money import divide
from simulator.kernel.texts import Text


def _orders(record: Record, known: Known) -> Iterator[Finding]:
    """Quantity and price make the amount, less what was given off; a cent may be lost in rounding."""
    if record["amount"] == "" or record["price"] == "" or record["quantity"] == "":
        return
    amount, off = record.number("amount"), record.number("discount")
    expected = divide(record.number("price") * record.number("quantity"), 1000) - off
    if abs(amount - expected) > 1:
        given = {"amount": show_money(expected, known)}
        yield Finding("importing.line_amount", "amount", show_money(amount, known), given=given)


ORDERS = Kind(
    "orders",
    Text("past orders", "历史订单"),
    (
        Column(
            "order",
            Text("Order", "订单号"),
            OWN,
            ("单号", "小票号", "流水号", "order number", "order no", "receipt"),
            required=True,
        ),
        Column("line", Text("Line", "行号"), WHOLE, ("序号", "行", "line number", "line no")),
        Column(
            "day",
            Text("Date", "日期"),
            PAST,
            ("下单日期", "订单日期", "销售日期", "交易日期", "下单时间", "销售时间", "order date", "day"),
            required=True,
        ),
        Column(
            "item",
            Text("Item", "商品"),
            ITEM,
            required=True,
            also=("sku", "货号", "商品编码", "条码", "商品条码", "bar code", "code", "item number", "item no"),
        ),
        Column("name", Text("Name", "品名"), TEXT, ("商品名称", "名称", "description", "product name")),
        Column("quantity", Text("Quantity", "数量"), QUANTITY, ("销售数量", "qty"), required=True, summed=True),
        Column("price", Text("Price", "单价"), PRICE, ("售价", "零售价", "unit price")),
        Column("discount", Text("Discount", "优惠"), AMOUNT, ("折扣", "优惠金额", "折扣金额"), summed=True),
        Column(
            "amount",
            Text("Amount", "金额"),
            AMOUNT,
            ("销售金额", "实收金额", "小计金额", "total amount"),
            required=True,
            summed=True,
        ),
        Column("member", Text("Member card", "会员卡号"), CARD, ("会员号", "卡号", "member")),
        Column("paid_by", Text("Paid by", "付款方式"), TEXT, ("支付方式", "tender", "payment")),
    ),
    key="order",
    unique=(("order", "line", "item"),),
    check=_orders,
)
