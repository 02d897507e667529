"""The head of a new shop: what can be played in at once, and what its owner then changes."""

HEAD = """\
# The head of a shop: what its lists do not say. It is yours to change; no import writes it again.
# 门店表头：各清单里没有的内容。可以自由修改，导入不会再改写它。
name: {{en: "{name}", zh: "{name}"}}
address: {{en: "-", zh: "-"}}
policy: cn
cash_limit: "3000.00"
float: {{"50": "2", "20": "5", "10": "10", "5": "12", "1": "30", "0.50": "20", "0.10": "40"}}
bags: []
quick_keys: []
# They stand in for the levels that staff.csv does not have. PINs are the sandbox's own and no secret.
staff:
  - {{badge: c01, name: {{en: Cashier, zh: 收银员}}, level: cashier, pin: "1111"}}
  - {{badge: s01, name: {{en: Supervisor, zh: 收银主管}}, level: supervisor, pin: "2468"}}
  - {{badge: k01, name: {{en: Stock clerk, zh: 仓管员}}, level: stock_clerk, pin: "3141"}}
  - {{badge: m01, name: {{en: Manager, zh: 店长}}, level: manager, pin: "9753"}}
clock: "{day} 09:30"   # the shop's date and time when a drill begins
weighed_per: "500"
ask_id_below: "25"
labels:   # of the scale counter; digits are counted from 1
  - {{prefix: "26", length: "18", plu: 3-7, amount: 8-12, weight: 13-17}}
  - {{prefix: "21", length: "13", plu: 3-7, amount: 8-12}}
  - {{prefix: "22", length: "13", plu: 3-7, weight: 8-12}}
points: {{per: "1.00", step: "100", worth: "1.00"}}
returns: {{days: "7"}}
stockroom:   # suppliers come from suppliers.csv, what they cost from products.csv
  near: "7"
  least_life: "3"
  tolerance: "20.00"
  markdowns: {{"3": "50", "7": "80"}}
  suppliers: {{}}
"""


def head_of(name: str, day: str) -> bytes:
    """Of a shop of that name, on a day of the calendar."""
    plain = "".join(sign for sign in name if sign.isprintable() and sign not in '"\\') or "shop"
    return HEAD.format(name=plain, day=day).encode()
