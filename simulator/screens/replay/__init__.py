"""A session played back: its entries at their station, at any pace."""
