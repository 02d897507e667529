"""What an answer to a customer may promise, and why another one would be a mistake: the words for both."""

PROMISES = ("bag", "copy", "gift_slip", "price", "balance", "exception", "off_item", "off_bill", "help")
"""What whoever says it has to do as well: a bag onto the bill, the receipt once more, a slip without prices, a price
or a balance looked up and told, an exception asked of the manager, something off an item or off the bill, a hand lent
elsewhere, with the till locked."""

MISTAKES = (
    "price", "till_open", "bag", "copy", "buyer", "unchecked", "offer", "quick_change", "claim", "miscount", "queue",
    "consent",
)  # fmt: skip
"""What is wrong about any other answer, where one of the house's sentences says it."""
