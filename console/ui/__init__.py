"""The desk: Qt, and nothing else knows Qt.

It sees the engine only through `console.switchboard`'s interface and meets its thread only
in `hop`. Everything else here belongs to Qt's thread.
"""
