"""A machine that sleeps, a container that is paused: the program goes on as if nothing had been, and ends as ever."""

import os
import signal

import pytest

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGCONT"), reason="nothing is halted by a signal here")


def halted(process, meanwhile=lambda: None):
    """Told to stop, and stopped."""
    os.kill(process.pid, signal.SIGSTOP)
    _, status = os.waitpid(process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    meanwhile()
    os.kill(process.pid, signal.SIGCONT)


def test_who_was_halted_unasked_reads_each_key_once_and_leaves_the_terminal_as_it_was(run):
    terminal = run()
    terminal.see("NEXT FOR ME")
    for _ in range(2):
        halted(terminal.process)
        terminal.press("f12")
        terminal.see("收银员", gone="NEXT FOR ME")
        terminal.press("f12")
        terminal.see("NEXT FOR ME")
    terminal.press("escape")
    assert terminal.wait() == 0
    assert terminal.echoes, "what is typed next is seen"


def test_who_was_halted_under_a_shell_has_the_keys_again_once_called_to_the_front(run):
    terminal = run()
    terminal.see("NEXT FOR ME")
    halted(terminal.process, meanwhile=terminal.at_a_prompt)
    terminal.press("f12")
    terminal.see("收银员", gone="NEXT FOR ME")
    assert not terminal.echoes
    terminal.press("escape")
    assert terminal.wait() == 0
    assert terminal.echoes
