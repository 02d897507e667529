"""One drill: who and what comes from outside (director, rig), the session that journals it, bots, replay."""
