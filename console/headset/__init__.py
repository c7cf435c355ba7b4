"""The operator's microphone and speaker, wherever the calls are."""
