"""What customers and colleagues say by themselves, in both languages; scripts write the rest.

A line is chosen by what it is about and by the speaker's manner; `{good}` and `{amount}` are filled in.
"""

from simulator.kernel.draws import Draws
from simulator.kernel.texts import Text

Lines = tuple[Text, ...]

LINES: dict[str, dict[str, Lines]] = {
    "greeting": {
        "": (Text("Hello.", "你好。"), Text("Good day.", "您好。")),
        "hurried": (Text("Hi, I'm in a hurry.", "你好，我赶时间，麻烦快点。"),),
        "chatty": (
            Text("Hello! So many people today, aren't there?", "你好呀！今天人可真多。"),
            Text("Hello! You are busy as ever.", "你好呀，又忙着呢。"),
        ),
        "grumpy": (Text("At last it is my turn.", "总算轮到我了。"), Text("Hm. Hello.", "嗯，你好。")),
        "elderly": (Text("Hello there. Take your time.", "你好，不着急，你慢慢来。"),),
    },
    "price_told": {
        "": (Text("Good to know, thank you.", "知道了，谢谢。"),),
        "chatty": (Text("That is a good price, I'll take it.", "这价钱合适，要了。"),),
        "elderly": (Text("Good, then I know. Thank you, dear.", "好，我心里有数了，谢谢啊。"),),
    },
    "price_other": {
        "": (Text("No, I was asking about the {good}.", "不是这个，我问的是{good}。"),),
        "grumpy": (Text("That's not what I asked. The {good}!", "我问的是{good}，你查的什么呀。"),),
        "elderly": (Text("Not that one, dear. The {good}, please.", "姑娘，不是这个，我问的是{good}。"),),
    },
    "no_member": {
        "": (Text("No, I'm not a member.", "没有会员。"), Text("I don't have a card.", "我没办过卡。")),
        "hurried": (Text("No, no card.", "没有没有，快扫吧。"),),
        "grumpy": (Text("No. Nobody ever told me about one.", "没有，也没人跟我说过。"),),
        "elderly": (Text("A member? No, I never learned how to do that.", "会员？我不会弄那个。"),),
    },
    "late_member": {
        "": (
            Text("Oh, I do have a member card, here!", "哎，对了，我有会员！"),
            Text("Wait, I'm a member, I nearly forgot.", "等一下，我是会员，差点忘了。"),
        ),
    },
    "coupon": {
        "": (
            Text("I have a coupon for today.", "我有一张今天能用的券。"),
            Text("Take this coupon, please.", "这张优惠券给我用上。"),
        ),
    },
    "changed_mind": {
        "": (
            Text("I don't want the {good} after all.", "这个{good}我不要了。"),
            Text("Sorry, leave out the {good}, please.", "不好意思，{good}先不要了。"),
        ),
        "grumpy": (Text("Take the {good} off, it is too expensive.", "{good}退掉，太贵了。"),),
    },
    "one_less": {
        "": (
            Text("One {good} less, please.", "{good}少要一件。"),
            Text("That is one {good} too many, I'll put it back.", "{good}拿多了一件，退一件吧。"),
        ),
    },
    "wants_it": {
        "": (Text("But I do want the {good}!", "哎，{good}我要的呀！"),),
    },
    "fetching": {
        "": (
            Text("Oh, I forgot something. I'll fetch it, I'm right back.", "哎呀忘拿东西了，我去拿一下，马上回来。"),
            Text("One moment, I still need something from over there.", "等我一下，那边还有样东西要拿。"),
        ),
    },
    "back": {
        "": (Text("I'm back. Sorry to keep you waiting.", "我回来了，不好意思久等了。"),),
        "hurried": (Text("Back again. Can we go on?", "我回来了，接着结吧。"),),
    },
    "waiting_for_basket": {
        "": (Text("You rang up my other things already.", "我前面的东西你已经扫过了。"),),
    },
    "part": {
        "": (Text("Take {amount} from this, the rest otherwise.", "这个付 {amount} 元，剩下的换一种付。"),),
    },
    "declined": {
        "": (
            Text("Declined? Strange. Then like this.", "没付成功？奇怪，那换这个吧。"),
            Text("It doesn't work? Let me try another way.", "不行吗？那我换一种。"),
        ),
        "grumpy": (Text("It worked everywhere else today!", "今天在哪儿都能用，就你们这儿不行！"),),
    },
    "screenshot": {
        "": (
            Text("I have paid already, look, here is the picture.", "我已经付过了，你看，这是付款截图。"),
            Text("They have paid at home and sent me this.", "家里人付好了，截图发我了。"),
        ),
    },
    "insists_on_cash": {
        "": (
            Text("But I have laid the cash down already.", "现金我都放这儿了，怎么不收呢？"),
            Text("Is cash no money any more?", "现金不是钱吗？"),
        ),
    },
    "live_code": {
        "": (Text("All right, here is the code.", "行吧，给你扫付款码。"),),
    },
    "paid_already": {
        "": (
            Text("My phone says it is paid.", "我手机上显示已经扣款了。"),
            Text("It went through here, I got the message.", "我这边扣款短信都来了。"),
        ),
    },
    "charged_anyway": {
        "": (
            Text("Failed? But it was charged, look at the message!", "失败？可钱已经扣了，你看短信！"),
            Text("My bank says it has gone off.", "银行提示已经扣款了呀。"),
        ),
        "grumpy": (Text("You take my money and say it failed?", "钱都扣了，你跟我说失败？"),),
    },
    "charged_twice": {
        "": (
            Text(
                "Now my phone says that it was charged after all: I have paid twice!",
                "手机这会儿又提示扣款了，我付了两次！",
            ),
            Text("Look, the first payment has gone through as well.", "你看，刚才失败的那笔也扣了。"),
        ),
        "grumpy": (Text("And now you have my money twice!", "这下好，收了我两份钱！"),),
    },
    "spinning": {
        "": (
            Text("It only keeps turning here.", "我手机上一直在转圈。"),
            Text("My phone shows nothing yet.", "我这边还没显示。"),
        ),
    },
    "no_card": {
        "": (
            Text("Oh, this is my bus card. Where is the other one?", "哎，这张是公交卡，银行卡放哪儿了？我找找。"),
            Text("Wrong card. One moment, it must be in this bag.", "拿错卡了，稍等，应该在包里。"),
        ),
        "elderly": (
            Text(
                "That was my library card, dear. The other must be in one of these pockets.",
                "这张是借书证，银行卡不知道放哪个兜里了，等一下啊。",
            ),
        ),
    },
    "phone_stuck": {
        "": (
            Text("Now it asks for a password. Which one was it?", "手机要输支付密码，我想想是多少。"),
            Text("It wants me to confirm, and my phone hangs.", "要我确认支付，手机卡住了。"),
        ),
    },
    "gives_up": {
        "": (
            Text("It is no use. Can I pay another way?", "算了，我换一种方式付行吗？"),
            Text("I can't manage it. I'd rather pay otherwise.", "弄不好，我还是换一种付吧。"),
        ),
        "grumpy": (Text("Forget it. I'll pay another way.", "不弄了，换一种付！"),),
    },
    "not_by_card": {
        "": (
            Text("By card? No, I'd like to pay otherwise.", "刷卡？不是，我换别的付。"),
            Text("I did not mean to pay by card.", "我没说要刷卡呀。"),
        ),
    },
    "static_paid": {
        "": (Text("I have paid to the code on the wall.", "我扫墙上的码付过了。"),),
    },
    "not_arrived": {
        "": (
            Text("Not arrived? But I did pay!", "没到账？可我真付了呀！"),
            Text("Let me look once more.", "我再看看。"),
        ),
    },
    "short_change": {
        "": (
            Text("The change is not right, {amount} is missing.", "找的钱不对，少了 {amount} 元。"),
            Text("Excuse me, I am {amount} short.", "你好，少找了我 {amount} 元。"),
        ),
        "grumpy": (Text("You want to cheat me? {amount} is missing!", "你这是坑人呢？少找了 {amount} 元！"),),
    },
    "much_change": {
        "": (Text("You gave me {amount} too much.", "你多找了我 {amount} 元。"),),
    },
    "impatient": {
        "": (
            Text("Will it take much longer?", "还要等多久啊？"),
            Text("Is something the matter?", "怎么了？还没好吗？"),
        ),
        "hurried": (Text("Please, I have to catch a bus.", "能快点吗？我还要赶车呢。"),),
        "grumpy": (Text("What is taking so long?", "怎么这么慢啊！"),),
        "chatty": (Text("Well, this gives us time for a chat.", "这么慢，都够聊会儿天的了。"),),
        "elderly": (Text("My legs are getting tired.", "站得我腿都酸了。"),),
    },
    "in_the_dark": {
        "": (
            Text("What now? Can I still pay?", "停电了？还能结账吗？"),
            Text("It's all dark. What about my things?", "都黑了，我这东西怎么办？"),
        ),
        "grumpy": (
            Text("A power cut, of all things. I won't stand here all day!", "偏偏这时候停电，我可不会一直站着等！"),
        ),
    },
    "jumps_queue": {
        "": (
            Text("I have only a few things, let me go first, will you?", "我就这几样，让我先结一下吧？"),
            Text("I'm in a real hurry, I'll just go ahead.", "我有急事，先给我结吧。"),
        ),
    },
    "claims_more": {
        "": (
            Text("Wait, I gave you {amount}, not this little note!", "不对吧，我给你的是 {amount} 元的，找少了！"),
            Text("That is not right, it was {amount} that I handed over.", "你弄错了，我刚才给的是 {amount} 元。"),
        ),
    },
    "miscounted": {
        "": (
            Text("One moment, I count {amount} too little.", "等一下，我数着少了 {amount} 元。"),
            Text("Is that all? {amount} is missing.", "就这些？好像少了 {amount} 元。"),
        ),
        "grumpy": (Text("And my {amount}? Count properly!", "我那 {amount} 元呢？你会不会数钱！"),),
        "elderly": (
            Text("Dear, my eyes are poor, but {amount} is missing.", "我眼神不好，数着怎么少 {amount} 元呢？"),
        ),
    },
    "found_it": {
        "": (
            Text("Oh, two were stuck together. It is all there.", "哎呀，两张粘一块儿了，没少没少。"),
            Text("You are right, here it is. I am sorry.", "对对，在这儿呢，不好意思。"),
        ),
    },
    "price_dispute": {
        "": (
            Text("{good}? The shelf says {amount}!", "{good}？货架上标的是{amount}！"),
            Text("Wait, I read {amount} for the {good}.", "等等，{good}我看的是{amount}。"),
        ),
        "grumpy": (
            Text("{amount} is what the shelf says for the {good}! Again!", "{good}货架上明明写着{amount}！又来！"),
        ),
    },
    "shelf_verdict": {
        "": (Text("And, what does the shelf say?", "怎么样，价签上是多少？"),),
        "grumpy": (Text("Well? Was I right or not?", "怎么样，我没看错吧？"),),
    },
    "complaint": {  # by what it is about
        "": (Text("I have a complaint.", "我要投诉。"),),
        "waiting": (
            Text(
                "I stood here for a quarter of an hour, and two tills are closed!", "我排了一刻钟，还有两个收银台不开！"
            ),
            Text("How long does one have to wait in this shop?", "你们店排个队要排多久啊？"),
        ),
        "short_change": (
            Text(
                "An hour ago I was given {amount} too little at this till.",
                "一个小时前在你这台，少找了我 {amount} 元。",
            ),
            Text("I counted at home: {amount} of my change is missing.", "我回家一数，找零少了 {amount} 元。"),
        ),
        "spoiled": (
            Text("The milk I bought here yesterday was sour.", "昨天在这儿买的牛奶是酸的。"),
            Text("This bread is mouldy, and I bought it this morning!", "这面包都发霉了，今天早上才买的！"),
        ),
        "rudeness": (
            Text("Your colleague at the scale shouted at my mother.", "称重台那个人冲我妈嚷嚷。"),
            Text("I was laughed at over there when I asked for help.", "我刚才请人帮忙，被人笑话。"),
        ),
        "double_charge": (
            Text("{amount} went off my account twice for one purchase.", "买一次东西，扣了我两次 {amount} 元。"),
            Text(
                "My bank shows {amount} twice, from here, this morning.", "银行显示今早在你们这儿扣了两笔 {amount} 元。"
            ),
        ),
    },
    "cash_lies": {
        "": (Text("My money still lies here. Aren't you taking it?", "钱还放在这儿呢，您不收吗？"),),
    },
    "wants_manager": {
        "": (
            Text("I want to speak to somebody who decides.", "我要找能做主的人。"),
            Text("Please call your supervisor.", "请把你们主管叫来。"),
        ),
        "grumpy": (Text("Get me the manager!", "叫你们经理来！"),),
    },
    "complaint_next": {
        "": (Text("And what happens now?", "那接下来怎么处理？"),),
        "grumpy": (Text("And then? Does anybody read that?", "然后呢？登记了有人管吗？"),),
    },
    "here_is_id": {
        "": (Text("Of course, here is my identity card.", "可以，给你看身份证。"),),
        "grumpy": (Text("Do I look like a child to you? Here.", "我看着像小孩吗？喏，身份证。"),),
    },
    "no_id": {
        "": (
            Text("I don't have it with me.", "身份证没带。"),
            Text("My card is at home. But I am old enough, really!", "身份证放家里了，我真的满十八了！"),
        ),
    },
    "age_refused": {
        "": (Text("All right, then without it.", "那好吧，不要了。"),),
        "grumpy": (Text("Everybody else sells it to me!", "别的店都卖给我！"),),
    },
    "not_sold": {
        "": (
            Text("Oh, I didn't notice. Good that you looked.", "哎呀，我没注意，还好你看了。"),
            Text("Then I'll leave it.", "那这个不要了。"),
        ),
    },
    "return_refund": {
        "": (
            Text("I'd like to return this, please.", "你好，这个我想退一下。"),
            Text("This has to go back.", "这个我要退货。"),
        ),
        "grumpy": (Text("I want my money back for this.", "这个给我退了，什么东西。"),),
    },
    "return_exchange": {
        "": (Text("Can I have this instead?", "这个能换成那个吗？"),),
    },
    "return_cash": {
        "": (Text("I'd like to return this, and I want cash.", "这个我要退，退现金给我。"),),
    },
    "return_refused": {
        "": (Text("All right, then I keep it.", "那好吧，不退了。"),),
        "grumpy": (Text("I shall complain about this!", "我要投诉！"),),
    },
    "refund_where": {
        "": (Text("Has the money gone back? I see nothing.", "钱退了吗？我这边没显示。"),),
    },
    "refund_declined": {
        "": (
            Text("It was refused? How do I get my money, then?", "退不了？那我的钱怎么退？"),
            Text("And what happens to my money now?", "那我这钱怎么办？"),
        ),
    },
    "refund_first": {
        "": (
            Text("And my money? I haven't got it back yet.", "钱还没退给我呢。"),
            Text("I'm not going without my money.", "钱没退到，我可不走。"),
        ),
    },
    "membership": {
        "": (
            Text("I'd like to become a member. Do you need my number?", "我想办个会员，报手机号就行吧？"),
            Text("Can I get a member card here? I'll tell you my number.", "在你这儿能开卡吗？我报一下手机号。"),
        ),
    },
    "consents": {
        "": (Text("Yes, that is fine with me.", "行，我同意。"), Text("Yes, go ahead.", "可以的，办吧。")),
    },
    "no_consent": {
        "": (Text("Messages and all that? No, then rather not.", "还要收集信息、发短信？那算了。"),),
    },
    "top_up": {
        "": (
            Text("Please put {amount} onto this card.", "这张卡帮我充 {amount} 元。"),
            Text("And {amount} for this card, please.", "再给这张卡充 {amount} 元。"),
        ),
    },
    "staff_card": {
        "": (
            Text("I am off duty today. Staff discount, please, here is my card.", "我今天休息，员工价，这是我的工牌。"),
            Text("I work here too, this is my staff number.", "我也是店里的，这是我的工号。"),
        ),
    },
    "pays_by_card": {
        "": (
            Text("First from this card, as far as it goes.", "先刷这张储值卡，够多少刷多少。"),
            Text("Here is my stored-value card.", "用储值卡付。"),
        ),
    },
    "pays_by_points": {
        "": (Text("Take my points for it, as far as they go.", "积分能抵多少先抵多少。"),),
    },
    "other_card": {
        "": (Text("Oh, that was my neighbour's. This one is mine.", "哎，刚才那张是邻居的，这张才是我的。"),),
    },
    "invoice": {
        "": (
            Text("I need an invoice, please.", "麻烦开张发票。"),
            Text("Can you make out an invoice for that?", "这单给我开个发票吧。"),
        ),
    },
    "tax_number_again": {
        "": (Text("Sorry, I read it wrongly. Like this.", "不好意思念错了，是这个。"),),
    },
    "thanks": {
        "": (Text("Thank you, goodbye.", "谢谢，再见。"),),
        "chatty": (Text("Thank you, and don't work too hard!", "谢谢啊，你也别太累着！"),),
    },
}

