"""A session played back: its entries on a till, at any pace."""
