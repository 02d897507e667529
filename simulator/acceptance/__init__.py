"""The acceptance test as it is worked with: cases drawn, written and read from files, trials, issues, lists."""
