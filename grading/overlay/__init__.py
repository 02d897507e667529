"""A trainer's overlay: what a person judges because no journal can show it. It is never part of the grade."""
