"""What a basket costs: one pure, explained calculation. `Pricer(policy, promotions).price(basket) -> Priced`."""

from simulator.pos.pricing.basket import Basket, BasketLine, Priced, PricedLine, Step
from simulator.pos.pricing.pricer import Pricer

__all__ = ["Basket", "BasketLine", "Priced", "PricedLine", "Pricer", "Step"]
