"""What all screens but the till share: words drawn in the language of the moment, tiles, bars, dialogs."""
