"""Who works in the stockroom: a practised stock clerk, who is also the coach; a lazy one; and one for every mistake."""

from simulator.drill.bots.stockroom.mistakes import LAZY, MISTAKES
from simulator.drill.bots.stockroom.routine import EXPERIENCED

__all__ = ["EXPERIENCED", "LAZY", "MISTAKES"]
