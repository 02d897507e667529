"""What is said about prices and complaints: by customers, by the colleague at the shelf, and the answers offered."""

from simulator.kernel.texts import Text

Answers = tuple[tuple[str, Text], ...]

WITH_AMOUNT = ("short_change", "double_charge")
"""Complaints about a sum of money."""

DISPUTE_ANSWERS: Answers = (
    ("insist_till", Text("What the till says is the price.", "以收银机为准，就是这个价。")),
    ("check_the_shelf", Text("I will have a colleague look at the shelf.", "我请同事去看一下价签。")),
    ("believe_price", Text("Then I take your word for it.", "那就按您说的价。")),
)
DISPUTE_RIGHT = "check_the_shelf"

VERDICT_ANSWERS: Answers = (
    ("explain_members", Text("That is the price for members, here is how this total comes about.",
                             "那是会员价，我给您看看这笔是怎么算的。")),
    ("explain_neighbour", Text("The tag is of the item beside it, here is how this total comes about.",
                               "那是旁边商品的价签，我给您看看这笔是怎么算的。")),
    ("honour_price", Text("You are right: the shelf's price counts.", "您说得对，按价签价给您。")),
    ("explain_ended", Text("That offer is over, the date stands on the tag. I am sorry.",
                           "活动已经结束了，价签上写着日期，抱歉。")),
)  # fmt: skip
VERDICTS = {
    "says_so": "honour_price",
    "ended": "explain_ended",
    "neighbour": "explain_neighbour",
    "members": "explain_members",
}
"""What the shelf says -> the right answer."""

SHELF = {
    "says_so": Text("The shelf says {amount}, and no date: the tag was not changed.",
                    "货架上是{amount}，没写日期，价签没换。"),
    "ended": Text("The tag says {amount}, until yesterday. I am taking it down.",
                  "价签是{amount}，到昨天为止，我摘下来了。"),
    "neighbour": Text("{amount} is the tag of the item beside it. This one's own says {price}.",
                      "{amount}是旁边那种的价签，这个的价签是{price}。"),
    "members": Text("{amount} is for members, it says so. Without a card it is {price}.",
                    "{amount}是会员价，上面写着；非会员{price}。"),
    "as_priced": Text("The shelf says {price}, as the till does.", "货架上是{price}，跟收银机一样。"),
}  # fmt: skip
"""What the colleague reports."""


def report(finding: str, amount: str, price: str) -> Text:
    """In their words: `amount` stands on the tag that was meant, `price` is the till's."""
    words = SHELF[finding]
    return Text(words.en.format(amount=amount, price=price), words.zh.format(amount=amount, price=price))


COMPLAINT_ANSWERS: Answers = (
    ("brush_off", Text("I cannot do anything about that.", "这个我也没办法，不归我管。")),
    ("listen", Text("Please tell me what happened, I am listening.", "您慢慢说，我听着呢。")),
    ("promise_money", Text("You get your money back, at once.", "钱马上退给您。")),
)
COMPLAINT_RIGHT = "listen"

MANAGER_ANSWERS: Answers = (
    ("no_manager", Text("The manager has no time for that.", "经理没空管这个。")),
    ("call_manager", Text("Certainly, I am calling the supervisor.", "好的，我请主管过来。")),
)
MANAGER_RIGHT = "call_manager"

NEXT_ANSWERS: Answers = (
    ("we_will_see", Text("We will see.", "到时候再说吧。")),
    ("promise_call", Text("Here is the number of your complaint. We call you by tomorrow noon.",
                          "这是您的投诉登记号，明天中午前给您回电话。")),
)  # fmt: skip
NEXT_RIGHT = "promise_call"
