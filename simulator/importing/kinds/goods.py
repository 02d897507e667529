"""What a shop has: products, and the stock that it opens with."""

from collections.abc import Iterator

from simulator.importing.choices import CATEGORY, UNIT
from simulator.importing.codes import BAR_CODES, ITEM, OWN, SCRIPT_NAME
from simulator.importing.dates import DAY, PAST
from simulator.importing.known import Known
from simulator.importing.layout import Column, Finding, Kind, Record
from simulator.importing.values import AMOUNT, PRICE, QUANTITY, RATE, TEXT, WHOLE, show_money, show_quantity
from simulator.kernel.texts import Text
from simulator.kernel.units import measured


def _products(record: Record, known: Known) -> Iterator[Finding]:
    price, member = record.number("price"), record.number("member")
    if price and member >= price:
        given = {"price": show_money(price, known)}
        yield Finding("importing.member_price", "member", show_money(member, known), given=given)
    weighed = str(record["unit"]).startswith("kg")
    codes = str(record["code"]).split()
    if weighed and codes and not any(len(code) in (4, 5) for code in codes):
        yield Finding("importing.plu", "code", str(record["code"]))


PRODUCTS = Kind(
    "products",
    Text("products", "商品"),
    (
        Column("sku", Text("SKU", "货号"), OWN, ("商品编码", "商品编号", "商品代码", "品号", "item number", "item no")),
        Column(
            "code",
            Text("Bar code", "条码"),
            BAR_CODES,
            required=True,
            also=("code", "商品条码", "国际条码", "条形码", "ean", "gtin", "upc", "ean13", "barcode no"),
        ),
        Column("zh", Text("Chinese name", "品名"), TEXT, ("zh", "商品名称", "名称", "中文名称", "中文名")),
        Column("en", Text("English name", "英文名称"), TEXT, ("en", "name", "product name", "description", "英文名")),
        Column("pinyin", Text("Pinyin", "拼音码"), TEXT, ("助记码", "拼音", "拼音简码")),
        Column(
            "category", Text("Category", "分类"), CATEGORY, ("类别", "商品类别", "品类", "department"), required=True
        ),
        Column("tax", Text("Tax", "税率"), RATE, ("vat", "tax rate", "vat rate", "税类", "进项税率", "销项税率")),
        Column(
            "price",
            Text("Price", "零售价"),
            PRICE,
            ("售价", "单价", "销售价", "retail price", "unit price"),
            required=True,
        ),
        Column("member", Text("Member price", "会员价"), PRICE, ("member",)),
        Column("cost", Text("Cost", "进价"), AMOUNT, ("成本", "成本价", "进货价", "cost price", "purchase price")),
        Column("unit", Text("Unit", "单位"), UNIT, ("计量单位", "销售单位", "uom", "unit of measure"), required=True),
        Column("size", Text("Size", "规格"), TEXT, ("规格型号", "spec", "specification")),
        Column("supplier", Text("Supplier", "供应商"), OWN, ("供应商编码", "供应商编号", "supplier code", "vendor")),
        Column("age", Text("Least age", "最低年龄"), WHOLE, ("age", "年龄限制", "age limit")),
        Column("pack", Text("Pack of", "装箱"), TEXT, ("pack", "箱装")),
        Column("alike", Text("Taken for each other", "易混组"), TEXT, ("alike",)),
        Column("named", Text("Script name", "剧本代号"), SCRIPT_NAME, ("named",)),
    ),
    key="code",
    unique=(("sku",), ("code",)),
    either=("zh", "en"),
    check=_products,
)


def _stock(record: Record, known: Known) -> Iterator[Finding]:
    item, quantity = known.items.get(str(record["item"])), record.number("quantity")
    if item and not measured(item.unit.partition(" ")[0]) and quantity % 1000:
        yield Finding("importing.whole_pieces", "quantity", show_quantity(quantity, known), given={"unit": item.unit})
    if record["expiry"] and record["made"] and str(record["expiry"]) < str(record["made"]):
        yield Finding("importing.after", "expiry", str(record["expiry"]), given={"day": str(record["made"])})


STOCK = Kind(
    "stock",
    Text("opening stock", "期初库存"),
    (
        Column(
            "item",
            Text("Item", "商品"),
            ITEM,
            required=True,
            also=("sku", "货号", "商品编码", "条码", "商品条码", "bar code", "code", "item number", "item no"),
        ),
        Column("name", Text("Name", "品名"), TEXT, ("商品名称", "名称", "description", "product name")),
        Column(
            "quantity",
            Text("Quantity", "数量"),
            QUANTITY,
            ("库存", "库存数量", "期初数量", "qty", "on hand", "stock"),
            required=True,
            summed=True,
        ),
        Column("unit", Text("Unit", "单位"), UNIT, ("计量单位", "uom")),
        Column("lot", Text("Lot", "批号"), OWN, ("批次", "批次号", "生产批号", "batch", "lot number")),
        Column("made", Text("Made on", "生产日期"), PAST, ("production date", "made", "manufactured")),
        Column(
            "expiry",
            Text("Use by", "有效期至"),
            DAY,
            ("到期日", "保质期至", "有效期", "expiry", "expiry date", "best before"),
        ),
        Column("cost", Text("Unit cost", "进价"), AMOUNT, ("成本价", "成本", "单位成本", "cost", "cost price")),
        Column("place", Text("Place", "库位"), TEXT, ("货位", "仓位", "仓库", "location", "bin", "shelf")),
    ),
    key="item",
    unique=(("item", "lot", "place"),),
    check=_stock,
)
