"""My results: every finished session, each to be looked back on again."""
