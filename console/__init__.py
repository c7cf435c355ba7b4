"""Operator console: watch, dial and steer phone calls that AI agents hold."""
