"""What comes up over the desk, made once each and opened where it belongs."""

from __future__ import annotations

import asyncio
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from console.switchboard.call import Call
from console.ui.call_tools import CallTools
from console.ui.dial_panel import DialPanel
from console.ui.errands import Errands
from console.ui.hop import EngineHop
from console.ui.key_list import KeyList
from console.ui.keymap import KeyStore
from console.ui.keypad import Keypad
from console.ui.palette import Palette
from console.ui.registry import Registry
from console.ui.sender import Sender
from console.ui.transfer_panel import TransferPanel


class Panels:
    """Dialling, the keypad, transferring, the palette and the keys. Qt's thread."""

    def __init__(
        self,
        window: QWidget,
        hop: EngineHop,
        errands: Errands,
        registry: Registry,
        keys: KeyStore | None,
        *,
        head: QWidget,
        practice: bool,
    ) -> None:
        self._window = window
        self._errands = errands
        self._registry = registry
        self._keys = keys
        self.dial = DialPanel(hop, errands, practice, window)
        self.keypad = Keypad(Sender(hop, errands), window)
        self.transfer = TransferPanel(hop, errands, window)
        self.palette = Palette(registry, window)
        self.key_list: KeyList | None = None
        self._head = head
        for panel in (self.dial, self.keypad, self.transfer, self.palette):
            panel.keep_below(head)

    def open_dial(self, below: QWidget) -> None:
        self.dial.open(below.mapTo(self._window, QPoint(0, below.height() + 6)))

    def open_keypad(self, call: Call, tools: CallTools) -> None:
        self.keypad.open_for(call, tools.above("keypad", self.keypad.sizeHint()))

    def open_transfer(self, call: Call, tools: CallTools) -> None:
        self.transfer.open_for(call, partial(tools.above, "transfer"))

    def open_keys(self) -> None:
        """Show the keys; their card is made when it is first wanted, having so many parts."""
        if self.key_list is None:
            self.key_list = KeyList(self._registry, self._keep_keys, self._window)
            self.key_list.keep_below(self._head)
        self.key_list.open()

    def follow(self, call: Call) -> None:
        """Take a call's newest snapshot."""
        self.keypad.follow(call)
        self.transfer.follow(call)

    def refresh(self) -> None:
        """Say anew what can be dialled: a part of the console is well, or is not any more."""
        self.dial.refresh()
        self.transfer.refresh()

    def write_anew(self) -> None:
        """Write names and numbers again: the mask has come or gone."""
        self.dial.write_anew()
        self.transfer.write_anew()
        self.keypad.write_anew()

    def _keep_keys(self) -> None:
        if self._keys:
            chosen = self._registry.keymap.chosen
            self._errands.send(asyncio.to_thread(self._keys.save, chosen))
