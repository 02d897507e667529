"""What all screens but a workstation's share: words drawn in the language of the moment, tiles, bars, dialogs."""
