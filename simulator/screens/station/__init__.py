"""What every workstation's screen is made of: keys, scans, messages, advice, dialogs, panes, paper."""