QUEUE_ANSWERS = (
    ("queue_please", Text("Please stand at the end of the queue.", "麻烦您到后面排一下队。")),
    ("serve_first", Text("All right, you first.", "行，先给您结。")),
)
"""Replies to somebody who pushes in."""

CLAIM_ANSWERS = (
    ("count_with_supervisor", Text("I said what I received. The supervisor will count the drawer with me.",
                                   "我当面唱收过的，我请主管来一起核对钱箱。")),
    ("believe_claim", Text("Then I gave you too little, here is the rest.", "那是我找少了，补给您。")),
)  # fmt: skip
"""Replies to somebody who claims to have paid with more."""
MISCOUNT_ANSWERS = (
    ("count_again", Text("Let us count it once more together, here in your hand.", "我们一起再点一遍，您看着我数。")),
    ("add_missing", Text("Then I add what is missing.", "那我给您补上。")),
    ("no_returns", Text("It was right. I counted it.", "我数过了，不会错。")),
)
"""Replies to somebody who counts their change and finds less than they were given."""
MISCOUNT_RIGHT, MISCOUNT_BELIEVED = "count_again", "add_missing"

CLAIM_RIGHT, CLAIM_BELIEVED = "count_with_supervisor", "believe_claim"

MEMBERSHIP_ANSWERS = (
    ("ask_consent", Text("Gladly. Do you agree to our members' terms: your number is kept, for points and offers?",
                         "可以。会员需要登记手机号，用于积分和优惠通知，您同意吗？")),
    ("number_only", Text("The number is enough, I'll do the rest.", "报个号就行，别的不用管。")),
)  # fmt: skip
"""Replies to somebody who would like to be a member; the first asks for their consent."""

