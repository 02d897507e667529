"""The customer at the counter: who they are, what they said and hold out, what is open with them."""

import re

from simulator.kernel.money import worth
from simulator.kernel.texts import Text, cells
from simulator.locale import Words
from simulator.pos.counter_view import PersonSeen
from simulator.pos.view import View
from simulator.screens.station.bars import key_label
from simulator.screens.station.pane import Line, Span, fit, heading, paragraph, spread, width_of
from simulator.screens.till import guide
from simulator.screens.till.pane import TillPane

SENTENCE = re.compile(r"[^.!?。！？]+(?:[.!?。！？]+|$)")
MOST_IMPATIENT = 3
SHORT = 2
"""Rows below the name in a short pane."""


def last_sentence(text: str) -> str:
    """Who asks for something says why at the end.

    >>> last_sentence("This has to go back. I bought the wrong one."), last_sentence("这个我要退货。买错了。")
    ('I bought the wrong one.', '买错了。')
    """
    sentences: list[str] = SENTENCE.findall(text)
    return sentences[-1].strip() if sentences else text


def buyer(view: View, words: Words) -> str:
    """What a look at the buyer tells."""
    if view.id_born:
        return words("till.age.card", born=view.id_born)
    if view.id_answered:
        return words("till.age.no_card")
    return words("till.age.adult") if view.looks_adult else words("till.age.looks", age=view.looks)


def rows_of(spans: list[Span], width: int, most: int) -> list[Line]:
    """Side by side as far as they fit, below each other where they do not; only the last row is cut."""
    rows: list[list[Span]] = [[Span(" ")]]
    for span in spans:
        if width_of(rows[-1]) + cells(span.text.rstrip()) > width and len(rows[-1]) > 1 and len(rows) < most:
            rows.append([Span(" ")])
        if span.text.strip() or len(rows[-1]) > 1:
            rows[-1].append(span)
    return [fit(row, width) for row in rows] if spans else []


