"""A load on many tills, played and watched from inside the app."""
