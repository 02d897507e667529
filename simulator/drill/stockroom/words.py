"""What drivers and other shops say. Nothing is graded by it: the figures beside it are the facts."""

from simulator.kernel.texts import Text

ARRIVES = (
    Text("Morning! Delivery for you, please count and sign.", "早！送货的，麻烦点一下签个字。"),
    Text("Here is your delivery. I wait here until you are through.", "货到了，您点，我在这儿等着。"),
)
FOLLOWS = (
    Text("Something is missing today: it was short at the depot, it comes with the next lorry.",
         "今天缺一点，仓库没备齐，下趟车补送。"),
)  # fmt: skip
CANCELLED = (
    Text("They are out of it. What is missing does not come any more, you have to order anew.",
         "厂里断货了，缺的不补了，你们重新下单吧。"),
)  # fmt: skip
UNORDERED = (
    Text("I have no order number, somebody phoned, they told me.", "没有订单号，说是你们打电话要的。"),
    Text("No order on my note, but it is your address.", "单子上没订单号，地址是你们这儿没错。"),
)
FINDINGS = {
    "lost": Text("We loaded all of it, our list is signed. It must have got lost on the way.",
                 "我们这边装车单都签了，全装了，应该是路上丢的。"),
    "miscounted_there": Text("Sorry, it still stands here: we counted wrongly when we packed.",
                             "不好意思，货还在我们这儿，装的时候点错了。"),
    "damaged": Text("It was crushed when we loaded, we took it off and forgot to tell you.",
                    "装车时压坏了，我们拿下来了，忘了告诉你们。"),
}  # fmt: skip
"""What the shop says that sent it."""
FINDINGS_THERE = {
    "lost": Text("We counted twice and searched the lorry: it never got here, it must have got lost on the way.",
                 "我们点了两遍，车上也找过了，确实没到，应该是路上丢的。"),
    "miscounted_there": Text("Sorry, it is all here: we counted wrongly when it came.",
                             "不好意思，货都到了，是我们点收时数错了。"),
    "damaged": Text("That much came crushed, we could not take it on.",
                    "少的那些路上压坏了，我们没法收。"),
}  # fmt: skip
"""What the shop says that it was sent to."""
WANTED = Text("Please send us what the list says; our shelf is empty.", "麻烦按清单调给我们，这边断货了。")
MEANT = Text("Row {row}: we mean {price} for one.", "第 {row} 行：单个就是 {price}。")
WITHDRAWN = Text("Row {row}: we do not supply that any more, leave it out.", "第 {row} 行：这个商品停供了，别导。")
"""What the sender of a list says about a row."""