class CustomerPane(TillPane):
    """Who is served, in what mood, what they said last and what they hold out."""

    def draw(self, width: int, height: int) -> list[Line]:
        till, words, view = self.till, self.till.words, self.till.view
        here = view.here
        if here is None:
            lines = [heading(words("till.counter"), "", width), (Span(" "), Span(words("till.nobody_here"), "dim"))]
            waiting = self._question(width - 2, height - len(lines))
            return [*lines, *((Span(" "), Span(text, "accent")) for text in waiting)]
        name = here.name[words.lang]
        if height <= SHORT + 2:  # every row is needed for what they say
            lines = [heading(name, "".join(span.text for span in self._mood(here)).rstrip(), width)]
        else:
            lines = [heading(words("till.counter"), "", width)]
            lines.append(spread([Span(f" {name}", "strong")], self._mood(here), width))
        last, matter = (text[words.lang] for text in (till.spoken.last(view), till.spoken.matter(view)))
        held = self._held(width, max(1, height - len(lines) - (1 if last or matter or view.questions else 0)))
        room = height - len(lines) - len(held)
        asked = next((question.text for question in view.questions), None)  # stays there until it is answered
        said = asked[words.lang] if asked else last
        if matter and said != matter and (room > SHORT or not view.questions):  # what is open stays in sight
            most = max(1, room - 1 if said else room)
            quoted = paragraph(words("till.quote", text=matter), width - 4, most)
            whole = len(paragraph(words("till.quote", text=matter), width - 4, most + 1)) <= most
            if not whole and view.matter == Text():  # of what comes back at least why
                quoted = paragraph(words("till.quote", text=last_sentence(matter)), width - 4, most)
            lines += [(Span(" ! " if at == 0 else "   ", "warn"), Span(t, "warn")) for at, t in enumerate(quoted)]
            room -= len(quoted)
        if said and (room > 0 or not matter):
            since = last if asked else ""  # what they said while the question waits
            since = since if since not in (said, matter) else ""
            most = max(1, room - 1 if since else room)
            quoted = (
                self._question(width - 2, most) if asked else paragraph(words("till.quote", text=said), width - 2, most)
            )
            lines += [(Span(" "), Span(text, "accent" if asked else "")) for text in quoted]
            quoted = paragraph(words("till.quote", text=since), width - 2, room - len(quoted)) if since else []
            lines += [(Span(" "), Span(text)) for text in quoted]
        return [*lines, *held]

    def _question(self, width: int, most: int) -> list[str]:
        """What waits for an answer; with a name where somebody else asks than stands here."""
        words, view = self.till.words, self.till.view
        question, here = next(iter(view.questions), None), view.here
        if question is None or most < 1:
            return []
        text = question.text[words.lang]
        asker = next((person.name for person in view.queue if person.customer == question.customer), None)
        if asker is None or (here is not None and here.customer == question.customer):
            return paragraph(words("till.quote", text=text), width, most)
        return paragraph(words("till.quote_by", name=asker, text=text), width, most)

    def _mood(self, here: PersonSeen) -> list[Span]:
        """Their manner, and how they feel by now; who was calm is no more."""
        words = self.till.words
        manner = words(f"till.manner.{here.manner}")
        if not here.mood:
            return [Span(f"{manner} ", "dim")]
        mood = words(f"till.mood.{min(here.mood, MOST_IMPATIENT)}")
        told = mood if here.manner == "calm" else words("till.in_mood", manner=manner, mood=mood)
        return [Span(f"{told} ", "warn")]

    def _held(self, width: int, most: int) -> list[Line]:
        """Card, phone, member code and cash held out, in at most so many rows; each can be clicked."""
        till, words, view = self.till, self.till.words, self.till.view
        spans: list[Span] = []

        def hold(id: str, action: str, **params: object) -> None:
            spans.extend([Span(f" {words(id, **params)} ", "chip", ("action", action)), Span(" ")])

        spans += self._steps()
        if view.age_check:
            spans += [Span(buyer(view, words), "warn"), Span(" ")]
        if view.wished is not None and not view.returned:
            wish = words(f"till.wish.{view.wished.wish}")
            hold("till.holds.receipt" if view.wished.receipt else "till.holds.no_receipt", "find_receipt", wish=wish)
        if view.member_card and view.member_card != view.member_code and not view.settled:
            hold("till.holds.member", "identify_member")
        if view.coupon_held:
            hold("till.holds.coupon", "redeem_coupon")
        if view.enrol_wanted:
            hold("till.holds.enrol", "enrol_member", code=view.enrol_wanted)
        if view.staff_card:
            hold("till.holds.staff", "identify_employee", number=view.staff_card)
        if view.load_wanted and view.load_wanted[0] not in view.loading:
            hold("till.holds.load", "load_card", amount=till.money(view.load_wanted[1]))
        if view.stored_card:
            hold("till.holds.stored_card", "tender_gift")
        if view.points_wanted:
            hold("till.holds.points", "tender_points")
        if view.invoice_wanted and view.settled and view.invoice is None:
            hold("till.holds.invoice", "request_invoice", title=view.invoice_wanted.title[words.lang])
        if view.phone:
            hold(f"till.holds.phone_{view.phone}", "scan" if view.phone == "code" else "confirm_arrival")
        if view.card:
            hold("till.holds.card", "tender_card")
        if view.cash:
            hold("till.holds.cash", "cash_tray", amount=till.money(worth(view.cash)))
        if view.id_born and not view.age_check:  # told already: after all that can still be used
            spans += [Span(f" {words('till.age.card', born=view.id_born)}", "dim"), Span(" ")]
        return rows_of(spans, width, most)

    def _steps(self) -> list[Span]:
        """How what is open with them can be dealt with; those without a key of their own are found in the menu."""
        till = self.till
        spans: list[Span] = []
        for action in guide.next_of_matter(till):
            key = till.key_of(action)
            if not key and not spans:
                spans.append(Span(f"{till.key_label(action)} ", "key", ("action", "menu")))
            label = f"{key_label(key)} {till.title_of(action)}" if key else till.title_of(action)
            style = "advised" if till.coach.action == action else "chip"
            spans += [Span(label, style, ("action", action)), Span(" ")]
        return spans
