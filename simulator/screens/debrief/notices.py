"""What no rule judged, as sentences: what happened, and what to do instead."""

from collections.abc import Mapping

from textual.content import Content

from grading.noticing import Notice
from grading.wording import Wording, clock
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens.shell.spoken import line


def sentence(notice: Notice, say: Wording, words: Words) -> str:
    """One notice in the language of the moment."""
    people, lang, n = say.people, say.lang, len(notice.moments)
    customer = people[notice.customer][lang] if notice.customer in people else words("debrief.the_customer")
    given: dict[str, object] = {"customer": customer, "n": n}
    if notice.kind == "total_wrong":
        given |= {"told": say.money(notice.told), "paid": say.money(notice.paid)}
    elif notice.kind == "answer_wrong":
        given |= {"question": notice.name[lang], "answer": notice.answer[lang]}
    elif notice.kind == "refused":
        given["why"] = words(notice.reason, **notice.given)
    else:
        given["name"] = notice.name[lang]
    return words(f"debrief.noticed_{notice.kind}", **given)


def row(notice: Notice, words: Words, people: Mapping[str, Text]) -> Content:
    """`○ 3:10  The total that was told ...`: a shape of its own, as it is no miss of a rule."""
    say = Wording(words, words.lang, people=people)
    return line(("○ ", "$warning"), (f"{clock(notice.at)}  ", "$accent"), sentence(notice, say, words))
