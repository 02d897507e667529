"""Reports that people sign: rows from the store, a report of them, a format to write it in, and its proof."""
