"""An exam: a trainer says who sits there, nothing helps, and leaving fails."""

from simulator.bootstrap import House


def test_an_exam_by_a_trainers_pin(run, sit, home):
    terminal = run()
    terminal.see("NEXT FOR ME")
    terminal.press("f2")
    terminal.see("Who sits here?")
    terminal.press("f3")
    terminal.see("The trainer's name")
    for before, typed in (("The trainer's name", "Lao Chen"), ("PIN, 4 to 12", "2468"), ("The same PIN", "2468")):
        terminal.see(f"┃  {before}")
        terminal.press(*typed, "enter")
    terminal.see("Lao Chen can now attest exams")
    assert "2468" not in terminal.text
    terminal.click("A new name")
    terminal.press(*"Xiao Lin", "enter")
    terminal.see("I am Xiao Lin")

    terminal.press("enter")
    terminal.see("SITUATION", "● coach")
    terminal.press("f2", "f2")
    terminal.see("● exam", "No hints, no pause")
    terminal.press("enter")
    terminal.see("A trainer, please", "Is this Xiao Lin?")
    terminal.press(*"1111", "enter")
    terminal.see("This is no trainer's PIN")
    terminal.press(*"2468", "enter")
    fingers = sit(terminal)
    terminal.see("exam", "Mr Wang")
    assert "F10 Hint" not in terminal.text
    terminal.press("f10")
    terminal.see("An exam has no hints.")
    terminal.press(",")
    terminal.see("An exam has no pause.")
    fingers.play(lambda: len(list(fingers.shadow.view.lines)) >= 1)
    terminal.press("~")
    terminal.see("It then counts as not passed")
    terminal.press("2")
    terminal.see("How it went", "exam")

    house = House(home)
    try:
        person = next(person for person in house.people() if person.name == "Xiao Lin")
        (result,) = house.results(person.id)
        assert (result.mode, result.passed) == ("exam", False)
        (session,) = house.journal.runs()
        assert (session.ended, session.sealed, session.person) == ("quit", True, person.id)
        assert session.attested_by
    finally:
        house.close()
    assert all(entry.what.__class__.__name__ != "HintShown" for entry in fingers.shadow.entries)
