"""The stockroom's screen: what stands there, the document under way, what is printed."""
