"""What a basket costs: one pure, explained calculation. `Pricer(policy, promotions).price(basket) -> Priced`."""

from simulator.pos.pricing.basket import Basket, BasketLine, Part, Priced, PricedLine, Step
from simulator.pos.pricing.pricer import Pricer
from simulator.pos.pricing.shelf import price_per

__all__ = ["Basket", "BasketLine", "Part", "Priced", "PricedLine", "Pricer", "Step", "price_per"]
