"""The kinds of files, a table each."""

from simulator.importing.kinds.goods import PRODUCTS, STOCK
from simulator.importing.kinds.orders import ORDERS
from simulator.importing.kinds.people import CARDS, MEMBERS, STAFF, SUPPLIERS
from simulator.importing.layout import Kind

KINDS: dict[str, Kind] = {kind.id: kind for kind in (PRODUCTS, MEMBERS, CARDS, SUPPLIERS, STAFF, STOCK, ORDERS)}
"""By the word that a command line takes."""
