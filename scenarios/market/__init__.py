"""The market: a supermarket of more than 3,000 items, its suppliers, its stock, and a year of its sales.

Everything here is made once, from a seed, and kept as bytes with a hash in their name; nothing is made again for a
drill or a replay. Who plays in it names it as any other shop (`shop: market`).

    words/         what it is made of: brands, suppliers, goods by the shelf; a line makes a few dozen items
    head.yaml      the shop itself: staff, labels, promotions, returns
    grammar        the words -> drafts: every brand, kind and size that goes together
    pricing        shelf prices as shops set them, costs, what is on offer to members
    goods          drafts -> items with codes, packs and places, and who delivers them
    year           a year of baskets -> its sums, in columns
    kept           the shipped shop and its year, read from their bytes
    past           questions about the year: what sold, when, through whom, and what an offer would have cost
    opening        what lies in the shop on the day of a drill, by lot

`python -m scenarios.market` makes the bytes anew; it needs the extra `dev`.
"""
