"""The windows beside the desk: the set-up, the settings, and the health of every part."""
