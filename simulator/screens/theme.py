"""The colours: a calm dark counter, amber for what to press, teal for what is ours. Nothing rests on them alone."""

from textual.theme import Theme

COUNTER = Theme(
    name="counter",
    dark=True,
    primary="#58b4a7",
    secondary="#8fa6bd",
    accent="#f0b94d",
    foreground="#dbe1e8",
    background="#10151b",
    surface="#161d25",
    panel="#202a35",
    success="#86c986",
    warning="#f0b94d",
    error="#f0746b",
    boost="#1c2530",
)
