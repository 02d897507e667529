"""What the stockroom tells the manager's desk: the shop's goods and prices, as its tills have them."""

from dataclasses import replace

from simulator.desk.state import Desk
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.pos.news import heard


def shop_news(desk: Desk, stimulus: s.ShopNews, entry: Entry) -> None:
    desk.rules = replace(desk.rules, shop=heard(desk.rules.shop, stimulus))


APPLY = {s.ShopNews: shop_news}