ERRANDS: dict[str, Lines] = {
    "pay_in": (Text("This is to be paid in, please.", "这笔钱麻烦入一下钱箱。"),),
    "pay_out": (Text("Please pay this voucher from the drawer.", "麻烦按这张单子从钱箱支一下钱。"),),
}
"""What somebody of the house says who brings or needs money."""

ORDERS: dict[str, Lines] = {
    "wait": (Text("Keep the till as it is and wait, I am finding out.", "先别动收银机，等一等，我去了解情况。"),),
    "manual_mode": (
        Text("Go over to handwritten slips: label prices, and money only once it has arrived.",
             "改用手工单：按标签价写，收款到账才能放货。"),
    ),
    "stop": (Text("We stop selling. Ask the customers kindly to wait or to leave.", "暂停收银，跟顾客好好解释。"),),
    "resume": (Text("Carry on as usual.", "恢复正常收银。"),),
    "offline": (
        Text("Go on offline: cash, the code on the wall once the money is there, cards within the limit.",
             "脱机收银：现金照收，静态码到账放货，银行卡在限额内刷。"),
    ),
    "cash_only": (
        Text("The bank warns of bad cards today: offline, take cash or the code on the wall, no cards.",
             "银行提示今天有问题卡：脱机期间只收现金和静态码，不刷卡。"),
    ),
    "x_report": (
        Text("The office would like the figures so far: an X report, please, as soon as nobody stands there.",
             "办公室要看一下到现在的数：台前没人时打一张 X报表。"),
    ),
    "standby_till": (
        Text("Lock the drawer and go on at the standby till; count its float first.",
             "这台报修。锁好钱箱，去备用机，先清点备用金再收。"),
    ),
}  # fmt: skip
RELIEF = Text("I'm here to take over. Finish what is open.", "我来接班了，你把手上的结完。")


def line(about: str, manner: str, draws: Draws, good: Text | None = None, amount: str = "") -> Text:
    """Words about something, as somebody of that manner says them."""
    choices = LINES[about]
    text = draws.pick(choices.get(manner) or choices[""])
    if good is None and not amount:
        return text
    thing = good or Text()
    return Text(text.en.format(good=thing.en, amount=amount), text.zh.format(good=thing.zh, amount=amount))
