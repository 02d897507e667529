"""A manager's figures: from sums of the books to a report (pure data), and a report as lines to read."""
