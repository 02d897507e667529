"""Whom a shop deals with: members, its own people, suppliers."""

from simulator.importing.choices import ROLE
from simulator.importing.codes import CARD, CONTACT, OWN, PHONE, PIN, TAX_NUMBER, VALUE_CARD
from simulator.importing.dates import PAST
from simulator.importing.layout import Column, Kind
from simulator.importing.values import AMOUNT, TEXT, WHOLE
from simulator.kernel.texts import Text

MEMBERS = Kind(
    "members",
    Text("members", "会员"),
    (
        Column(
            "card",
            Text("Member card", "会员卡号"),
            CARD,
            ("卡号", "会员号", "会员编号", "card number", "card no", "card"),
            required=True,
        ),
        Column("name", Text("Name", "姓名"), TEXT, ("会员姓名", "会员名称", "full name", "member name"), required=True),
        Column(
            "phone",
            Text("Phone", "手机号"),
            PHONE,
            ("手机", "手机号码", "联系电话", "电话", "mobile", "phone number"),
            required=True,
        ),
        Column(
            "points", Text("Points", "积分"), WHOLE, ("积分余额", "会员积分", "可用积分", "points balance"), summed=True
        ),
        Column("stored", Text("Stored value", "储值余额"), AMOUNT, ("余额", "卡余额", "balance"), summed=True),
        Column("value_card", Text("Stored-value card", "储值卡号"), VALUE_CARD, ("储值卡", "stored value card")),
        Column(
            "joined",
            Text("Joined on", "入会日期"),
            PAST,
            ("注册日期", "办卡日期", "开卡日期", "joined", "since", "member since"),
        ),
        Column("tier", Text("Tier", "会员等级"), TEXT, ("等级", "级别", "level")),
    ),
    key="card",
    unique=(("card",), ("phone",), ("value_card",)),
)

CARDS = Kind(
    "cards",
    Text("stored-value cards", "储值卡"),
    (
        Column(
            "number",
            Text("Stored-value card", "储值卡号"),
            VALUE_CARD,
            ("储值卡", "购物卡号", "购物卡", "卡号", "card number", "gift card", "stored value card"),
            required=True,
        ),
        Column(
            "stored",
            Text("Stored value", "储值余额"),
            AMOUNT,
            ("余额", "卡余额", "卡内余额", "balance"),
            required=True,
            summed=True,
        ),
        Column("sold", Text("Sold on", "售卡日期"), PAST, ("发卡日期", "开卡日期", "sold", "issued")),
    ),
    key="number",
    unique=(("number",),),
)
"""购物卡: of whoever holds them; a member's own stands in the list of members."""

SUPPLIERS = Kind(
    "suppliers",
    Text("suppliers", "供应商"),
    (
        Column(
            "supplier",
            Text("Supplier code", "供应商编码"),
            OWN,
            required=True,
            also=("供应商编号", "供应商代码", "编码", "编号", "code", "vendor code", "supplier no"),
        ),
        Column(
            "name",
            Text("Name", "供应商名称"),
            TEXT,
            ("名称", "供应商", "公司名称", "supplier name", "company", "vendor"),
            required=True,
        ),
        Column(
            "tax_number",
            Text("Tax number", "统一社会信用代码"),
            TAX_NUMBER,
            ("税号", "纳税人识别号", "信用代码", "vat number"),
        ),
        Column("contact", Text("Contact", "联系人"), TEXT, ("业务员", "contact person")),
        Column("phone", Text("Phone", "联系电话"), CONTACT, ("电话", "手机", "手机号", "phone number", "telephone")),
        Column("terms", Text("Days to pay", "账期"), WHOLE, ("账期天数", "结算天数", "payment terms", "terms")),
        Column("address", Text("Address", "地址"), TEXT, ("公司地址",)),
    ),
    key="supplier",
    unique=(("supplier",), ("tax_number",)),
)

STAFF = Kind(
    "staff",
    Text("staff", "员工"),
    (
        Column(
            "badge",
            Text("Badge", "工号"),
            OWN,
            ("员工编号", "员工号", "工牌号", "staff number", "employee id"),
            required=True,
        ),
        Column("name", Text("Name", "姓名"), TEXT, ("员工姓名", "full name"), required=True),
        Column("role", Text("Role", "岗位"), ROLE, ("职务", "职位", "角色", "position", "job", "level"), required=True),
        Column("pin", Text("PIN", "密码"), PIN, ("收银密码", "口令", "pin code")),
        Column("phone", Text("Phone", "手机号"), PHONE, ("手机", "手机号码", "联系电话", "电话", "mobile")),
        Column("joined", Text("Joined on", "入职日期"), PAST, ("入职时间", "hired", "start date")),
    ),
    key="badge",
    unique=(("badge",), ("phone",)),
)
